import type { TenantSql } from '../database/database.ts'
import { all, type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json } from '../declarations/model.ts'
import { orderBy, type SortKey } from './sort.ts'
import type { StoredRow } from './stored.ts'

/** A part of a list in order. */
export type PageAsked = {
  where: Sql<boolean>
  /** A condition on few rows that all of them meet, where there is one: beside few people's names, the whole tenant's are a long way round. */
  few?: Sql<boolean>
  /** The rows after the page before; all where there is none. */
  after: Sql<boolean>
  keys: SortKey[]
  /** A condition that all of them meet, in whose rows the order is that of an index; none where no index is in that order. */
  head?: Sql<boolean>
  /** What to select of each row, from alias t. */
  columns: Sql[]
  limit: number
  offset: number
}

/** How far a total is counted, and by which conditions: the records that meet any of them. */
export type Count = { upTo: 'none' | 'exact' | 'estimated'; ways: Sql<boolean>[] }

export type PageRead = { rows: StoredRow[]; total?: number | string }

export const countedExactly = 10_000

/** A page of a list, its total beside it in one round trip. */
export async function listedPage(connection: TenantSql, entity: Entity, page: PageAsked, count: Count): Promise<PageRead> {
  const { few, offset } = page
  const planned = few ? sql.plannedOnce : asItIs
  const rows = planned(offset === 0 ? rowsInOrder(entity, page) : rowsFarther(connection, entity, page))
  if (count.upTo === 'none') return { rows: (await connection.runTogether([rows]))[0]! }
  const [read, counted] = await connection.runTogether<Json>([rows, planned(countQuery(entity, count))])
  return { rows: read as StoredRow[], total: totalOf(Number(counted![0]!['total']), count) }
}

function rowsInOrder(entity: Entity, page: PageAsked): Sql<StoredRow> {
  return sql<StoredRow>`
    select ${sql.join(page.columns)} from ${sql.raw(tableName(entity.table))} t
    where ${all([page.where, page.after])} ${orderBy(page.keys)} ${within(page)}`
}

/** A page by its number: the rows before it are passed over by what an index tells of them, and its own alone are read whole. */
function rowsFarther({ tenantId }: TenantSql, entity: Entity, page: PageAsked): Sql<StoredRow> {
  const table = sql.raw(tableName(entity.table))
  const order = orderBy(page.keys)
  return sql<StoredRow>`
    with shown as materialized (select t.id from ${table} t where ${all([page.where, page.after])} ${order} ${within(page)})
    select ${sql.join(page.columns)} from shown join ${table} t on t.tenant_id = ${tenantId} and t.id = shown.id ${order}`
}

/**
 * How many rows, told as a part of the text: PostgreSQL, which takes an unknown number for a tenth of all, would never keep a plan that
 * walks along the order to the first few.
 */
export function within({ limit, offset }: PageAsked): Sql {
  return sql`limit ${sql.number(limit)} ${offset === 0 ? sql`` : sql`offset ${offset}`}`
}

const asItIs = <T>(query: Sql<T>): Sql<T> => query

/**
 * Exactly when asked; estimated stops at ten thousand. Each grant's records are looked for by themselves: joined by OR, PostgreSQL would
 * look through everybody for them.
 */
function countQuery(entity: Entity, { upTo, ways }: Count): Sql<Json> {
  const limit = upTo === 'exact' ? sql`` : sql`limit ${sql.number(countedExactly + 1)}`
  const each = ways.map(where => sql`(select t.id from ${sql.raw(tableName(entity.table))} t where ${where} ${limit})`)
  return sql<Json>`select count(*) as total from (${sql.join(each, sql` union `)}) counted`
}

export function totalOf(counted: number, { upTo }: Count): number | string {
  return upTo === 'estimated' && counted > countedExactly ? `${countedExactly}+` : counted
}
