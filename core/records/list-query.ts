import { BoundedCache } from '../bounded-cache.ts'
import type { Entity, Field } from '../declarations/model.ts'
import { listed, visible } from './input-schema.ts'
import { badQuery } from './problems.ts'
import type { QueryTree } from './query-string.ts'
import { isUuid, relationName } from './relations.ts'

/** What a list asks for, read from the query string and checked; SQL comes later. */
export type ListQuery = {
  filter: QueryTree
  search?: string
  /** As asked for; the entity's own order when nothing was. */
  sort?: string
  fields: Field[]
  include: Field[]
  pageSize: number
  after?: string
  pageNumber?: number
  count: 'none' | 'exact' | 'estimated'
  scope?: { of: string; kind: 'organization' | 'subtree' }
  deleted: boolean
}

export const largestPage = 200
const usualPage = 20
const known = ['filter', 'q', 'sort', 'fields', 'include', 'page', 'count', 'scope', 'organizationId', 'deleted']

/** @throws badQuery for unknown parameters, fields and values: none is silently ignored */
export function readListQuery(entity: Entity, tree: QueryTree, also: string[] = []): ListQuery {
  const unknown = Object.keys(tree).find(name => !known.includes(name) && !also.includes(name))
  if (unknown) throw badQuery(`不认识的查询参数“${unknown}”，可用：${known.join('、')}`)
  const page = branch(tree, 'page')
  const strange = Object.keys(page).find(name => !['size', 'after', 'number'].includes(name))
  if (strange) throw badQuery(`不认识的分页参数“page[${strange}]”`)
  if (page['after'] !== undefined && page['number'] !== undefined) throw badQuery('page[after] 和 page[number] 只能用一个')
  return {
    filter: branch(tree, 'filter'),
    search: leaf(tree, 'q')?.slice(0, 100),
    sort: leaf(tree, 'sort'),
    fields: fieldsOf(entity, leaf(tree, 'fields')),
    include: relationsOf(entity, leaf(tree, 'include')),
    pageSize: numberOf(page, 'size', largestPage) ?? usualPage,
    after: leaf(page, 'after'),
    pageNumber: numberOf(page, 'number', 10_000),
    count: oneOf(tree, 'count', ['none', 'exact', 'estimated']) ?? 'none',
    scope: scopeOf(entity, tree),
    deleted: deletedOf(entity, tree),
  }
}

function branch(tree: QueryTree, name: string): QueryTree {
  const value = tree[name] ?? (Object.create(null) as QueryTree)
  if (typeof value === 'string') throw badQuery(`查询参数“${name}”应带方括号，如 ${name}[…]=…`)
  return value
}

export function leaf(tree: QueryTree, name: string): string | undefined {
  const value = tree[name]
  if (value !== undefined && typeof value !== 'string') throw badQuery(`查询参数“${name}”不应带方括号`)
  return value
}

function oneOf<T extends string>(tree: QueryTree, name: string, choices: readonly T[]): T | undefined {
  const value = leaf(tree, name)
  const choice = choices.find(one => one === value)
  if (value !== undefined && choice === undefined) throw badQuery(`查询参数“${name}”应是 ${choices.join('、')} 之一`)
  return choice
}

function numberOf(tree: QueryTree, name: string, largest: number): number | undefined {
  const value = leaf(tree, name)
  if (value === undefined) return undefined
  const number = Number(value)
  if (!/^\d{1,9}$/.test(value) || number < 1 || number > largest) throw badQuery(`page[${name}] 应是 1 到 ${largest} 的整数`)
  return number
}

/** The lists of fields that were asked for last, of each entity: what is made of them for a list is kept as long. */
const chosen = new WeakMap<Entity, BoundedCache<Field[]>>()
const mostChosen = 100

function fieldsOf(entity: Entity, text: string | undefined): Field[] {
  if (text === undefined) return listed(entity)
  const known = chosen.get(entity) ?? new BoundedCache<Field[]>(mostChosen)
  chosen.set(entity, known)
  return known.of(text, () => fieldsNamed(entity, text))
}

function fieldsNamed(entity: Entity, text: string): Field[] {
  const open = visible(entity)
  return text
    .split(',')
    .filter(name => !['id', 'version', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy'].includes(name))
    .map(name => {
      const field = open.find(one => one.name === name || (one.relation && relationName(one) === name))
      if (!field) throw badQuery(`没有字段“${name}”`)
      return field
    })
}

function relationsOf(entity: Entity, text: string | undefined): Field[] {
  if (!text) return []
  return text.split(',').map(name => {
    const field = visible(entity).find(one => one.relation && relationName(one) === name)
    if (!field) throw badQuery(`没有关联“${name}”`)
    return field
  })
}

function scopeOf(entity: Entity, tree: QueryTree): ListQuery['scope'] {
  const of = leaf(tree, 'organizationId')
  const kind = oneOf(tree, 'scope', ['organization', 'subtree'])
  if (of === undefined && kind === undefined) return undefined
  if (!entity.organizationField) throw badQuery(`${entity.title}不按党组织划分，不能用 organizationId 和 scope`)
  if (of === undefined) throw badQuery('scope 要与 organizationId 一起使用')
  if (!isUuid(of)) throw badQuery('organizationId 不是有效的编号')
  return { of, kind: kind ?? 'subtree' }
}

function deletedOf(entity: Entity, tree: QueryTree): boolean {
  const deleted = oneOf(tree, 'deleted', ['true', 'false']) === 'true'
  if (deleted && entity.delete !== 'soft') throw badQuery(`${entity.title}没有历史库`)
  return deleted
}
