import { v7 as uuid } from 'uuid'
import type { TenantSql, TenantTransaction } from '../database/database.ts'
import { channel } from '../database/signals.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Workflow } from '../declarations/workflow.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { sendRows } from '../records/insert.ts'
import type { Process } from './process.ts'

/** Someone asked for a step: himself, or for another who is away. */
export type Task = {
  id: string
  processId: string
  userId: string
  onBehalfOfId: string | null
  step: string
  round: number
  state: 'open' | 'done' | 'closed'
}

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  ...['title', 'step', 'step_title', 'entity', 'record_id', 'state'].map(name => ({ name, type: 'text', notNull: true })),
  { name: 'organization_id', type: 'uuid', notNull: false },
  { name: 'process_id', type: 'uuid', notNull: true },
  { name: 'user_id', type: 'uuid', notNull: true },
  { name: 'on_behalf_of_id', type: 'uuid', notNull: false },
  { name: 'round', type: 'bigint', notNull: true },
  { name: 'due_at', type: 'timestamptz', notNull: false },
]

/** People asked for the step that a process is in, and others who act for someone asked already. */
export type Asking = { process: Process; values: Json; people: string[]; acting?: Delegating[]; dueAt?: Date }

/** Asks people for the step that their process is in, and those who act for them while they are away. */
export async function openTasks(transaction: TenantTransaction, entity: Entity, workflow: Workflow, askings: Asking[]): Promise<void> {
  const people = [...new Set(askings.flatMap(asking => asking.people))]
  if (people.length === 0 && askings.every(({ acting = [] }) => acting.length === 0)) return
  const delegates = Map.groupBy(await delegationsOf(transaction, people), one => one.userId)
  const tasks = askings.flatMap(({ process, values, people: asked, acting = [], dueAt }) => {
    const row = {
      title: titleOf(entity, workflow, values),
      step: process.state,
      step_title: workflow.states.get(process.state)!.title,
      entity: entity.key,
      record_id: process.recordId,
      state: 'open',
      organization_id: process.organizationId,
      process_id: process.id,
      round: process.round,
      due_at: dueAt?.toISOString() ?? null,
    }
    const own = asked.map(user => ({ ...row, id: uuid(), user_id: user, on_behalf_of_id: null }))
    const others = [...asked.flatMap(user => delegates.get(user) ?? []), ...acting]
    return [...own, ...others.map(one => ({ ...row, id: uuid(), user_id: one.delegateId, on_behalf_of_id: one.userId }))]
  })
  sendRows(transaction, { schema: 'core', name: 'task' }, columns, tasks)
  const asked = [...new Set(tasks.map(task => task.user_id))]
  transaction.send(telling(transaction, sql`select * from unnest(${asked}::uuid[]) as asked (user_id)`))
}

/** More people at once see within moments by themselves that their to-dos have changed. */
const mostTold = 50

/** Tells the pages of the people whom this gives that their to-dos have changed. */
function telling(transaction: TenantTransaction, people: Sql): Sql {
  return sql`with changed as (${people})
    select pg_notify(${channel}, 'task ' || ${transaction.tenantId}::text || ' ' || user_id)
    from (select distinct user_id from changed limit ${sql.number(mostTold)}) told`
}

/** `请假审批：张三` */
function titleOf(entity: Entity, workflow: Workflow, values: Json): string {
  const label = openLabel(entity, values)
  return (label ? `${workflow.title}：${label}` : workflow.title).slice(0, 200)
}

/** What a record is called. A label that not everyone may read in full is left out: whoever is asked opens the record for it. */
export function openLabel(entity: Entity, values: Json): string | undefined {
  const label = entity.field.get(entity.label)!
  const value = label.secret || label.mask || label.kind !== 'text' ? null : values[label.name]
  return typeof value === 'string' ? value : undefined
}

export type Delegating = { userId: string; delegateId: string }

/** Who acts today for whom of these. */
export async function delegationsOf(connection: TenantSql, people: string[]): Promise<Delegating[]> {
  if (people.length === 0) return []
  const today = todayInShanghai()
  const rows = await connection.run(sql<{ user_id: string; delegate_id: string }>`
    select distinct d.user_id, d.delegate_id from core.delegation d
    join core."user" u on u.tenant_id = d.tenant_id and u.id = d.delegate_id and u.state <> 'disabled'
    where d.tenant_id = ${connection.tenantId} and d.user_id = any(${people}::uuid[])
      and d.start_on <= ${today}::date and d.end_on >= ${today}::date`)
  return rows.map(row => ({ userId: row.user_id, delegateId: row.delegate_id }))
}

/** Those for whom this person acts today. */
export async function actsFor(connection: TenantSql, userId: string): Promise<string[]> {
  const today = todayInShanghai()
  const rows = await connection.run(sql<{ user_id: string }>`
    select distinct d.user_id from core.delegation d
    join core."user" u on u.tenant_id = d.tenant_id and u.id = d.user_id and u.state <> 'disabled'
    where d.tenant_id = ${connection.tenantId} and d.delegate_id = ${userId} and d.start_on <= ${today}::date and d.end_on >= ${today}::date`)
  return rows.map(row => row.user_id)
}

/** All tasks of the step that each process is in, and all that this person ever had. */
export async function tasksOf(connection: TenantSql, processes: Process[], userId: string | undefined): Promise<Task[]> {
  const rows = await connection.run(sql<{
    id: string
    process_id: string
    user_id: string
    on_behalf_of_id: string | null
    step: string
    round: number
    state: Task['state']
  }>`
    select t.id, t.process_id, t.user_id, t.on_behalf_of_id, t.step, t.round, t.state from core.task t
    join core.process p on p.tenant_id = t.tenant_id and p.id = t.process_id
    where t.tenant_id = ${connection.tenantId} and t.process_id = any(${processes.map(one => one.id)}::uuid[])
      and ((t.step = p.state and t.round = p.round) or t.user_id = ${userId ?? null}::uuid)
    order by t.id`)
  return rows.map(row => ({
    id: row.id,
    processId: row.process_id,
    userId: row.user_id,
    onBehalfOfId: row.on_behalf_of_id,
    step: row.step,
    round: row.round,
    state: row.state,
  }))
}

/** Whose say a task is. */
export const sayOf = (task: Pick<Task, 'userId' | 'onBehalfOfId'>): string => task.onBehalfOfId ?? task.userId

/** What was asked of this person is done, by himself or by who acts for him; his other rows go with it. */
export function endTasks(transaction: TenantTransaction, process: Process, say: string): void {
  transaction.send(
    telling(
      transaction,
      sql`update core.task set state = 'done', ended_at = now(), version = version + 1, updated_at = now()
        where tenant_id = ${transaction.tenantId} and process_id = ${process.id} and state = 'open' and coalesce(on_behalf_of_id, user_id) = ${say}
        returning user_id`,
    ),
  )
}

/** Nobody is asked any more for what these processes were in. */
export function closeTasks(transaction: TenantTransaction, processIds: string[]): void {
  transaction.send(
    telling(
      transaction,
      sql`update core.task set state = 'closed', ended_at = now(), version = version + 1, updated_at = now()
        where tenant_id = ${transaction.tenantId} and process_id = any(${processIds}::uuid[]) and state = 'open' returning user_id`,
    ),
  )
}
