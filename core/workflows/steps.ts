import { v7 as uuid } from 'uuid'
import type { TenantSql, TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { sendRows } from '../records/insert.ts'
import type { Process } from './process.ts'

export type StepKind = 'start' | 'move' | 'agree' | 'refuse' | 'return' | 'remind' | 'escalate'

/** What was done with a record; without `to` it stayed where it was, as when one of several agreed. */
export type Step = {
  id?: string
  process: Pick<Process, 'id' | 'round'>
  event: string
  title: string
  kind: StepKind
  from?: string
  to?: string
  userId?: string
  onBehalfOfId?: string
  isAutomatic?: boolean
  answers?: Json
}

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'created_by', type: 'uuid', notNull: false },
  { name: 'process_id', type: 'uuid', notNull: true },
  ...['event', 'title', 'kind', 'from', 'to'].map(name => ({ name, type: 'text', notNull: false })),
  { name: 'user_id', type: 'uuid', notNull: false },
  { name: 'on_behalf_of_id', type: 'uuid', notNull: false },
  { name: 'is_automatic', type: 'boolean', notNull: true },
  { name: 'round', type: 'bigint', notNull: true },
  { name: 'answers', type: 'jsonb', notNull: false },
]

/** Writes the timeline on, in the transaction of what it tells. */
export function sendSteps(transaction: TenantTransaction, steps: Step[]): void {
  sendRows(
    transaction,
    { schema: 'core', name: 'step' },
    columns,
    steps.map(step => ({
      id: step.id ?? uuid(),
      created_by: step.userId ?? null,
      process_id: step.process.id,
      event: step.event,
      title: step.title,
      kind: step.kind,
      from: step.from ?? null,
      to: step.to ?? null,
      user_id: step.userId ?? null,
      on_behalf_of_id: step.onBehalfOfId ?? null,
      is_automatic: step.isAutomatic === true,
      round: step.process.round,
      answers: step.answers && Object.keys(step.answers).length > 0 ? step.answers : null,
    })),
  )
}

/** Someone's say in a round: of whoever he spoke for. */
export type Vote = { processId: string; from: string; kind: 'agree' | 'refuse'; say: string; userId: string }

/** What has been said in the present round of each process, in all of its steps. */
export async function votesOf(connection: TenantSql, processes: Process[]): Promise<Vote[]> {
  const rows = await connection.run(sql<{ process_id: string; from: string; kind: Vote['kind']; say: string; user_id: string }>`
    select s.process_id, s."from", s.kind, coalesce(s.on_behalf_of_id, s.user_id) as say, s.user_id from core.step s
    join core.process p on p.tenant_id = s.tenant_id and p.id = s.process_id and p.round = s.round
    where s.tenant_id = ${connection.tenantId} and s.process_id = any(${processes.map(one => one.id)}::uuid[]) and s.kind in ('agree', 'refuse')
    order by s.id`)
  return rows.map(row => ({ processId: row.process_id, from: row.from, kind: row.kind, say: row.say, userId: row.user_id }))
}

export type LastStep = { title: string; name: string | null; at: string }

/** What led a process out of a step, for who comes too late. */
export async function whatLeft(connection: TenantSql, processId: string, step: string): Promise<LastStep | undefined> {
  const [row] = await connection.run(sql<LastStep>`
    select s.title, u.name, s.created_at as at from core.step s
    left join core."user" u on u.tenant_id = s.tenant_id and u.id = s.user_id
    where s.tenant_id = ${connection.tenantId} and s.process_id = ${processId} and s."from" = ${step} and s."to" is not null
    order by s.id desc limit 1`)
  return row
}
