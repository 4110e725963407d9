import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { type EntityKey, entityOf, type Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { may } from '../permissions/decide.ts'
import { Problem } from '../problem.ts'
import { filesIn } from '../records/attachments.ts'
import { getRecord } from '../records/get.ts'
import type { TenantState } from '../tenants/tenant-state.ts'

/** A file as it is noted, and the field of a record that holds it. */
export type FileRow = {
  id: string
  name: string
  content_type: string
  size: number
  storage_key: string
  entity: EntityKey | null
  record_id: string | null
  field: string | null
  created_by: string | null
}

export async function fileRow(connection: TenantSql, id: string): Promise<FileRow | undefined> {
  const [row] = await connection.run(sql<FileRow>`
    select id, name, content_type, size, storage_key, entity, record_id, field, created_by from core.file
    where tenant_id = ${connection.tenantId} and id = ${id}`)
  return row
}

type Asking = { connection: TenantSql; caller: Caller; model: Model; state: TenantState | undefined }

/** Whether a record holds the file in a field that the caller sees in full. */
export async function isHeldInSight({ connection, caller, model, state }: Asking, row: FileRow): Promise<boolean> {
  if (row.record_id === null) return false
  const holder = entityOf(model, row.entity!)
  if (!state?.pluginsOn.has(holder.plugin) || !may(caller, holder, 'read', model)) return false
  try {
    const record = await getRecord(connection, caller, model, holder, row.record_id)
    return filesIn(record[row.field!]).includes(row.id)
  } catch (error) {
    if (error instanceof Problem && error.code === 'record.not-found') return false
    throw error
  }
}
