import type { TenantSql } from '../database/database.ts'
import { all, type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, entityOf, type Field, type Json, type Model } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, denied, filterableRows, livingOrRestorable, may, type ReadDecision, restorableRows } from '../permissions/decide.ts'
import type { AskedRows } from '../permissions/rows.ts'
import { isBelow, subtreeOf } from '../permissions/subtree.ts'
import { compileFilter } from './filter.ts'
import { foundPage } from './found-page.ts'
import { headOfList } from './head-of-list.ts'
import { listed } from './input-schema.ts'
import type { ListQuery } from './list-query.ts'
import { rowsOfOpenLabels } from './log-entry.ts'
import { listedPage } from './page.ts'
import { relationName } from './relations.ts'
import { readColumns, toReply } from './reply.ts'
import { compileSearch } from './search.ts'
import { afterCursor, compileSort, cursorAfter, cursorColumns, type SortKey } from './sort.ts'
import { type StoredRow, storedValue } from './stored.ts'

export type Page = { data: Json[]; page: { after: string | null; total?: number | string } }

/** A page of the records that the caller may see. @throws badQuery, denied */
export async function listRecords(connection: TenantSql, caller: Caller, model: Model, entity: Entity, query: ListQuery): Promise<Page> {
  const decision = decideRead(caller, entity, model, 'read', { finding: true })
  const keys = sortKeys(entity, query, decision)
  const sorted = keys.map(key => key.field)
  const { common, search, seen, judged } = await conditions({ connection, caller, model }, entity, query, decision, sorted)
  const shape = { fields: query.fields, decision }
  const page = {
    where: all([common, ...(search ? [search] : []), seen]),
    few: decision.few ? decision.where : undefined,
    after: query.after === undefined ? sql<boolean>`true` : afterCursor(keys, query.after),
    keys,
    columns: [...readColumns(caller, model, entity, shape), ...cursorColumns(keys, query.fields)],
    // One more tells whether there is another page.
    limit: query.pageSize + 1,
    offset: query.pageNumber === undefined ? 0 : (query.pageNumber - 1) * query.pageSize,
  }
  const count = { upTo: query.count, ways: decision.waysInFull(judged).map(way => all([common, ...(search ? [search] : []), way])) }
  const { rows, total } = search
    ? await foundPage(
        connection,
        entity,
        { ...page, head: query.deleted ? undefined : headOfList(entity, query.filter, keys, connection) },
        count,
      )
    : await listedPage(connection, entity, page, count)
  const more = rows.length > query.pageSize
  const shown = more ? rows.slice(0, query.pageSize) : rows
  const data = await toReply(connection, caller, model, entity, shown, shape)
  await includeRelated(connection, caller, model, query.include, shown, data)
  return { data, page: { after: more ? cursorAfter(keys, shown.at(-1)!) : null, ...(total === undefined ? {} : { total }) } }
}

/** The order that is asked for, or else the usual one. */
export function sortKeys(entity: Entity, query: ListQuery, decision: ReadDecision): SortKey[] {
  return compileSort(entity, query.sort ?? usualSort(entity, decision))
}

/** The declared order, without the fields that this caller does not see in full in every row: an order tells values too. */
function usualSort(entity: Entity, decision: ReadDecision): string {
  const open = entity.sort.split(',').filter(key => {
    const field = entity.field.get(key.replace(/^-/, ''))
    return field === undefined || decision.alwaysInFull(field)
  })
  return open.join(',') || '-createdAt'
}

/**
 * What is asked beside the caller's own rows, by a quick search by itself, those rows, and the fields that he must see in full in a row for it to be asked of him.
 * @throws badQuery, denied
 */
export async function conditions(
  { connection, caller, model }: { connection: TenantSql; caller: Caller; model: Model },
  entity: Entity,
  query: ListQuery,
  decision: ReadDecision,
  sorted: Field[],
): Promise<{ common: Sql<boolean>; search?: Sql<boolean>; seen: Sql<boolean>; judged: Field[] }> {
  if (query.deleted && !may(caller, entity, 'restore', model)) throw denied()
  const filter = compileFilter(entity, query.filter, connection)
  const scoped = query.scope ? [entity.field.get(entity.organizationField!)] : []
  const judged = [...filter.fields, ...sorted, ...scoped.filter(field => field !== undefined)].filter(field => entity.field.has(field.name))
  const common = all([
    sql`t.tenant_id = ${connection.tenantId}`,
    ...livingOrDeleted(caller, model, entity, query, { finding: true }),
    ...rowsOfOpenLabels(caller, model, entity, judged),
    filter.where,
    ...(query.scope ? [await scopeCondition(connection, entity, query.scope)] : []),
  ])
  const search = query.search === undefined ? undefined : compileSearch(entity, decision, query.search, connection.secrets)
  return { common, search, seen: judged.length > 0 ? all([decision.where, filterableRows(decision, judged)]) : decision.where, judged }
}

/** Records that are there, or of those that were deleted the ones that the caller may bring back. */
export function livingOrDeleted(
  caller: Caller,
  model: Model,
  entity: Entity,
  { deleted }: ListQuery,
  asked: AskedRows = {},
): Sql<boolean>[] {
  if (entity.delete !== 'soft') return []
  return deleted
    ? [sql<boolean>`t.deleted_at is not null`, restorableRows(caller, entity, model, asked)]
    : [sql<boolean>`t.deleted_at is null`]
}

/** "This organization" or "and below": visible in the request, never implied. */
async function scopeCondition(connection: TenantSql, entity: Entity, scope: NonNullable<ListQuery['scope']>): Promise<Sql<boolean>> {
  const column = sql.ref(`t.${columnName(entity.organizationField!)}`)
  if (scope.kind === 'organization') return sql`${column} = ${scope.of}::uuid`
  const subtree = await subtreeOf(connection, scope.of)
  return subtree ? isBelow(column, connection.tenantId, subtree) : sql`false`
}

/** Replaces the label of included relations by the record, as far as the caller may read it. */
async function includeRelated(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  include: Field[],
  rows: StoredRow[],
  data: Json[],
): Promise<void> {
  for (const field of include) {
    const related = await readByIds(
      connection,
      caller,
      model,
      entityOf(model, field.relation!),
      rows.map(row => storedValue(row, field)).filter(id => typeof id === 'string'),
    )
    data.forEach((record, at) => {
      const found = related.get(String(storedValue(rows[at]!, field)))
      const name = relationName(field)
      if (found && record[name]) record[name] = { ...(record[name] as Json), ...found }
    })
  }
}

async function readByIds(connection: TenantSql, caller: Caller, model: Model, entity: Entity, ids: string[]): Promise<Map<string, Json>> {
  const decision = decideRead(caller, entity, model)
  const fields = listed(entity)
  const rows =
    await connection.run(sql<StoredRow>`select ${sql.join(readColumns(caller, model, entity, { fields, decision }))} from ${sql.raw(tableName(entity.table))} t
    where ${all([sql`t.tenant_id = ${connection.tenantId}`, sql`t.id = any(${[...new Set(ids)]}::uuid[])`, decision.where, livingOrRestorable(caller, entity, model)])}`)
  const replies = await toReply(connection, caller, model, entity, rows, { fields, decision })
  return new Map(replies.map(reply => [String(reply['id']), reply]))
}
