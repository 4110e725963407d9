import type { TenantSql } from '../database/database.ts'
import { all, type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json } from '../declarations/model.ts'
import { type StoredRow, selection, valuesOf } from './stored.ts'
import { loadRows, rowsFields } from './sub-rows.ts'

export type Loaded = { id: string; version: number; deletedAt: string | null; values: Json; row: StoredRow }

/** Whole records with their sub-tables, for writing: locked until the transaction ends when asked to. */
export async function loadRecords(
  connection: TenantSql,
  entity: Entity,
  where: Sql<boolean>,
  options: { lock?: boolean } = {},
): Promise<Loaded[]> {
  const rows = await connection.run(sql<StoredRow>`
    select ${selection(entity, entity.fields)} from ${sql.raw(tableName(entity.table))} t
    where ${all([sql`t.tenant_id = ${connection.tenantId}`, where])} order by t.id ${options.lock ? sql`for update` : sql``}`)
  const ids = rows.map(row => row.id)
  const loaded = rows.map(row => ({
    id: row.id,
    version: row.version,
    deletedAt: (row['deleted_at'] as string | undefined) ?? null,
    values: valuesOf(entity, row, connection.secrets),
    row,
  }))
  for (const field of rowsFields(entity)) {
    const found = await loadRows(connection, entity, field, ids)
    for (const record of loaded) record.values[field.name] = found.get(record.id) ?? []
  }
  return loaded
}
