import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { isSearched, ownColumn, tableName } from '../database/table-definition.ts'
import type { Entity } from '../declarations/model.ts'
import { pageAtHead } from './head-of-list.ts'
import { type Count, countedExactly, listedPage, type PageAsked, type PageRead, totalOf, within } from './page.ts'
import { orderBy, type SortKey } from './sort.ts'
import type { StoredRow } from './stored.ts'

/** Up to so many records found are put in order by themselves; more of them lie close together in the list's own order. */
const fewFound = 3_000

/**
 * Of words in long texts more of them: such a word is often one of a year, and stands together at one end of the list, where who walks along from
 * the other unpacks the words of every text on the way.
 */
const fewTexts = 20_000

/**
 * A page of what a search finds: first all that is found, then its order, then the rows of the page alone. PostgreSQL, which plans without
 * knowing the word, would walk through everything for a rare name. Where more is found than is put in order, the list is walked along.
 */
export async function foundPage(connection: TenantSql, entity: Entity, page: PageAsked, count: Count): Promise<PageRead> {
  const most = isSearched(entity, 'words') ? fewTexts : fewFound
  if (page.head && most === fewTexts && count.upTo !== 'exact') return oftenFound(connection, entity, page, page.head, count)
  const { rows, found } = await putInOrder(connection, entity, page, most)
  return found > most ? listedPage(connection, entity, page, count) : { rows, ...told(found, count) }
}

/** At first only as many are found as have to be counted. Of a word that is found oftener, the page is mostly at the head of the list. */
async function oftenFound(connection: TenantSql, entity: Entity, page: PageAsked, head: Sql<boolean>, count: Count): Promise<PageRead> {
  const first = count.upTo === 'none' ? fewFound : countedExactly
  const { rows, found } = await putInOrder(connection, entity, page, first)
  const total = told(found, count)
  if (found <= first) return { rows, ...total }
  const near = await pageAtHead(connection, entity, page, head)
  if (near.length === page.limit) return { rows: near, ...total }
  const ordered = await putInOrder(connection, entity, page, fewTexts)
  const read = ordered.found > fewTexts ? await listedPage(connection, entity, page, { ...count, upTo: 'none' }) : ordered
  return { rows: read.rows, ...total }
}

function told(found: number, count: Count): Pick<PageRead, 'total'> {
  return count.upTo === 'none' ? {} : { total: totalOf(found, count) }
}

/** The page where no more than `most` are found; of more only that they are. */
async function putInOrder(
  connection: TenantSql,
  entity: Entity,
  page: PageAsked,
  most: number,
): Promise<{ rows: StoredRow[]; found: number }> {
  const { where, few, after, keys, columns } = page
  const table = sql.raw(tableName(entity.table))
  // The planner does not look beyond `offset`.
  const among = few ? sql`(select t.* from ${table} t where t.tenant_id = ${connection.tenantId} and ${few} offset 0)` : table
  const order = orderBy(keys)
  const query = sql<StoredRow & { records_found: number }>`
    with everything as materialized (select ${sql.join(keptColumns(keys))} from ${among} t where ${where}),
    found as materialized (select * from everything limit ${sql.number(most + 1)}),
    shown as (select t.id from found t where ${after} ${order} ${within(page)})
    select ${sql.join(columns)}, counted.records_found
    from (select count(*) as records_found from found) counted
    left join (shown join ${table} t on t.tenant_id = ${connection.tenantId} and t.id = shown.id) on true ${order}`
  const rows = await connection.run(few ? sql.plannedOnce(query) : query)
  // Where nothing is shown, the number stands alone.
  return { rows: rows.filter(row => row.id !== null), found: rows[0]!.records_found }
}

/** The columns that the order is made of. */
function keptColumns(keys: SortKey[]): Sql[] {
  return [...new Set(keys.map(({ field }) => (field.own ? ownColumn : field.column)))].map(name => sql.ref(`t.${name}`))
}
