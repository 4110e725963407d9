import type { TenantSql } from '../database/database.ts'
import { all, type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity } from '../declarations/model.ts'
import { compileFilter } from './filter.ts'
import { type PageAsked, within } from './page.ts'
import type { QueryTree } from './query-string.ts'
import { orderBy, type SortKey } from './sort.ts'
import type { StoredRow } from './stored.ts'

/** So many records at the head of a list are looked through for what is found often: mostly a page of it is among them. */
const headRows = 700

/**
 * Of what a list asks the part that an index is in order for, so that its first records are the first of the index; undefined where no index is, and
 * all would have to be put in order. An index serves that goes on with the order after fields that are asked to equal one value.
 */
export function headOfList(
  entity: Entity,
  filter: QueryTree,
  keys: SortKey[],
  among: Pick<TenantSql, 'tenantId'>,
): Sql<boolean> | undefined {
  // The id, in which every order ends, follows in every index.
  const order = keys.map(key => key.field.name).slice(0, -1)
  if (order.length === 0 || keys.some(key => key.descending !== keys[0]!.descending)) return undefined
  const equal = equalities(filter)
  const begins = [['createdAt'], ...entity.indexes].flatMap(list => {
    const before = list.slice(0, -order.length)
    const goesOn = order.every((name, at) => list[before.length + at] === name)
    return goesOn && before.every(name => equal.has(name)) ? [before] : []
  })
  const longest = begins.sort((one, other) => other.length - one.length)[0]
  if (!longest) return undefined
  const { where } = compileFilter(entity, Object.fromEntries(longest.map(name => [name, { eq: equal.get(name)! }])), among)
  return all([
    sql<boolean>`t.tenant_id = ${among.tenantId}`,
    ...(entity.delete === 'soft' ? [sql<boolean>`t.deleted_at is null`] : []),
    where,
  ])
}

/** The values that fields must equal, each of them in every record that the filter leaves. */
function equalities(filter: QueryTree): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, asked] of Object.entries(filter)) {
    if (typeof asked === 'string' || name === 'or') continue
    const parts = name === 'and' ? Object.values(asked).flatMap(part => (typeof part === 'string' ? [] : [...equalities(part)])) : []
    for (const [field, value] of parts) found.set(field, value)
    if (name !== 'and' && typeof asked['eq'] === 'string') found.set(name, asked['eq'])
  }
  return found
}

/** The page, as far as it is among the first records of the list: whole, where these are as many as a page holds. */
export function pageAtHead(connection: TenantSql, entity: Entity, page: PageAsked, head: Sql<boolean>): Promise<StoredRow[]> {
  const table = sql.raw(tableName(entity.table))
  const order = orderBy(page.keys)
  const first = sql`(select t.* from ${table} t where ${all([head, page.after])} ${order} limit ${sql.number(headRows)})`
  return connection.run(sql<StoredRow>`
    with shown as materialized (select t.id from ${first} t where ${page.where} ${order} ${within(page)})
    select ${sql.join(page.columns)} from shown join ${table} t on t.tenant_id = ${connection.tenantId} and t.id = shown.id ${order}`)
}
