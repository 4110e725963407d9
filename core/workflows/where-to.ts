import type { Json } from '../declarations/model.ts'
import type { Guard, Transition, Workflow } from '../declarations/workflow.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { Problem } from '../problem.ts'
import type { Said } from './asked.ts'
import { machineOf } from './machine.ts'
import { guarded } from './problems.ts'
import { advanced, type Process } from './process.ts'
import type { Standing } from './standing.ts'
import { settles } from './tally.ts'

/** A transition about to be made, by whom, and where it leads; without `next` the step goes on, as others have to agree too. */
export type Act = { transition: Transition; said: Said; by: { userId?: string; say?: string; isAutomatic?: boolean }; next?: string }

/** Where a transition leads with what is said. @throws guarded */
export function actOf(standing: Standing, transition: Transition, said: Said, by: Act['by']): Act {
  const act = decidedBy(standing, transition, said, by)
  if (act instanceof Problem) throw act
  return settles(standing, transition) ? act : { ...act, next: undefined }
}

/** The same as if nobody else had to agree; or why it cannot be. */
export function decidedBy(
  { record, related, process, workflow }: Standing,
  transition: Transition,
  said: Said,
  by: Act['by'],
): Act | Problem {
  const values = { ...record.values, ...related, ...said.fields, ...said.answers, today: todayInShanghai(), actor: by.userId ?? null }
  if (transition.guard && !holds(transition.guard, values)) return guarded(whyNot(transition.guard, values))
  const { next, failed } = whereTo(workflow, process, transition, values)
  return next === undefined ? guarded(failed && whyNot(failed, values)) : { transition, said, by, next }
}

function whereTo(workflow: Workflow, process: Process, transition: Transition, values: Json): { next?: string; failed?: Guard } {
  const guards = [transition.guard, ...transition.targets.map(one => one.guard)].filter(one => one !== undefined)
  const machine = machineOf(workflow)
  const event = {
    type: transition.event,
    to: transition.event === 'return' ? String(values['to']) : undefined,
    holds: (source: string) => guards.some(guard => guard.source === source && holds(guard, values)),
  }
  const next = machine.next(process.state, event)
  const isForward = next !== undefined && !workflow.states.get(next)?.final && !process.path.includes(next)
  const straight = process.straightTo !== null && isForward && transition.kind !== 'refuse'
  if (straight) return { next: machine.next(process.state, { ...event, straightTo: process.straightTo! }) ?? next }
  return { next, failed: guards.find(guard => !holds(guard, values)) }
}

function holds(guard: Guard, values: Json): boolean {
  return guard.expression?.evaluate(values) === true
}

/** What is told where a condition does not hold. */
export function whyNot({ parts, message }: Guard, values: Json): string | undefined {
  return parts ? parts.find(part => !holds(part, values))?.message : message
}

/** What the process will be after an act. */
export function processAfter(process: Process, { next, transition, said }: Act): Process {
  const decided = { ...process, isDecided: process.isDecided || transition.kind !== 'move' || transition.event === 'return' }
  if (next === undefined) return decided
  const moved = advanced(decided, next)
  if (transition.event === 'return') return { ...moved, straightTo: said.answers['straightBack'] === true ? process.state : null }
  return { ...moved, straightTo: next === process.straightTo || moved.round !== process.round ? null : process.straightTo }
}
