import type { TenantRows } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { type Column, quote, tableName } from '../database/table-definition.ts'
import type { Json } from '../declarations/model.ts'

/**
 * Inserts any number of rows by one statement with one parameter, which PostgreSQL plans once.
 * Rows give columns by their database names; what a row leaves out takes the column's default when no row names it, else null.
 */
export async function insertRows(
  connection: TenantRows,
  table: { schema: string; name: string },
  columns: Column[],
  rows: Json[],
): Promise<void> {
  if (rows.length === 0) return
  const names = sql.raw(columns.map(column => quote(column.name)).join(', '))
  const types = sql.raw(columns.map(column => `${quote(column.name)} ${column.type.replace(' collate "C"', '')}`).join(', '))
  await connection.run(sql`insert into ${sql.raw(tableName(table))} (tenant_id, ${names})
    select ${connection.tenantId}::uuid, ${names} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(${types})`)
}
