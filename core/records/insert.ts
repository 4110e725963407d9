import { arrayLiteral, type Element, elementOf } from '../database/array-literal.ts'
import type { TenantId, TenantRows, TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { type Column, quote, tableName } from '../database/table-definition.ts'
import type { Json } from '../declarations/model.ts'

type Table = { schema: string; name: string }

/**
 * Inserts any number of rows by one statement with a parameter for each column, which PostgreSQL plans once.
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

/**
 * What inserts these rows; there must be one at least. Each column comes as one array: PostgreSQL reads these in a third of the time that it
 * takes over rows written as JSON.
 */
export function insertion(tenantId: TenantId, table: Table, columns: Column[], rows: Json[]): Sql {
  const { names, selected, types, elements } = wordsOf(columns)
  const arrays = columns.map(({ name }, at) => {
    const values = rows.map(row => row[name])
    return sql`${arrayLiteral(values, elements[at]!)}::${types[at]!}`
  })
  return sql`insert into ${sql.raw(tableName(table))} (tenant_id, ${names})
    select ${tenantId}::uuid, ${selected} from unnest(${sql.join(arrays)}) as row(${names})`
}

type Words = { names: Sql; selected: Sql; types: Sql[]; elements: Element[] }

const words = new WeakMap<Column[], Words>()

/** Columns as they are named, selected and sent; of lists that last, worked out once. */
function wordsOf(columns: Column[]): Words {
  const known = words.get(columns)
  if (known) return known
  const types = columns.map(column => column.type.replace(' collate "C"', ''))
  const made = {
    names: sql.raw(columns.map(column => quote(column.name)).join(', ')),
    selected: sql.raw(columns.map(({ name }, at) => `row.${quote(name)}${isSentAsText(types[at]!) ? `::${types[at]}` : ''}`).join(', ')),
    types: types.map(type => sql.raw(`${isSentAsText(type) ? 'text' : type}[]`)),
    elements: types.map(elementOf),
  }
  words.set(columns, made)
  return made
}

/** An array of arrays would be taken apart to the last of its elements; JSON is cast from text as cheaply as it is read. */
function isSentAsText(type: string): boolean {
  return type.endsWith('[]') || type === 'jsonb' || type === 'json'
}
