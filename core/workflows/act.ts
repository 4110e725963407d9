import type { Json } from '../declarations/model.ts'
import type { Transition, Workflow, WorkflowState } from '../declarations/workflow.ts'
import { platformCaller } from '../permissions/access.ts'
import { throwIfWrong } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import type { Loaded } from '../records/load.ts'
import { mergeChange, writeChanges } from '../records/update.ts'
import { peopleFor } from './people.ts'
import { type Process, sendProcess, writeProcesses } from './process.ts'
import type { Standing } from './standing.ts'
import { type StepKind, sendSteps } from './steps.ts'
import { closeTasks, endTasks, openTasks } from './tasks.ts'
import { type Act, processAfter } from './where-to.ts'

/** Makes a transition: the record, its process, tasks and timeline, all in the caller's transaction and under the lock of the process. Gives where it then stands. */
export async function carry(writing: Writing, standing: Standing, act: Act): Promise<Standing> {
  const { transaction, entity } = writing
  const { process, workflow, state } = standing
  if (!standing.isBegun) writeProcesses(transaction, entity, workflow, [process])
  const after = processAfter(process, act)
  const record = await writeRecord(writing, standing, act)
  sendSteps(transaction, [
    {
      process,
      event: act.transition.event,
      title: act.transition.title,
      kind: stepKind(act.transition),
      from: state.name,
      to: act.next,
      userId: act.by.userId,
      onBehalfOfId: act.by.say === act.by.userId ? undefined : act.by.say,
      isAutomatic: act.by.isAutomatic,
      answers: { ...act.said.answers, ...act.said.fields },
    },
  ])
  if (act.by.say && act.transition.who.length === 0) endTasks(transaction, process, act.by.say)
  const entered = act.next === undefined ? undefined : workflow.states.get(act.next)!
  sendProcess(transaction, after, entered?.final ?? false)
  const subject = { ...standing.subject, values: record.values }
  const present = { ...standing, record, subject, process: after, isBegun: true }
  if (!entered) return present
  closeTasks(transaction, [process.id])
  await enter(writing, { workflow, state: entered, entries: [{ process: after, subject }] })
  return { ...present, state: entered }
}

function stepKind({ event, kind }: Transition): StepKind {
  return event === 'return' ? 'return' : kind
}

/** The record with its new state and the fields that were asked, and a line of its history that bears the transition's name. */
async function writeRecord(writing: Writing, { record, workflow }: Standing, { transition, said, next }: Act): Promise<Loaded> {
  const { caller, transaction } = writing
  const values = { ...said.fields, ...(next === undefined ? {} : { [workflow.stateField]: next }) }
  const { userId, userName, ip, requestId, channel } = caller
  const platform = { ...writing, caller: platformCaller(transaction.tenantId, { userId, userName, ip, requestId, channel }) }
  const change = mergeChange(writing.entity, record, values)
  await writeChanges(platform, [change], { action: transition.event })
  throwIfWrong([change])
  return { ...record, values: change.values, version: record.version + (change.changed.size > 0 ? 1 : 0) }
}

type Entry = { process: Process; subject: { id: string; values: Json; createdBy?: string | null } }

/** Asks whoever has to act in a state that processes have come to, be it one or a whole import. */
export async function enter(
  { transaction, engine, entity }: Writing,
  { workflow, state, entries }: { workflow: Workflow; state: WorkflowState; entries: Entry[] },
): Promise<void> {
  const people = await peopleFor(
    transaction,
    engine.model,
    entity,
    entries.map(entry => entry.subject),
    askedIn(state, workflow, entries[0]!.process),
  )
  await openTasks(
    transaction,
    entity,
    workflow,
    entries.map(({ process, subject }) => ({ process, values: subject.values, people: people.get(subject.id)! })),
  )
}

/** Who has to act in a state. Nobody is asked to go on with what he has just begun himself; when it comes back to him, he is. */
function askedIn(state: WorkflowState, workflow: Workflow, process: Process) {
  if (state.decision) return state.decision.by
  const isBeginning = state.name === workflow.initial && process.round === 1
  return state.on.flatMap(transition => (transition.until ? [] : transition.who)).filter(who => !(isBeginning && who.kind === 'owner'))
}
