import { v7 as uuid } from 'uuid'
import type { Transition } from '../declarations/workflow.ts'
import { throwIfWrong } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import type { Loaded } from '../records/load.ts'
import { mergeChange, writeChanges } from '../records/update.ts'
import { enter } from './entering.ts'
import { followed, platformFor } from './followed.ts'
import { sendProcess, writeProcesses } from './process.ts'
import type { Standing } from './standing.ts'
import { type StepKind, sendSteps } from './steps.ts'
import { closeTasks, endTasks } from './tasks.ts'
import { type Act, processAfter } from './where-to.ts'

/** Makes a transition: the record, its process, tasks and timeline, all in the caller's transaction and under the lock of the process. Gives where it then stands. */
export async function carry(writing: Writing, standing: Standing, act: Act): Promise<Standing> {
  const { transaction, entity } = writing
  const { process, workflow, state } = standing
  if (!standing.isBegun) writeProcesses(transaction, entity, workflow, [process])
  const after = processAfter(process, act)
  const stepId = uuid()
  const record = await writeRecord(writing, standing, act)
  sendSteps(transaction, [
    {
      id: stepId,
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
  if (act.by.say) endTasks(transaction, process, act.by.say)
  const entered = act.next === undefined ? undefined : workflow.states.get(act.next)!
  sendProcess(transaction, after, entered?.final ?? false)
  const subject = { ...standing.subject, values: record.values }
  const present = { ...standing, record, subject, process: after, isBegun: true }
  if (!entered) return present
  closeTasks(transaction, [process.id])
  await enter(writing, { workflow, state: entered, entries: [{ process: after, subject }] })
  return followed(writing, { ...present, state: entered }, { act, from: standing, stepId })
}

function stepKind({ event, kind }: Transition): StepKind {
  return event === 'return' ? 'return' : kind
}

/** The record with its new state and the fields that were asked, and a line of its history that bears the transition's name. */
async function writeRecord(writing: Writing, { record, workflow }: Standing, { transition, said, next }: Act): Promise<Loaded> {
  const { caller } = writing
  const values = { ...said.fields, ...(next === undefined ? {} : { [workflow.stateField]: next }) }
  const platform = { ...writing, caller: platformFor(caller) }
  const change = mergeChange(writing.entity, record, values)
  await writeChanges(platform, [change], { action: transition.event })
  throwIfWrong([change])
  return { ...record, values: change.values, version: record.version + (change.changed.size > 0 ? 1 : 0) }
}
