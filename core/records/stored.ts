import { type Sql, sql } from '../database/sql.ts'
import { type Column, columnsOf, isSearchedByName, isStored, ownColumn, searchColumns } from '../database/table-definition.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { searchGrams } from '../identity/search-grams.ts'
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
  if (isSearchedByName(entity)) Object.assign(row, searchValues(entity, values))
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

/** What the quick search looks through, by the names of its columns. */
export function searchValues(entity: Entity, values: Json): Json {
  const text = searchTextOf(entity, values)
  return { search_text: text, search_grams: text === null ? null : searchGrams(text) }
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
