import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { Platform } from '../platform.ts'
import { loadRecords } from '../records/load.ts'
import { mergeChange, writeChanges } from '../records/update.ts'

/** One's own messages, whatever else one may see, marked as read all at once. */
export function messageOperations({ engine: { model } }: Platform): Operation[] {
  const declared = entityOf(model, 'core/message')
  return [
    {
      method: 'POST',
      path: `${declared.path}/read-all`,
      id: 'coreMessage.readAll',
      summary: '把我的消息全部标为已读',
      tag: declared.title,
      access: 'full',
      gate: { entity: declared, action: 'update' },
      status: 204,
      write: async ({ engine, caller }, transaction) => {
        const entity = entityOf(engine.model, declared.key)
        const unread = await loadRecords(transaction, entity, sql`t.user_id = ${caller.userId} and t.read_at is null`, { lock: true })
        const readAt = new Date().toISOString()
        await writeChanges(
          { engine, transaction, caller, entity },
          unread.map(message => mergeChange(entity, message, { readAt })),
        )
        return {}
      },
    },
  ]
}
