import { editedDays } from '../calendar/edited-days.ts'
import { sql } from '../database/sql.ts'
import type { EntityKey, Model } from '../declarations/model.ts'
import type { Workflow } from '../declarations/workflow.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Behaviour, Change, Draft, Writing } from '../records/engine.ts'
import { notEditable } from '../records/problems.ts'
import { delegatesWithinOnesOwn } from './delegation.ts'
import { dueTimes, planDue } from './due.ts'
import { enter } from './entering.ts'
import { giveTasksAnew } from './give-anew.ts'
import { workflowsOf } from './machines.ts'
import { newProcess, type Process, processesOf, writeProcesses } from './process.ts'
import { sendSteps } from './steps.ts'
import { closeTasks } from './tasks.ts'
import { whoDecidesBehaviours } from './who-decides.ts'

/** What records with a workflow do beyond being stored: they begin it when they are made, and keep still where it says so. */
export function workflowBehaviours(model: Model): [EntityKey, Behaviour[]][] {
  const own: [EntityKey, Behaviour[]][] = [['core/delegation', [delegatesWithinOnesOwn]], ...whoDecidesBehaviours]
  return [
    ...own,
    ...[...model.workflows.values()].map((workflow): [EntityKey, Behaviour[]] => [workflow.entity, [followsWorkflow(workflow)]]),
  ]
}

function followsWorkflow(workflow: Workflow): Behaviour {
  return {
    beforeUpdate: (writing, changes) => keepStill(writing, changes),
    async beforeDelete(writing, records) {
      const wrong = await notEditableAmong(writing, records)
      if (wrong.size > 0) throw notEditable()
    },
    async afterWrite(writing, { action, drafts }) {
      if (action === 'create') await begin(writing, workflow, drafts)
      if (action === 'restore') await goOn(writing, drafts)
      if (action === 'delete') await rest(writing, drafts)
      if (!['create', 'restore', 'delete', 'erase'].includes(action)) await follow(writing, workflow, drafts)
      if (action === 'erase' || (action === 'delete' && writing.entity.delete === 'hard')) await forget(writing, drafts)
    },
  }
}

async function keepStill(writing: Writing, changes: Change[]): Promise<void> {
  const wrong = await notEditableAmong(
    writing,
    changes.map(change => ({ id: change.id, values: change.before })),
  )
  for (const change of changes)
    if (wrong.has(change.id))
      change.errors.push({ pointer: '', code: 'not-editable', detail: `当前状态为“${wrong.get(change.id)}”，不能修改` })
}

/** Of these records those that their state keeps from being changed by requests, with the title of that state. What the platform does itself goes on. */
async function notEditableAmong(
  { transaction, caller, engine, entity }: Writing,
  records: { id: string; values: Draft['values'] }[],
): Promise<Map<string, string>> {
  if (caller.access.everything || records.length === 0) return new Map()
  const processes = await processesOf(
    transaction,
    entity,
    records.map(record => record.id),
  )
  const hashes = [...processes.values()].map(process => process.machine)
  const workflowOf = await workflowsOf(transaction, engine.model, entity, hashes)
  return new Map(
    records.flatMap(({ id, values }): [string, string][] => {
      const process = processes.get(id)
      const workflow = workflowOf(process?.machine ?? '')
      const name = process?.state ?? String(values[workflow.stateField] ?? workflow.initial)
      const state = workflow.states.get(name)
      return state?.editable ? [] : [[id, state?.title ?? name]]
    }),
  )
}

/** The processes of new records, in the transaction that makes them: one statement for a whole import. */
async function begin(writing: Writing, workflow: Workflow, drafts: Draft[]): Promise<void> {
  const { transaction, entity, caller } = writing
  const begun = drafts.map(draft => ({
    process: newProcess(entity, workflow, draft),
    subject: { id: draft.id, values: draft.values, createdBy: caller.userId ?? null },
  }))
  const processes = begun.map(one => one.process)
  writeProcesses(transaction, entity, workflow, processes)
  sendSteps(
    transaction,
    processes.map(process => ({ process, event: 'start', title: '新建', kind: 'start', to: process.state, userId: caller.userId })),
  )
  for (const [name, entries] of Map.groupBy(begun, one => one.process.state))
    await enter(writing, { workflow, state: workflow.states.get(name)!, entries })
}

async function processesOfDrafts({ transaction, entity }: Writing, drafts: Draft[]): Promise<Process[]> {
  const found = await processesOf(
    transaction,
    entity,
    drafts.map(draft => draft.id),
    { lock: true },
  )
  return [...found.values()]
}

/** Who is asked follows the record: to another organization, or to the person whom it names now. Its own transitions see to that themselves. */
async function follow(writing: Writing, workflow: Workflow, drafts: (Draft & Partial<Change>)[]): Promise<void> {
  const { transaction, entity } = writing
  const place = entity.organizationField
  const named = [...workflow.states.values()].flatMap(state =>
    [...(state.decision?.by ?? []), ...state.on.flatMap(transition => transition.who)].flatMap(who =>
      who.kind === 'field' ? [who.field] : 'at' in who && who.at !== undefined ? [who.at] : [],
    ),
  )
  const clocks = [...workflow.states.values()].flatMap(({ clocks: all }) => [all?.least?.since, all?.notice?.since, all?.most?.since])
  const counting = drafts.filter(
    ({ changed }) => changed && !changed.has(workflow.stateField) && clocks.some(name => name !== undefined && changed.has(name)),
  )
  if (counting.length > 0) await countAnew(writing, counting)
  const concerned = drafts.filter(
    ({ changed }) =>
      changed && !changed.has(workflow.stateField) && [place, ...named].some(name => name !== undefined && changed.has(name)),
  )
  if (concerned.length === 0) return
  if (place !== undefined && place !== 'id')
    for (const { id, values } of concerned)
      transaction.send(sql`with moved as (
          update core.process set organization_id = ${values[place] ?? null}::uuid where tenant_id = ${transaction.tenantId} and entity = ${entity.key} and record_id = ${id}
          returning id)
        update core.task set organization_id = ${values[place] ?? null}::uuid
        where tenant_id = ${transaction.tenantId} and process_id in (select id from moved)`)
  await giveTasksAnew(
    { ...writing, caller: platformCaller(transaction.tenantId, { userId: writing.caller.userId }) },
    concerned.map(draft => draft.id),
  )
}

/** The date that a clock counts from is another: so is the end. */
async function countAnew(writing: Writing, drafts: Draft[]): Promise<void> {
  const { transaction, engine, entity } = writing
  const processes = await processesOfDrafts(writing, drafts)
  const hashes = processes.map(process => process.machine)
  const workflowOf = await workflowsOf(transaction, engine.model, entity, hashes)
  const edited = await editedDays(transaction)
  const due = processes.flatMap(process => {
    const state = workflowOf(process.machine).states.get(process.state)
    const { values } = drafts.find(draft => draft.id === process.recordId)!
    return state?.clocks ? [{ process, ...dueTimes(entity, state, process, values, new Date(process.enteredAt), edited) }] : []
  })
  await planDue(writing, due)
}

/** A record in the bin asks nobody. */
async function rest(writing: Writing, drafts: Draft[]): Promise<void> {
  const processes = await processesOfDrafts(writing, drafts)
  closeTasks(
    writing.transaction,
    processes.map(process => process.id),
  )
}

/** Back from the bin, it asks again for where it was. */
async function goOn(writing: Writing, drafts: Draft[]): Promise<void> {
  const { transaction, engine, entity } = writing
  const processes = await processesOfDrafts(writing, drafts)
  const workflowOf = await workflowsOf(
    transaction,
    engine.model,
    entity,
    processes.map(process => process.machine),
  )
  for (const process of processes) {
    const workflow = workflowOf(process.machine)
    const state = workflow.states.get(process.state)
    const { id, values } = drafts.find(draft => draft.id === process.recordId)!
    if (state) await enter(writing, { workflow, state, entries: [{ process, subject: { id, values } }] })
  }
}

/** Of what is gone for good nothing is left to be done; its history tells what it was. */
async function forget(writing: Writing, drafts: Draft[]): Promise<void> {
  const { transaction } = writing
  const ids = (await processesOfDrafts(writing, drafts)).map(process => process.id)
  for (const table of ['task', 'step'])
    transaction.send(sql`delete from core.${sql.ref(table)} where tenant_id = ${transaction.tenantId} and process_id = any(${ids}::uuid[])`)
  transaction.send(sql`delete from core.process where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[])`)
}
