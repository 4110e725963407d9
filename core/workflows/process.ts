import { v7 as uuid } from 'uuid'
import type { TenantSql, TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Workflow } from '../declarations/workflow.ts'
import { sendRows } from '../records/insert.ts'

/** Where a record is on its way. */
export type Process = {
  id: string
  recordId: string
  organizationId: string | null
  /** The hash of the workflow that it keeps to. */
  machine: string
  state: string
  /** Begun anew whenever it goes back to an earlier step. */
  round: number
  /** The steps that led here, the present one last. */
  path: string[]
  /** Where the corrected record goes straight back to. */
  straightTo: string | null
  /** Whether someone has decided in this round. */
  isDecided: boolean
  enteredAt: string
}

type ProcessRow = {
  id: string
  record_id: string
  organization_id: string | null
  machine: string
  state: string
  round: number
  path: string[]
  straight_to: string | null
  is_decided: boolean
  entered_at: string
}

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  ...['entity', 'record_id', 'machine', 'state'].map(name => ({ name, type: 'text', notNull: true })),
  { name: 'organization_id', type: 'uuid', notNull: false },
  { name: 'round', type: 'bigint', notNull: true },
  { name: 'path', type: 'text[]', notNull: true },
  { name: 'is_decided', type: 'boolean', notNull: true },
  { name: 'entered_at', type: 'timestamptz', notNull: true },
  { name: 'ended_at', type: 'timestamptz', notNull: false },
]

/** A record in that state of its workflow, in its first round. */
export function newProcess(entity: Entity, workflow: Workflow, record: { id: string; values: Json }): Process {
  const state = workflow.states.get(String(record.values[workflow.stateField] ?? ''))?.name ?? workflow.initial
  const organization = entity.organizationField === 'id' ? record.id : entity.organizationField && record.values[entity.organizationField]
  return {
    id: uuid(),
    recordId: record.id,
    organizationId: (organization as string | null | undefined) ?? null,
    machine: workflow.hash,
    state,
    round: 1,
    path: [state],
    straightTo: null,
    isDecided: false,
    enteredAt: new Date().toISOString(),
  }
}

export function writeProcesses(transaction: TenantTransaction, entity: Entity, workflow: Workflow, processes: Process[]): void {
  sendRows(
    transaction,
    { schema: 'core', name: 'process' },
    columns,
    processes.map(process => ({
      id: process.id,
      entity: entity.key,
      record_id: process.recordId,
      machine: process.machine,
      state: process.state,
      organization_id: process.organizationId,
      round: process.round,
      path: process.path,
      is_decided: process.isDecided,
      entered_at: process.enteredAt,
      ended_at: workflow.states.get(process.state)?.final ? process.enteredAt : null,
    })),
  )
}

/** The processes of these records by their records; locked until the transaction ends when asked to, so that of two who decide at once one is first. */
export async function processesOf(
  connection: TenantSql,
  entity: Entity,
  recordIds: string[],
  options: { lock?: boolean } = {},
): Promise<Map<string, Process>> {
  const rows = await connection.run(sql<ProcessRow>`
    select id, record_id, organization_id, machine, state, round, path, straight_to, is_decided, entered_at from core.process
    where tenant_id = ${connection.tenantId} and entity = ${entity.key} and record_id = any(${recordIds}::text[])
    order by record_id ${options.lock ? sql`for update` : sql``}`)
  return new Map(rows.map(row => [row.record_id, processIn(row)]))
}

function processIn(row: ProcessRow): Process {
  return {
    id: row.id,
    recordId: row.record_id,
    organizationId: row.organization_id,
    machine: row.machine,
    state: row.state,
    round: row.round,
    path: row.path,
    straightTo: row.straight_to,
    isDecided: row.is_decided,
    enteredAt: row.entered_at,
  }
}

/** Writes where a process has come to. */
export function sendProcess(transaction: TenantTransaction, process: Process, final: boolean): void {
  transaction.send(sql`update core.process set state = ${process.state}, round = ${process.round}, path = ${process.path}::text[],
      straight_to = ${process.straightTo}, is_decided = ${process.isDecided},
      due_at = case when entered_at = ${process.enteredAt}::timestamptz then due_at end, entered_at = ${process.enteredAt}::timestamptz,
      ended_at = case when ${final} then now() end, version = version + 1, updated_at = now()
    where tenant_id = ${transaction.tenantId} and id = ${process.id}`)
}

/** Where it is after the next step: going back to an earlier one begins a new round. */
export function advanced(process: Process, next: string): Process {
  const before = process.path.lastIndexOf(next)
  const isBack = before >= 0
  return {
    ...process,
    state: next,
    path: isBack ? process.path.slice(0, before + 1) : [...process.path, next],
    round: isBack ? process.round + 1 : process.round,
    isDecided: isBack ? false : process.isDecided,
    enteredAt: new Date().toISOString(),
  }
}
