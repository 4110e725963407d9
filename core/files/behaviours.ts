import { columnSql } from '../database/column-sql.ts'
import { any, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type EntityKey, entityOf, type Model } from '../declarations/model.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import type { Behaviour, Writing } from '../records/engine.ts'
import { deleteRecords } from '../records/remove.ts'
import { keysOfCopies } from './scaled-copy.ts'

/** A record that is gone for good takes its files along. */
const filesGoToo: Behaviour = {
  async afterWrite(writing, { action, drafts }) {
    if (action !== 'erase' && (action !== 'delete' || writing.entity.delete === 'soft')) return
    const ids = await filesLetGo(
      writing,
      drafts.map(draft => draft.id),
    )
    if (ids.length === 0) return
    const { engine, transaction, caller } = writing
    const platform = platformCaller(transaction.tenantId, {
      userId: caller.userId,
      userName: caller.userName,
      ip: caller.ip,
      requestId: caller.requestId,
    })
    await deleteRecords({ engine, transaction, caller: platform, entity: entityOf(engine.model, 'core/file') }, ids)
  },
}

/** The files of these records, no longer theirs; but for those that another record holds too, which two that took one at once may do. */
async function filesLetGo({ engine, transaction, entity }: Writing, records: string[]): Promise<string[]> {
  const { tenantId } = transaction
  const own = await transaction.run(sql<{ id: string }>`
    select id from core.file where tenant_id = ${tenantId} and entity = ${entity.key} and record_id = any(${records}::text[])`)
  if (own.length === 0) return []
  const held = [...engine.model.entities.values()].flatMap(holder =>
    holder.fields.flatMap(field => {
      if (field.kind !== 'file' && field.kind !== 'files') return []
      const holds = field.kind === 'file' ? sql`${columnSql(field)} = f.id` : sql`f.id = any(${columnSql(field)})`
      return [sql<boolean>`exists (select 1 from ${sql.raw(tableName(holder.table))} t where t.tenant_id = ${tenantId} and ${holds})`]
    }),
  )
  const free = held.length > 0 ? sql`and not ${any(held)}` : sql``
  const rows = await transaction.run(sql<{ id: string }>`
    update core.file f set record_id = null where f.tenant_id = ${tenantId} and f.id = any(${own.map(file => file.id)}::uuid[]) ${free} returning f.id`)
  return rows.map(row => row.id)
}

/** What is stored of a file goes once its row has gone for certain. What cannot be removed now, the sweep removes. */
const storedFilesGoToo = (platform: () => Platform): Behaviour => ({
  async afterWrite({ transaction }, { action, drafts }) {
    if (action !== 'delete') return
    const keys = drafts.flatMap(({ values: { storageKey, contentType } }) => [
      String(storageKey),
      ...(String(contentType).startsWith('image/') ? keysOfCopies(String(storageKey)) : []),
    ])
    transaction.afterCommit(async () => {
      const { files, log } = platform()
      await Promise.all(keys.map(key => files.remove(key).catch(error => log.error({ err: error, key }, 'stored file not yet removed'))))
    })
  },
})

/** Of every entity: tenants may give any of them a field for files. */
export function fileBehaviours(model: Model, platform: () => Platform): [EntityKey, Behaviour[]][] {
  const holders = [...model.entities.keys()].filter(key => key !== 'core/file')
  return [...holders.map((key): [EntityKey, Behaviour[]] => [key, [filesGoToo]]), ['core/file', [storedFilesGoToo(platform)]]]
}
