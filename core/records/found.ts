import type { TenantSql } from '../database/database.ts'
import { all, type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Field, Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, type ReadDecision } from '../permissions/decide.ts'
import { cellColumns, cellReader } from './cells.ts'
import { conditions, livingOrDeleted, sortKeys } from './list.ts'
import type { ListQuery } from './list-query.ts'
import { orderBy } from './sort.ts'
import type { StoredRow } from './stored.ts'

/** How many records are read at once. */
const pageRows = 1_000

/** Which records there are, in their order: by their ids alone, which are few bytes even of a great many records. */
export type Found = {
  count: number
  /** Lists of ids, with commas between, as many in each as are read at once. */
  pages: string[]
  decision: ReadDecision
  /** What must still hold of each when it is read: that the caller may see it. */
  where: Sql<boolean>
}

/**
 * Finds the records of a list by one statement: what changes while they are read neither leaves one out nor tells one twice. Walking page
 * by page along an index instead passes everybody else's records too, in an order in which they lie nowhere, and asks for every page again
 * what the filter means.
 * @throws badQuery, denied
 */
export async function findRecords(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  entity: Entity,
  query: ListQuery,
  action: string,
): Promise<Found> {
  const finding = decideRead(caller, entity, model, action, { finding: true })
  const keys = sortKeys(entity, query, finding)
  const sorted = keys.map(key => key.field)
  const asked = await conditions({ connection, caller, model }, entity, query, finding, sorted)
  const page = sql.raw(`found.place / ${pageRows}`)
  const pages = await connection.run(sql<{ ids: string; count: number }>`
    select string_agg(found.id::text, ',' order by found.place) as ids, count(*) as count from (
      select t.id, row_number() over (${orderBy(keys)}) - 1 as place from ${sql.raw(tableName(entity.table))} t where ${all([asked.common, ...(asked.search ? [asked.search] : []), asked.seen])}) found
    group by ${page} order by ${page}`)
  const decision = decideRead(caller, entity, model, action)
  return {
    count: pages.reduce((sum, one) => sum + one.count, 0),
    pages: pages.map(one => one.ids),
    decision,
    where: all([decision.where, ...livingOrDeleted(caller, model, entity, query)]),
  }
}

/**
 * What found records hold, each as the values of these fields: relations by their labels, masked or empty what the caller may not see, secrets
 * in plain in the rows that `revealing` opens. Who has changed meanwhile so that he would not be found is left out.
 */
export async function* readFound(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  entity: Entity,
  { pages, decision, where }: Found,
  fields: Field[],
  revealing?: ReadDecision,
): AsyncGenerator<unknown[][]> {
  const asked = { fields, decision, revealing }
  const columns = sql.join(cellColumns(caller, model, entity, asked))
  const cells = cellReader(connection, caller, model, entity, asked)
  const table = sql.raw(tableName(entity.table))
  // The limit keeps PostgreSQL from reading the whole table for what it takes for many rows.
  const read = (ids: string | undefined) =>
    ids === undefined
      ? undefined
      : connection.run(sql<StoredRow>`
        select ${columns} from unnest(${`{${ids}}`}::uuid[]) with ordinality as found (id, place)
        cross join lateral (select m.* from ${table} m where m.tenant_id = ${connection.tenantId} and m.id = found.id limit 1) t
        where ${where} order by found.place`)
  for (let reading = read(pages[0]), next = 1; reading; next++) {
    const rows: StoredRow[] = await reading
    // Read while this one is written.
    reading = read(pages[next])
    // Whoever leaves meanwhile does not wait for it.
    reading?.catch(() => {})
    yield rows.map(cells)
  }
}
