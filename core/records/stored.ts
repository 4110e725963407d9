import { type Sql, sql } from '../database/sql.ts'
import { type Column, columnsOf, isStored, ownColumn, searchColumns } from '../database/table-definition.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { textOfHtml } from '../html/plain-text.ts'
import { searchGrams } from '../identity/search-grams.ts'
import { searchWords } from '../identity/search-words.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import { searchTextOf } from './prepare.ts'
import { plainValue, sealedColumns } from './secret-values.ts'

/** A record as the database gives it: its columns, by their names there. */
export type StoredRow = Json & { id: string; version: number }

export const storedFields = (entity: Entity): Field[] => entity.fields.filter(isStored)

/** The fields that the tenant added. */
export const ownFields = (entity: Entity): Field[] => (entity.declared ? entity.fields.filter(field => field.own) : [])

const written = new WeakMap<Entity, Column[]>()

/** The columns of a record's own table that a write sets. */
export function writtenColumns(entity: Entity): Column[] {
  const known = written.get(entity)
  if (known) return known
  const columns = [
    { name: 'id', type: 'uuid', notNull: true },
    { name: 'created_by', type: 'uuid', notNull: false },
    { name: 'updated_by', type: 'uuid', notNull: false },
    ...searchColumns(entity),
    ...storedFields(entity).flatMap(columnsOf),
    ...(ownFields(entity).length > 0 ? [{ name: ownColumn, type: 'jsonb', notNull: false }] : []),
  ]
  written.set(entity, columns)
  return columns
}

/** What a selected row holds of a field; empty is null. */
export function storedValue(row: Json, field: Field): unknown {
  if (field.own) return (row[ownColumn] as Json | null | undefined)?.[field.name] ?? null
  return row[field.column] ?? null
}

/** The row that stores these values, secrets sealed; what is empty is left out. */
export function rowOf(entity: Entity, id: string, values: Json, userId: string | undefined, secrets: TenantSecrets): Json {
  const row: Json = { id, created_by: userId ?? null, updated_by: userId ?? null }
  Object.assign(row, searchValues(entity, values))
  Object.assign(row, storedColumns(storedFields(entity), id, values, secrets))
  const own = ownFields(entity).filter(field => (values[field.name] ?? null) !== null)
  if (own.length > 0) row[ownColumn] = Object.fromEntries(own.map(field => [field.name, values[field.name]]))
  return row
}

/** The columns of these fields alone, secrets sealed; what is empty is left out. */
export function storedColumns(fields: Field[], id: string, values: Json, secrets: TenantSecrets): Json {
  const columns: Json = {}
  for (const field of fields)
    if (field.secret) Object.assign(columns, sealedColumns(field, values[field.name], id, secrets))
    else if ((values[field.name] ?? null) !== null) columns[field.column] = values[field.name]
  return columns
}

/** What the quick search looks through, by the names of its columns; of a change only what differs with it. */
export function searchValues(entity: Entity, values: Json, changed?: ReadonlySet<string>): Json {
  const differs = (by: 'pinyin' | 'words') => entity.fields.some(field => field.search === by && (changed?.has(field.name) ?? true))
  const found: Json = {}
  if (differs('pinyin')) {
    const text = searchTextOf(entity, values)
    Object.assign(found, { search_text: text, search_grams: text === null ? null : searchGrams(text) })
  }
  if (differs('words')) found['search_words'] = wordsOf(entity, values)
  return found
}

/** Pieces of letters and digits alone are a `tsvector` as PostgreSQL reads it. */
function wordsOf(entity: Entity, values: Json): string | null {
  const texts = entity.fields.flatMap(field => {
    const value = values[field.name]
    if (field.search !== 'words' || typeof value !== 'string') return []
    return [field.kind === 'html' ? textOfHtml(value) : value]
  })
  return texts.length === 0 ? null : searchWords(texts.join('\n')).join(' ')
}

/** A stored row's fields by their names, secrets in plain. */
export function valuesOf(entity: Entity, row: StoredRow, secrets: TenantSecrets): Json {
  const values: Json = {}
  for (const field of [...storedFields(entity), ...ownFields(entity)])
    values[field.name] = plainValue(field, storedValue(row, field), row.id, secrets)
  return values
}

/** The system's columns and these fields, from alias t. */
export function selection(entity: Entity, fields: Field[], alias = 't'): Sql {
  const names = [
    'id',
    'version',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
    ...(entity.delete === 'soft' ? ['deleted_at'] : []),
  ]
  const columns = [...names, ...fields.filter(isStored).map(field => field.column), ...(fields.some(field => field.own) ? [ownColumn] : [])]
  return sql.join(columns.map(name => sql.ref(`${alias}.${name}`)))
}
