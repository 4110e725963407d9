import { editedDays } from '../calendar/edited-days.ts'
import type { TenantSql } from '../database/database.ts'
import { all, any, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json, Model } from '../declarations/model.ts'
import type { Transition, Workflow, WorkflowState } from '../declarations/workflow.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, decideWrite, may } from '../permissions/decide.ts'
import { ownRows } from '../permissions/rows.ts'
import type { Problem } from '../problem.ts'
import { type Loaded, loadRecords } from '../records/load.ts'
import { type Times, timesOf } from './clocks.ts'
import { workflowsOf } from './machines.ts'
import { peopleFor, type Subject } from './people.ts'
import { alreadyDecided, guarded, notAsked } from './problems.ts'
import { newProcess, type Process, processesOf } from './process.ts'
import { relatedOf } from './related.ts'
import { type Vote, votesOf } from './steps.ts'
import { actsFor, sayOf, type Task, tasksOf } from './tasks.ts'

/** Who looks at a record's workflow, and with what. */
export type Looking = { connection: TenantSql; caller: Caller; model: Model; entity: Entity }

/** Where a record stands, and what of that concerns the caller. */
export type Standing = {
  record: Loaded
  /** The other records that the workflow speaks of, by their names. */
  related: Json
  subject: Subject
  process: Process
  /** Whether the process is stored: a record from before there was a workflow has none yet. */
  isBegun: boolean
  workflow: Workflow
  state: WorkflowState
  /** Of the present step everyone's, and all that the caller ever had. */
  tasks: Task[]
  votes: Vote[]
  /** What the clocks of its state say. */
  times?: Times
}

/** The records of these ids that the caller may know of: those that he may read, and those for which he is or was asked, or which are his own. */
export async function standingsOf(looking: Looking, ids: string[], options: { lock?: boolean } = {}): Promise<Map<string, Standing>> {
  const { connection, caller, model, entity } = looking
  // First of all, so that the database is asked no more about a record out of reach than about none.
  const known = await knownAmong(looking, ids)
  const stored = await processesOf(connection, entity, known, options)
  const living = entity.delete === 'soft' ? [sql<boolean>`t.deleted_at is null`] : []
  const records = await loadRecords(connection, entity, all([sql`t.id = any(${known}::uuid[])`, ...living]), options)
  const workflowOf = await workflowsOf(
    connection,
    model,
    entity,
    [...stored.values()].map(process => process.machine),
  )
  const current = model.workflows.get(entity.key)!
  const workflowFor = (id: string) => (stored.has(id) ? workflowOf(stored.get(id)!.machine) : current)
  const processes = [...stored.values()]
  const tasks = Map.groupBy(await tasksOf(connection, processes, caller.userId), task => task.processId)
  const votes = Map.groupBy(await votesOf(connection, processes), vote => vote.processId)
  const related = await relatedOf(connection, model, workflowFor, records)
  const edited = hasClocks(model, entity) ? await editedDays(connection) : new Map()
  const standings = records.map((record): Standing => {
    const begun = stored.get(record.id)
    const workflow = workflowFor(record.id)
    const process = begun ?? newProcess(entity, workflow, record)
    const state = workflow.states.get(process.state) ?? nowhere(process.state)
    return {
      times: timesOf(entity, state, process, record.values, edited),
      record,
      related: related.get(record.id) ?? {},
      subject: { id: record.id, values: record.values, createdBy: (record.row['created_by'] as string | null) ?? null },
      process,
      isBegun: begun !== undefined,
      workflow,
      state,
      tasks: tasks.get(process.id) ?? [],
      votes: votes.get(process.id) ?? [],
    }
  })
  return new Map(standings.map(standing => [standing.record.id, standing]))
}

/** Whether the tenant's calendar has to be at hand. */
function hasClocks(model: Model, { key }: Entity): boolean {
  return [...model.workflows.get(key)!.states.values()].some(state => state.clocks)
}

/** A state that no version of the workflow knows any more: nothing leads out of it. */
function nowhere(name: string): WorkflowState {
  return { name, title: name, final: false, editable: false, on: [], entry: [] }
}

async function knownAmong({ connection, caller, model, entity }: Looking, ids: string[]): Promise<string[]> {
  if (caller.access.everything) return ids
  const wasAsked = sql<boolean>`exists (
    select 1 from core.task k join core.process p on p.tenant_id = k.tenant_id and p.id = k.process_id
    where k.tenant_id = ${connection.tenantId} and k.user_id = ${caller.userId ?? null}::uuid
      and p.entity = ${entity.key} and p.record_id = t.id::text)`
  const readable = may(caller, entity, 'read', model) ? [decideRead(caller, entity, model).where] : []
  const rows = await connection.run(sql<{ id: string }>`
    select t.id from ${sql.raw(tableName(entity.table))} t
    where t.tenant_id = ${connection.tenantId} and t.id = any(${ids}::uuid[])
      and ${any([...readable, ownRows(caller, entity, model, 't'), wasAsked])}`)
  return rows.map(row => row.id)
}

/** Whose say the caller would give with a transition, or why he may not. */
export type Verdict = { say: string } | { problem: Problem }

/** Whether the caller may, leaving aside what only the answers decide. */
export async function judge(looking: Looking, standing: Standing, transition: Transition, onBehalfOfId?: string): Promise<Verdict> {
  if (transition.until && standing.process.isDecided) return { problem: guarded(`已有人作出决定，不能再${transition.title}`) }
  return transition.who.length === 0 ? judgeAsked(looking, standing, onBehalfOfId) : judgeNamed(looking, standing, transition, onBehalfOfId)
}

function judgeAsked({ caller }: Looking, { tasks, process }: Standing, onBehalfOfId?: string): Verdict {
  const mine = tasks
    .filter(task => task.userId === caller.userId && task.step === process.state && task.round === process.round)
    .filter(task => onBehalfOfId === undefined || sayOf(task) === onBehalfOfId)
  const open = mine.filter(task => task.state === 'open')
  const chosen = open.find(task => task.onBehalfOfId === null) ?? open[0]
  if (chosen) return { say: sayOf(chosen) }
  return { problem: mine.some(task => task.state === 'done') ? alreadyDecided('您已办理过这一步') : notAsked() }
}

async function judgeNamed(looking: Looking, { subject }: Standing, transition: Transition, onBehalfOfId?: string): Promise<Verdict> {
  const { connection, caller, model, entity } = looking
  if (!caller.userId) return { problem: notAsked() }
  const named = (await peopleFor(connection, model, entity, [subject], transition.who)).get(subject.id)!
  const wanted = (say: string) => onBehalfOfId === undefined || onBehalfOfId === say
  if (wanted(caller.userId) && (named.includes(caller.userId) || (await isPermitted(looking, subject.id, transition))))
    return { say: caller.userId }
  const say = (await actsFor(connection, caller.userId)).find(one => named.includes(one) && wanted(one))
  return say ? { say } : { problem: notAsked() }
}

async function isPermitted({ connection, caller, model, entity }: Looking, id: string, { who, event }: Transition): Promise<boolean> {
  if (!who.some(one => one.kind === 'permission') || !may(caller, entity, event, model)) return false
  const rows = await connection.run(sql`select t.id from ${sql.raw(tableName(entity.table))} t
    where t.tenant_id = ${connection.tenantId} and t.id = ${id} and ${decideWrite(caller, entity, model, event)}`)
  return rows.length > 0
}
