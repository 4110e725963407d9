import { editedDays } from '../calendar/edited-days.ts'
import type { Json } from '../declarations/model.ts'
import type { Transition } from '../declarations/workflow.ts'
import { Problem } from '../problem.ts'
import type { Writing } from '../records/engine.ts'
import { invalid, notFound } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import { carry } from './act.ts'
import { agreementByItself } from './agree-by-itself.ts'
import { readSaid, returnOf } from './asked.ts'
import { heldUp, outOfOrder, timesOf } from './clocks.ts'
import { alreadyDecided, notPossible } from './problems.ts'
import { judge, type Looking, type Standing, standingsOf } from './standing.ts'
import { whatLeft } from './steps.ts'
import { type Act, actOf } from './where-to.ts'

/** What someone wants to happen, and what he says with it. */
export type Order = { event: string; body: Json }

export type Outcome = { id: string; problem?: Problem }

/**
 * Does it to one record. Of two at once the first has it, and the second is told.
 * @throws notFound, notAsked, alreadyDecided, notPossible, guarded, invalid
 */
export async function transitionRecord(writing: Writing, id: string, order: Order): Promise<void> {
  const [outcome] = await transitionRecords(writing, [id], order)
  if (outcome!.problem) throw outcome!.problem
}

/** Does it to each record that it can be done to, and tells why not to the others. */
export async function transitionRecords(writing: Writing, ids: string[], order: Order): Promise<Outcome[]> {
  const looking = lookingAt(writing)
  const standings = await standingsOf(looking, ids, { lock: true })
  const outcomes: Outcome[] = []
  for (const id of ids) {
    const standing = standings.get(id)
    const planned = standing ? await attempt(() => plan(writing, standing, order)) : notFound()
    if (planned instanceof Problem) outcomes.push({ id, problem: planned })
    else {
      await perform(writing, standing!, planned)
      outcomes.push({ id })
    }
  }
  return outcomes
}

/** Makes a transition, and those that follow from it by themselves. */
export async function perform(writing: Writing, standing: Standing, act: Act): Promise<void> {
  let present = await carry(writing, standing, act)
  for (;;) {
    const again = await agreementByItself(writing, present)
    if (!again) return
    present = await carry(writing, again.standing, again.act)
  }
}

const lookingAt = ({ transaction, caller, engine, entity }: Writing): Looking => ({
  connection: transaction,
  caller,
  model: engine.model,
  entity,
})

async function attempt<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Whether and how it can be done; nothing is written yet. */
async function plan(writing: Writing, standing: Standing, { event, body }: Order): Promise<Act> {
  const { caller } = writing
  const { workflow, state, process, record } = standing
  const transition = event === 'return' ? returnOf(workflow, process) : state.on.find(one => one.event === event)
  if (!transition) throw await tooLate(writing, standing, event)
  const { onBehalfOfId, ...said } = body
  if (onBehalfOfId !== undefined && !isUuid(onBehalfOfId))
    throw invalid(undefined, [{ pointer: '/onBehalfOfId', code: 'bad-id', detail: '应是一个用户' }])
  const verdict = await judge(lookingAt(writing), standing, transition, onBehalfOfId)
  if ('problem' in verdict) throw verdict.problem
  const { fields, answers } = await readSaid(writing, record.id, transition.asks, said)
  const held = await heldUpNow(writing, standing, transition, fields)
  if (held) throw held
  return actOf(standing, transition, { fields, answers }, { userId: caller.userId, say: verdict.say })
}

/** What the clocks say once what was said with the transition stands in the record. */
export async function heldUpNow(writing: Writing, standing: Standing, transition: Transition, fields: Json): Promise<Problem | undefined> {
  const { state, process, record, workflow } = standing
  if (!state.clocks) return undefined
  const edited = await editedDays(writing.transaction)
  const values = { ...record.values, ...fields }
  const times = timesOf(writing.entity, state, process, values, edited)
  return heldUp(times, transition) ?? outOfOrder(writing.entity, { workflow, process, transition }, values)
}

/** Who was asked and comes after another is told by whom it was done; who was never asked is told no more than where the record is. */
async function tooLate(writing: Writing, { tasks, workflow, process, state }: Standing, event: string): Promise<Problem> {
  const had = tasks
    .filter(task => task.userId === writing.caller.userId && workflow.states.get(task.step)?.on.some(one => one.event === event))
    .at(-1)
  const left = had && (await whatLeft(writing.transaction, process.id, had.step))
  if (left) return alreadyDecided(`这一步已由${left.name ?? '系统'}办理（${left.title}）`)
  return notPossible(`当前状态为“${state.title}”，不能进行此操作`)
}
