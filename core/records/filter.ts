import { columnSql, keySql, ownValueIn } from '../database/column-sql.ts'
import type { TenantSql } from '../database/database.ts'
import { all, any, type Sql, sql } from '../database/sql.ts'
import type { Entity, Field } from '../declarations/model.ts'
import { isCalendarDate } from '../identity/dates.ts'
import { badQuery } from './problems.ts'
import type { QueryTree } from './query-string.ts'
import { isUuid } from './relations.ts'
import { canonical, keyOfValue } from './secret-values.ts'

/** Whose rows, under what name the query has them; without the tenant's keys nothing can be asked of secret fields. */
type Among = Pick<TenantSql, 'tenantId'> & { secrets?: TenantSql['secrets']; alias?: string }

/** A filter compiled to SQL, and the fields it speaks of: who may not see them in full may not filter by them. */
export type Filter = { where: Sql<boolean>; fields: Field[] }

type Operator = (column: Sql, field: Field, text: string, among: Among) => Sql<boolean>

const compare =
  (symbol: string): Operator =>
  (column, field, text) =>
    sql`${column} ${sql.raw(symbol)} ${filterValue(field, text)}`

const operators: Record<string, Operator> = {
  eq: compare('='),
  ne: (column, field, text) => sql`${column} is distinct from ${filterValue(field, text)}`,
  lt: compare('<'),
  lte: compare('<='),
  gt: compare('>'),
  gte: compare('>='),
  in: (column, field, text) => sql`${column} in (${sql.join(list(text).map(item => filterValue(field, item)))})`,
  between: (column, field, text) => {
    const [from, to, ...more] = list(text)
    if (from === undefined || to === undefined || more.length > 0) throw badQuery(`${field.title}的 between 需要用逗号隔开的两个值`)
    return sql`${column} between ${filterValue(field, from)} and ${filterValue(field, to)}`
  },
  like: (column, field, text) => {
    if (!['text', 'choice', 'dictionary'].includes(field.kind)) throw badQuery(`${field.title}不是文字，不能用 like`)
    return sql`${column} ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`
  },
  null: (column, field, text) => {
    if (text !== 'true' && text !== 'false') throw badQuery(`${field.title}的 null 应是 true 或 false`)
    return text === 'true' ? sql`${column} is null` : sql`${column} is not null`
  },
  under: (column, field, text, { tenantId }) => {
    if (field.relation !== 'core/organization' && field.name !== 'id') throw badQuery(`${field.title}不是党组织，不能用 under`)
    return sql`${column} in (select b.id from core.organization a join core.organization b on b.tenant_id = a.tenant_id and b.path >= a.path and b.path < a.path || '~'
      where a.tenant_id = ${tenantId} and a.id = ${filterValue(field, text)})`
  },
}

/** What the index over tenants' own fields answers. */
const ofOwnFields: Record<string, Operator> = {
  eq: (_column, field, text, { alias }) => ownValueIn(field, [ownValue(field, text)], alias),
  in: (_column, field, text, { alias }) =>
    ownValueIn(
      field,
      list(text).map(item => ownValue(field, item)),
      alias,
    ),
}

const listable: Record<string, string[]> = { html: ['null'], texts: ['eq', 'null'], files: ['null'], document: ['null'], rows: [] }

function list(text: string): string[] {
  const items = text.split(',')
  if (items.length > 500) throw badQuery('一个条件最多 500 个值')
  return items
}

/** Compiles `filter[…]` of a request. @throws badQuery for unknown fields and operators, and for values of the wrong type */
export function compileFilter(entity: Entity, tree: QueryTree, among: Among): Filter {
  const fields = new Set<Field>()
  const visit = (node: QueryTree): Sql<boolean> =>
    all(
      Object.entries(node).map(([name, conditions]) => {
        if (typeof conditions === 'string') throw badQuery(`条件“${name}”缺少比较方式，应如 filter[${name}][eq]=…`)
        if (name === 'and' || name === 'or') {
          const parts = Object.values(conditions).map(part => {
            if (typeof part === 'string') throw badQuery(`条件“${name}”应如 filter[${name}][0][字段][eq]=…`)
            return visit(part)
          })
          return name === 'and' ? all(parts) : any(parts)
        }
        const field = filterable(entity, name)
        fields.add(field)
        return all(Object.entries(conditions).map(([operator, value]) => condition(field, operator, value, among)))
      }),
    )
  return { where: visit(tree), fields: [...fields] }
}

const systemFields: Record<string, Field['kind']> = {
  id: 'relation',
  createdAt: 'date-time',
  updatedAt: 'date-time',
  createdBy: 'relation',
  updatedBy: 'relation',
  version: 'integer',
}

/** A field by its name in requests, the system's own among them. @throws badQuery naming what there is */
export function filterable(entity: Entity, name: string): Field {
  const kind = Object.hasOwn(systemFields, name) ? systemFields[name] : undefined
  if (kind)
    return {
      name,
      column: name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      title: name,
      kind,
      schema: {},
      required: true,
      readOnly: true,
      immutable: true,
      aliases: [],
    }
  const field = entity.field.get(name)
  if (!field || field.schema['x-internal'] || field.kind === 'rows' || field.computed?.when === 'read')
    throw badQuery(`没有可用来查询的字段“${name}”`)
  return field
}

function condition(field: Field, name: string, value: string | QueryTree, among: Among): Sql<boolean> {
  const known = field.own && Object.hasOwn(ofOwnFields, name) ? ofOwnFields : operators
  const operator = Object.hasOwn(known, name) ? known[name] : undefined
  if (!operator || typeof value !== 'string') throw badQuery(`不认识的比较方式“${name}”，可用：${Object.keys(operators).join('、')}`)
  if (listable[field.kind] && !listable[field.kind]!.includes(name)) throw badQuery(`${field.title}不能用 ${name} 查询`)
  if (field.secret) return secretCondition(field, name, value, among)
  const column = columnSql(field, among.alias)
  if (field.kind === 'texts' && name === 'eq') return sql`${value} = any(${column})`
  return operator(column, field, value, among)
}

/** The value of a filter as a tenant's own field holds it. @throws badQuery as for any field */
function ownValue(field: Field, text: string): unknown {
  filterValue(field, text)
  if (field.kind === 'number') return Number(text)
  return field.kind === 'boolean' ? text === 'true' : text
}

/** A secret is only compared as a whole, by its keyed hash. */
function secretCondition(field: Field, name: string, value: string, among: Among): Sql<boolean> {
  const { secrets, alias } = among
  if (!secrets) throw badQuery(`${field.title}加密保存，不能用作条件`)
  const key = keySql(field, alias)
  const hash = (text: string) => keyOfValue(field, readableText(field, text), secrets)
  switch (name) {
    case 'eq':
      return sql`${key} = ${hash(value)}`
    case 'ne':
      return sql`${key} is distinct from ${hash(value)}`
    case 'in':
      return sql`${key} = any(${list(value).map(hash)}::text[])`
    case 'null':
      return operators['null']!(key, field, value, among)
    default:
      throw badQuery(`${field.title}加密保存，只能按完整内容查询（eq、ne、in、null），不能用 ${name}`)
  }
}

function readableText(field: Field, text: string): string {
  if (text.includes('\u0000') || /\p{Cs}/u.test(text)) throw badQuery(`${field.title}的条件值“${text.slice(0, 60)}”类型不对`)
  return text
}

/** The value of a filter as the column's type. */
export function filterValue(field: Field, text: string): Sql {
  const wrong = () => badQuery(`${field.title}的条件值“${text.slice(0, 60)}”类型不对`)
  readableText(field, text)
  switch (field.kind) {
    case 'integer':
      if (!/^-?\d{1,15}$/.test(text)) throw wrong()
      return sql`${text}::bigint`
    case 'number':
      if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(text)) throw wrong()
      return sql`${text}::numeric`
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw wrong()
      return sql`${text}::boolean`
    case 'date':
      if (!isCalendarDate(text)) throw wrong()
      return sql`${text}::date`
    case 'date-time': {
      const time = new Date(text)
      if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(time.getTime())) throw wrong()
      return sql`${time.toISOString()}::timestamptz`
    }
    case 'relation':
    case 'file':
      if (!isUuid(text)) throw wrong()
      return sql`${text}::uuid`
    default:
      return sql`${canonical(field, text)}`
  }
}
