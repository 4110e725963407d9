import { editedDays } from '../calendar/edited-days.ts'
import type { Workflow, WorkflowState } from '../declarations/workflow.ts'
import type { Writing } from '../records/engine.ts'
import { dueTimes, planDue } from './due.ts'
import { peopleFor, type Subject } from './people.ts'
import type { Process } from './process.ts'
import { openTasks } from './tasks.ts'

export type Entry = { process: Process; subject: Subject }

/** Asks whoever has to act in a state that processes have come to, be it one or a whole import. */
export async function enter(
  writing: Writing,
  { workflow, state, entries }: { workflow: Workflow; state: WorkflowState; entries: Entry[] },
): Promise<void> {
  const { transaction, engine, entity } = writing
  const who = askedIn(state, workflow, entries[0]!.process)
  const subjects = entries.map(entry => entry.subject)
  const people = await peopleFor(transaction, engine.model, entity, subjects, who)
  const now = new Date()
  const edited = state.decision?.overdue || state.clocks ? await editedDays(transaction) : new Map()
  const due = entries.map(({ process, subject }) => dueTimes(entity, state, process, subject.values, now, edited))
  const askings = entries.map(({ process, subject }, at) => ({
    process,
    values: subject.values,
    people: people.get(subject.id)!,
    dueAt: due[at]!.dueAt,
  }))
  await openTasks(transaction, entity, workflow, askings)
  await planDue(
    writing,
    entries.map(({ process }, at) => ({ process, ...due[at]! })),
  )
}

/** Who has to act in a state. Nobody is asked to go on with what he has just begun himself; when it comes back to him, he is. Nor is anybody for what may be done at any time. */
export function askedIn(state: WorkflowState, workflow: Workflow, process: Process): WorkflowState['on'][number]['who'] {
  if (state.decision) return state.decision.by
  const isBeginning = state.name === workflow.initial && process.round === 1
  return state.on
    .flatMap(transition => (transition.until || transition.anytime ? [] : transition.who))
    .filter(who => !(isBeginning && who.kind === 'owner'))
}
