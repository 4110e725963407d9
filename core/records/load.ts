import type { TenantSql } from '../database/database.ts'
import { all, type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json } from '../declarations/model.ts'
import { type StoredRow, selection, valuesOf } from './stored.ts'
import { byRecord, loadRows, rowsFields, rowsQuery } from './sub-rows.ts'

export type Loaded = { id: string; version: number; deletedAt: string | null; values: Json; row: StoredRow }

/** Whole records with their sub-tables, for writing: locked until the transaction ends when asked to. One, by its id, takes one round trip. */
export async function loadRecords(
  connection: TenantSql,
  entity: Entity,
  where: Sql<boolean>,
  options: { lock?: boolean; id?: string } = {},
): Promise<Loaded[]> {
  const query = sql<StoredRow>`
    select ${selection(entity, entity.fields)} from ${sql.raw(tableName(entity.table))} t
    where ${all([sql`t.tenant_id = ${connection.tenantId}`, where])} order by t.id ${options.lock ? sql`for update` : sql``}`
  const fields = rowsFields(entity)
  const early = options.id === undefined ? [] : fields.map(field => rowsQuery(connection, entity, field, [options.id!]))
  const [found, ...subRows] = await connection.runTogether<Json>([query, ...early])
  const rows = found as StoredRow[]
  const ids = rows.map(row => row.id)
  const loaded = rows.map(row => ({
    id: row.id,
    version: row.version,
    deletedAt: (row['deleted_at'] as string | undefined) ?? null,
    values: valuesOf(entity, row, connection.secrets),
    row,
  }))
  for (const [at, field] of fields.entries()) {
    const rowsOf = subRows[at] ? byRecord(field, subRows[at]) : await loadRows(connection, entity, field, ids)
    for (const record of loaded) record.values[field.name] = rowsOf.get(record.id) ?? []
  }
  return loaded
}
