import { v7 as uuid } from 'uuid'
import { sql } from '../database/sql.ts'
import type { EntityKey, Json } from '../declarations/model.ts'
import { insertion } from '../records/insert.ts'
import { eventRows, pendingTable, type Telling } from './emit.ts'

/** Something that is due later, or at once. */
export type Timer = { key: string; at: Date; reaction: string; entity?: EntityKey; recordId?: string; data?: Json }

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'reaction', type: 'text', notNull: true },
  { name: 'event_id', type: 'uuid', notNull: false },
  { name: 'entity', type: 'text', notNull: false },
  { name: 'record_id', type: 'uuid', notNull: false },
  { name: 'key', type: 'text', notNull: true },
  { name: 'due_at', type: 'timestamptz', notNull: true },
]

/**
 * Plans reactions with the change that asks for them; the same `key` replaces what was planned under it. They outlive a restart, and each
 * is carried out once, on however many servers. A time that has passed is now.
 */
export async function schedule(telling: Telling, timers: Timer[]): Promise<void> {
  const { engine, transaction } = telling
  if (timers.length === 0) return
  // In one order, so that two who plan the same do not wait for each other.
  const last = [...new Map(timers.map(timer => [timer.key, timer])).values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const planned = last.map(timer => ({ ...timer, id: uuid() }))
  const withData = planned.filter(timer => timer.data !== undefined)
  if (withData.length > 0)
    await transaction.run(
      eventRows(
        telling,
        withData.map(({ id, reaction, entity, recordId, data }) => ({ id, name: reaction, entity, recordId, data: data! })),
      ),
    )
  const rows = planned.map(({ id, reaction, entity, recordId, key, at, data }) => ({
    id,
    reaction,
    event_id: data === undefined ? null : id,
    entity,
    record_id: recordId,
    key,
    due_at: at.toISOString(),
  }))
  await transaction.run(sql`${insertion(transaction.tenantId, pendingTable, columns, rows)}
    on conflict (tenant_id, key) where key is not null do update set id = excluded.id, reaction = excluded.reaction,
      event_id = excluded.event_id, entity = excluded.entity, record_id = excluded.record_id, due_at = excluded.due_at,
      attempts = 0, paused = false, dead = false, error = null`)
  if (planned.some(timer => timer.at.getTime() <= Date.now())) transaction.afterCommit(() => engine.reactions.nudge(transaction.tenantId))
}

/** Takes back what was planned under these keys and is not yet done. One that is just being carried out is waited for. */
export async function unschedule({ transaction }: Telling, keys: string[]): Promise<void> {
  if (keys.length === 0) return
  await transaction.run(sql`delete from core.pending_reaction where tenant_id = ${transaction.tenantId} and key = any(${keys}::text[])`)
}
