import { sql } from '../database/sql.ts'
import type { MessageTemplate } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import { schedule, type Timer } from '../events/timers.ts'
import { insertion } from '../records/insert.ts'
import type { PaidChannel } from './costs.ts'
import { firstMomentFrom, type QuietHours } from './quiet-hours.ts'

/** Something to be sent by SMS or voice call. */
export type Delivery = {
  id: string
  channel: PaidChannel
  template: MessageTemplate
  title: string
  text: string
  variables: Record<string, string>
  phone: string | null
  userId?: string
  organizationId?: string
  /** The record that it tells of. */
  recordId?: string
}

/** The reaction that hands over what is due. */
export const deliver = 'core/deliver'

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  ...['user_id', 'organization_id', 'created_by'].map(name => ({ name, type: 'uuid', notNull: false })),
  ...['channel', 'template', 'title', 'content', 'phone', 'state', 'error', 'record_id'].map(name => ({
    name,
    type: 'text',
    notNull: false,
  })),
  { name: 'variables', type: 'jsonb', notNull: false },
  { name: 'any_hour', type: 'boolean', notNull: true },
  { name: 'attempts', type: 'bigint', notNull: true },
  { name: 'due_at', type: 'timestamptz', notNull: true },
]

/** Writes what is to be sent, and when it is due; what was written before, by its id, stays as it is. */
export async function planDeliveries(telling: Telling, deliveries: Delivery[], quiet: QuietHours): Promise<void> {
  if (deliveries.length === 0) return
  const { transaction, caller } = telling
  const now = new Date()
  const later = firstMomentFrom(now, quiet)
  const rows = deliveries.map(({ template, text, phone, userId, organizationId, recordId, ...rest }) => ({
    ...rest,
    template: template.key,
    content: template.unkept ? null : text,
    phone,
    user_id: userId ?? null,
    organization_id: organizationId ?? null,
    record_id: recordId ?? null,
    created_by: caller.userId ?? null,
    state: phone ? 'waiting' : 'failed',
    error: phone ? null : '没有手机号',
    any_hour: template.anyHour,
    attempts: 0,
    due_at: (template.anyHour ? now : later).toISOString(),
  }))
  const made = await transaction.run(sql<{ id: string; state: string; due_at: string }>`
    ${insertion(transaction.tenantId, { schema: 'core', name: 'delivery' }, columns, rows)}
    on conflict (tenant_id, id) do nothing returning id, state, due_at`)
  await schedule(
    telling,
    made.filter(one => one.state === 'waiting').map(one => timerOf(one.id, new Date(one.due_at))),
  )
}

/** Each has a timer of its own until it is over. */
export function timerOf(id: string, at: Date): Timer {
  return { key: timerKey(id), at, reaction: deliver, entity: 'core/delivery', recordId: id }
}

export function timerKey(id: string): string {
  return `delivery ${id}`
}
