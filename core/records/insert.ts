import type { TenantId, TenantRows, TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { type Column, quote, tableName } from '../database/table-definition.ts'
import type { Json } from '../declarations/model.ts'

type Table = { schema: string; name: string }

/**
 * Inserts any number of rows by one statement with one parameter, which PostgreSQL plans once.
 * Rows give columns by their database names; what a row leaves out takes the column's default when no row names it, else null.
 */
export async function insertRows(connection: TenantRows, table: Table, columns: Column[], rows: Json[]): Promise<void> {
  if (rows.length > 0) await connection.run(insertion(connection.tenantId, table, columns, rows))
}

/** The same without waiting for it; `told` words its failure. */
export function sendRows(
  transaction: TenantTransaction,
  table: Table,
  columns: Column[],
  rows: Json[],
  told?: (error: unknown) => unknown,
): void {
  if (rows.length > 0) transaction.send(insertion(transaction.tenantId, table, columns, rows), told)
}

/** Several insertions by one statement, for what always comes together. */
export function inOneStatement(insertions: Sql[]): Sql {
  const first = insertions.slice(0, -1).map((one, at) => sql`${sql.ref(`part_${at}`)} as (${one})`)
  return first.length === 0 ? insertions[0]! : sql`with ${sql.join(first)} ${insertions.at(-1)!}`
}

/** What inserts these rows; there must be one at least. */
export function insertion(tenantId: TenantId, table: Table, columns: Column[], rows: Json[]): Sql {
  const { names, types } = wordsOf(columns)
  return sql`insert into ${sql.raw(tableName(table))} (tenant_id, ${names})
    select ${tenantId}::uuid, ${names} from json_to_recordset(${JSON.stringify(rows)}::json) as row(${types})`
}

type Words = { names: Sql; types: Sql }

const words = new WeakMap<Column[], Words>()

/** Columns as they are named, and with their types; of lists that last, worked out once. */
function wordsOf(columns: Column[]): Words {
  const known = words.get(columns)
  if (known) return known
  const names = sql.raw(columns.map(column => quote(column.name)).join(', '))
  const types = sql.raw(columns.map(column => `${quote(column.name)} ${column.type.replace(' collate "C"', '')}`).join(', '))
  words.set(columns, { names, types })
  return { names, types }
}
