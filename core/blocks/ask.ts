import type { BlockCondition, BlockList, BlockQuery, BlockRecord } from '../declarations/block.ts'
import type { Expression } from '../declarations/expressions.ts'
import { type Entity, entityOf, type Field, type Json } from '../declarations/model.ts'
import { Problem } from '../problem.ts'
import { getRecord } from '../records/get.ts'
import { listRecords } from '../records/list.ts'
import { readListQuery } from '../records/list-query.ts'
import type { QueryTree } from '../records/query-string.ts'
import { isUuid, relationName } from '../records/relations.ts'
import type { BlockAsking } from './page.ts'
import { CleanHtml } from './rich-text.ts'

type Item = Json & { titles: Record<string, string | null> }

/** What a query shows of a list: the records, and the pages before and after. */
type Shown = { items: Item[]; page: number; previous: number | null; next: number | null; total: number | string | null }

const mostShown = 100

/** What a declared query gives the public. What it may not see is not there, and no failure. */
export async function askQuery(asking: BlockAsking, query: Exclude<BlockQuery, { kind: 'data' }>): Promise<unknown> {
  const entity = entityOf(asking.engine.model, query.entity)
  try {
    return await (query.kind === 'one' ? record(asking, entity, query) : list(asking, entity, query))
  } catch (error) {
    if (error instanceof Problem && (error.status === 403 || error.status === 404)) return query.kind === 'one' ? null : nothing
    throw error
  }
}

const nothing: Shown = { items: [], page: 1, previous: null, next: null, total: 0 }

async function record(asking: BlockAsking, entity: Entity, { one, fields }: BlockRecord): Promise<Item | null> {
  const { caller, engine } = asking
  const id = evaluated(one, asking)
  if (!isUuid(id)) return null
  const found = await getRecord(engine.database.tenant(caller.tenantId), caller, engine.model, entity, id)
  // What is in the bin is gone, also for who could bring it back.
  return found['deletedAt'] ? null : itemOf(entity, fields, found)
}

async function list(asking: BlockAsking, entity: Entity, query: BlockList): Promise<Shown> {
  const { caller, engine } = asking
  const tree = askedOf(query, asking)
  if (!tree) return nothing
  const read = readListQuery(entity, tree)
  const { data, page } = await listRecords(engine.database.tenant(caller.tenantId), caller, engine.model, entity, read)
  const number = read.pageNumber ?? 1
  return {
    items: data.map(one => itemOf(entity, query.fields, one)),
    page: number,
    previous: number > 1 ? number - 1 : null,
    next: query.page && page.after !== null ? number + 1 : null,
    total: page.total ?? null,
  }
}

/** The query as a request would put it; undefined where an organization is asked for and there is none. */
function askedOf(query: BlockList, asking: BlockAsking): QueryTree | undefined {
  const size = typeof query.size === 'number' ? query.size : Number(evaluated(query.size, asking) ?? 10)
  const number = query.page && evaluated(query.page, asking)
  const search = query.search && evaluated(query.search, asking)
  const scope = query.scope && evaluated(query.scope, asking)
  const organizationId = scope ? evaluated(query.organization, asking) : undefined
  if (scope && !isUuid(organizationId)) return undefined
  return {
    filter: { and: conditions(query.where, asking) },
    fields: query.fields.join(),
    page: { size: String(within(size, mostShown)), ...(query.page ? { number: String(within(Number(number), 10_000)) } : {}) },
    ...(query.sort ? { sort: query.sort } : {}),
    ...(query.count ? { count: 'estimated' } : {}),
    ...(typeof search === 'string' && search.trim() !== '' ? { q: search } : {}),
    ...(scope ? { scope: String(scope), organizationId: String(organizationId) } : {}),
  }
}

function within(number: number, most: number): number {
  return Number.isFinite(number) ? Math.min(Math.max(1, Math.trunc(number)), most) : 1
}

/** One part for each, so that the same field may be asked about twice. */
function conditions(some: BlockCondition[], asking: BlockAsking): QueryTree {
  const parts = some.flatMap((condition): QueryTree[] => {
    if ('any' in condition) {
      const any = conditions(condition.any, asking)
      return Object.keys(any).length > 0 ? [{ or: any }] : []
    }
    const value = evaluated(condition.value, asking)
    if (value === null || value === undefined) return []
    return [{ [condition.field]: { [condition.op]: Array.isArray(value) ? value.map(String).join(',') : String(value) } }]
  })
  return Object.fromEntries(parts.map((part, at) => [String(at), part]))
}

export function evaluated(expression: Expression, { settings, site, context, today }: BlockAsking): unknown {
  return expression.evaluate({ settings, site, context, today })
}

/** A record as templates speak of it: all that was asked for by name, hidden or not, choices also by their titles. */
function itemOf(entity: Entity, names: string[], record: Json): Item {
  const titles: Item['titles'] = {}
  const item: Item = { id: record['id'], titles }
  for (const name of names) {
    const field = entity.field.get(name)
    const told = field?.relation ? relationName(field) : name
    const value = record[told] ?? null
    item[told] = field?.kind === 'html' && typeof value === 'string' ? new CleanHtml(value) : value
    if (field?.choices) titles[name] = titleOf(field, value)
  }
  return item
}

function titleOf({ choices }: Field, value: unknown): string | null {
  if (value === null) return null
  return choices?.find(choice => choice.code === value)?.title ?? String(value)
}
