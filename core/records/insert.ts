import { arrayLiteral, textArray } from '../database/array-literal.ts'
import type { TenantId, TenantRows, TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { type Column, quote, tableName } from '../database/table-definition.ts'
import type { Json } from '../declarations/model.ts'
import { JsonText } from '../json-text.ts'

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
  const filled = rows.length < many ? columns : filledOf(columns, rows)
  const { names, selected, types, written } = wordsOf(filled)
  const arrays = filled.map(({ name }, at) => {
    const values = rows.map(row => row[name])
    return sql`${written[at]!(values)}::${types[at]!}`
  })
  return sql`insert into ${sql.raw(tableName(table))} (tenant_id, ${names})
    select ${tenantId}::uuid, ${selected} from unnest(${sql.join(arrays)}) as row(${names})`
}

/** Of so many rows, columns that none of them fills are left out. For fewer a statement of their own is not worth its plan. */
const many = 100

const someOf = new WeakMap<Column[], Map<string, Column[]>>()

/** The columns that any row fills or that must be: the same list for the same ones, so that its words last. */
function filledOf(columns: Column[], rows: Json[]): Column[] {
  const filled = columns.filter(({ name, notNull }) => notNull || rows.some(row => (row[name] ?? null) !== null))
  if (filled.length === columns.length) return columns
  const key = filled.map(column => column.name).join()
  const known = someOf.get(columns) ?? new Map<string, Column[]>()
  someOf.set(columns, known)
  if (known.size >= mostLists) known.clear()
  if (!known.has(key)) known.set(key, filled)
  return known.get(key)!
}

const mostLists = 50

type Words = { names: Sql; selected: Sql; types: Sql[]; written: ((values: unknown[]) => string | Buffer)[] }

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
    written: types.map(arrayOf),
  }
  words.set(columns, made)
  return made
}

function jsonOf(value: unknown): string {
  return value instanceof JsonText ? value.text : JSON.stringify(value)
}

/** How the values of a column of this type are written. */
function arrayOf(type: string): (values: unknown[]) => string | Buffer {
  if (!isSentAsText(type)) return arrayLiteral
  const text = type.endsWith('[]') ? (value: unknown) => arrayLiteral(value as unknown[]) : jsonOf
  return values => textArray(values.map(value => (value === null || value === undefined ? null : text(value))))
}

/** An array of arrays would be taken apart to the last of its elements; JSON is cast from text as cheaply as it is read. */
function isSentAsText(type: string): boolean {
  return type.endsWith('[]') || type === 'jsonb' || type === 'json'
}
