import { columnSql } from '../database/column-sql.ts'
import { all, any, type Sql, sql } from '../database/sql.ts'
import { valueType } from '../database/table-definition.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { filterable } from './filter.ts'
import { badQuery } from './problems.ts'

export type SortKey = { field: Field; descending: boolean }

/** `-joinedOn,name` with the id at the end, so that an order is always total. @throws badQuery */
export function compileSort(entity: Entity, text: string): SortKey[] {
  const keys = text.split(',').map(part => {
    const descending = part.startsWith('-')
    const field = filterable(entity, descending ? part.slice(1) : part)
    if (['html', 'texts', 'files', 'document', 'rows'].includes(field.kind)) throw badQuery(`不能按${field.title}排序`)
    if (field.secret) throw badQuery(`${field.title}加密保存，不能用来排序`)
    return { field, descending }
  })
  if (keys.length > 5) throw badQuery('最多按 5 个字段排序')
  if (!keys.some(key => key.field.name === 'id')) keys.push({ field: filterable(entity, 'id'), descending: keys.at(-1)!.descending })
  return keys
}

/** Empty values come last going up and first going down, so that one index serves both ways. */
export function orderBy(keys: SortKey[]): Sql {
  return sql`order by ${sql.join(keys.map(key => sql`${columnSql(key.field)} ${sql.raw(key.descending ? 'desc' : 'asc')}`))}`
}

/** The place after a row, for the next page. */
export function cursorAfter(keys: SortKey[], row: Json): string {
  return Buffer.from(JSON.stringify(keys.map(key => row[keyName(key)] ?? row[key.field.column] ?? null))).toString('base64url')
}

/**
 * The sort keys as text, so that a cursor holds them exactly: those that the row does not hold so already, among the fields that are read
 * of it.
 */
export function cursorColumns(keys: SortKey[], read: readonly Field[]): Sql[] {
  const held = ({ field }: SortKey) => field.name === 'id' || (isExactText(field) && read.includes(field))
  return keys.filter(key => !held(key)).map(key => sql`${columnSql(key.field)}::text as ${sql.ref(keyName(key))}`)
}

const keyName = ({ field }: SortKey): string => `key_${field.column}`

/** Whether a field is read from its column as the very text that PostgreSQL tells. */
function isExactText({ kind, own, secret }: Field): boolean {
  return !own && !secret && ['text', 'choice', 'dictionary', 'date', 'relation', 'file'].includes(kind)
}

/** The rows after a cursor. @throws badQuery for a cursor that is not of this order */
export function afterCursor(keys: SortKey[], cursor: string): Sql<boolean> {
  const values = readCursor(keys, cursor)
  const steps = keys.map((key, at) => {
    const equal = keys.slice(0, at).map((earlier, index) => equals(earlier, values[index]!))
    return sql<boolean>`(${sql.join([...equal, beyond(key, values[at]!)], sql` and `)})`
  })
  return all([...notBefore(keys[0]!, values[0]!), any(steps)])
}

/**
 * The same told of the first key alone, where one comparison says it: an index begins there, where it would be walked from its start for
 * every page of the alternatives. Going up, empty values come last and are beyond any comparison.
 */
function notBefore(key: SortKey, value: string | null): Sql<boolean>[] {
  if (value === null || !(key.descending || neverEmpty.includes(key.field.name))) return []
  return [sql<boolean>`${columnSql(key.field)} ${sql.raw(key.descending ? '<=' : '>=')} ${typed(key, value)}`]
}

const neverEmpty = ['id', 'createdAt', 'updatedAt', 'version']

function readCursor(keys: SortKey[], cursor: string): (string | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === keys.length && values.every(value => value === null || typeof value === 'string'))
      return values as (string | null)[]
  } catch {
    // Not JSON: told below like any other cursor that is not ours.
  }
  throw badQuery('翻页位置（page[after]）无效，请从第一页重新开始')
}

function typed(key: SortKey, value: string): Sql {
  return sql`${value}::${sql.raw(valueType(key.field))}`
}

function equals(key: SortKey, value: string | null): Sql<boolean> {
  const column = columnSql(key.field)
  return value === null ? sql`${column} is null` : sql`${column} = ${typed(key, value)}`
}

function beyond(key: SortKey, value: string | null): Sql<boolean> {
  const column = columnSql(key.field)
  if (key.descending) return value === null ? sql`${column} is not null` : sql`${column} < ${typed(key, value)}`
  return value === null ? sql`false` : sql`(${column} > ${typed(key, value)} or ${column} is null)`
}
