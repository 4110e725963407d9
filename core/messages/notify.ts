import { v7 as uuid } from 'uuid'
import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { insertRows } from '../records/insert.ts'

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

/** Leaves in-app messages, in the transaction of what they tell of. */
export async function notify(transaction: TenantTransaction, messages: InAppMessage[]): Promise<void> {
  const rows = messages.map(message => ({
    id: uuid(),
    user_id: message.userId,
    title: message.title,
    body: message.body ?? null,
    link: message.link ?? null,
  }))
  const named = messages.flatMap(message => message.id ?? [])
  const left =
    named.length === 0
      ? []
      : await transaction.run(
          sql<{ id: string }>`select id from core.message where tenant_id = ${transaction.tenantId} and id = any(${named}::uuid[])`,
        )
  await insertRows(
    transaction,
    { schema: 'core', name: 'message' },
    columns,
    rows.filter(row => !left.some(one => one.id === row.id)),
  )
}
