import type { Transition, Way } from '../declarations/workflow.ts'
import type { Standing } from './standing.ts'
import { sayOf } from './tasks.ts'

/** How a decision stands: how many are asked, have agreed and refused, and how many it takes. */
export type Tally = { asked: number; agreed: number; refused: number; needed: number }

export function tallyOf({ tasks, process, votes, state }: Standing): Tally | undefined {
  if (!state.decision) return undefined
  const present = tasks.filter(task => task.step === process.state && task.round === process.round && task.state !== 'closed')
  const said = votes.filter(vote => vote.from === process.state)
  const asked = new Set([...present.map(sayOf), ...said.map(vote => vote.say)]).size
  const count = (kind: 'agree' | 'refuse') => new Set(said.filter(vote => vote.kind === kind).map(vote => vote.say)).size
  return { asked, agreed: count('agree'), refused: count('refuse'), needed: neededOf(state.decision.way, asked) }
}

function neededOf(way: Way, asked: number): number {
  if (way === 'any') return 1
  if (way === 'all') return asked
  return 'share' in way ? Math.max(1, Math.ceil(way.share * asked - 1e-9)) : Math.floor(way.moreThan * asked + 1e-9) + 1
}

/** Whether this say, the last one so far, settles it: enough have agreed, or enough can no longer agree. Of `any` the first settles it either way. */
export function settles(standing: Standing, transition: Transition): boolean {
  const tally = tallyOf(standing)
  if (!tally || transition.kind === 'move') return true
  if (standing.state.decision!.way === 'any') return true
  return transition.kind === 'agree' ? tally.agreed + 1 >= tally.needed : tally.asked - (tally.refused + 1) < tally.needed
}
