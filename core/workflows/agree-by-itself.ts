import type { Writing } from '../records/engine.ts'
import type { Standing } from './standing.ts'
import { votesOf } from './steps.ts'
import { tasksOf } from './tasks.ts'
import { type Act, actOf } from './where-to.ts'

/**
 * Who agreed to the record before in this round, and is asked again where it says `autoAgree`, agrees again by himself; of several, one after
 * another. Where something has to be said with it, he is asked all the same.
 */
export async function agreementByItself(
  { transaction }: Writing,
  standing: Standing,
): Promise<{ standing: Standing; act: Act } | undefined> {
  const { state, process } = standing
  const agreeing = state.on.find(transition => transition.kind === 'agree' && transition.asks.required.size === 0)
  if (!state.decision?.autoAgree || !agreeing) return undefined
  const [votes, tasks] = [await votesOf(transaction, [process]), await tasksOf(transaction, [process], undefined)]
  const agreedBefore = (user: string) => votes.some(vote => vote.kind === 'agree' && vote.say === user && vote.from !== process.state)
  const again = tasks.find(task => task.state === 'open' && task.onBehalfOfId === null && agreedBefore(task.userId))
  if (!again) return undefined
  const present = { ...standing, votes, tasks }
  const by = { userId: again.userId, say: again.userId, isAutomatic: true }
  return { standing: present, act: actOf(present, agreeing, { fields: {}, answers: {} }, by) }
}
