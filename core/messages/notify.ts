import { v7 as uuid } from 'uuid'
import type { TenantTransaction } from '../database/database.ts'
import { channel } from '../database/signals.ts'
import { sql } from '../database/sql.ts'
import { insertion } from '../records/insert.ts'

export type InAppMessage = {
  /** The same id is the same message, and left once. */
  id?: string
  userId: string
  title: string
  body?: string
  link?: string
}

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'user_id', type: 'uuid', notNull: true },
  ...['title', 'body', 'link'].map(name => ({ name, type: 'text', notNull: false })),
]

/** Leaves in-app messages, in the transaction of what they tell of; one that was left before, by its id, stays as it is. */
export async function notify(transaction: TenantTransaction, messages: InAppMessage[]): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(message => ({
    id: message.id ?? uuid(),
    user_id: message.userId,
    title: message.title,
    body: message.body ?? null,
    link: message.link ?? null,
  }))
  await transaction.run(sql`
    with left_now as (
      ${insertion(transaction.tenantId, { schema: 'core', name: 'message' }, columns, rows)} on conflict (tenant_id, id) do nothing returning user_id)
    select pg_notify(${channel}, 'message ' || ${transaction.tenantId}::text || ' ' || user_id) from (select distinct user_id from left_now) u`)
}
