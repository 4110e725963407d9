import type { Entity, Field, Model, UniqueRule } from '../declarations/model.ts'
import { columnName, constraintName } from '../declarations/names.ts'

export type Column = { name: string; type: string; notNull: boolean; default?: string }

/** A table as it should be: additive differences from this are applied at start. */
export type TableDefinition = {
  schema: string
  name: string
  columns: Column[]
  partitioned: boolean
  /** Whole `create index` and `alter table … add constraint` statements by the name they make. */
  indexes: Map<string, string>
  constraints: Map<string, string>
}

/** Every table that an entity needs: its own, and one for each sub-table. */
export function tablesOf(entity: Entity, model: Model): TableDefinition[] {
  return [recordTable(entity, model), ...entity.fields.filter(field => field.rows).map(field => rowsTable(entity, field, model))]
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function tableName(table: { schema: string; name: string }): string {
  return `${quote(table.schema)}.${quote(table.name)}`
}

function recordTable(entity: Entity, model: Model): TableDefinition {
  const columns: Column[] = [
    ...keyColumns,
    { name: 'version', type: 'integer', notNull: true, default: '1' },
    { name: 'created_at', type: 'timestamptz', notNull: true, default: 'now()' },
    { name: 'created_by', type: 'uuid', notNull: false },
    { name: 'updated_at', type: 'timestamptz', notNull: true, default: 'now()' },
    { name: 'updated_by', type: 'uuid', notNull: false },
    ...(entity.delete === 'soft' ? [{ name: 'deleted_at', type: 'timestamptz', notNull: false }] : []),
    ...searchColumns(entity),
    ...entity.fields.filter(isStored).flatMap(columnsOf),
    ...(entity.extendable ? [{ name: ownColumn, type: 'jsonb', notNull: false }] : []),
  ]
  const table: TableDefinition = {
    ...entity.table,
    columns,
    partitioned: entity.schema['x-partition'] === 'month',
    indexes: new Map(),
    constraints: new Map(),
  }
  for (const rule of entity.unique) addUnique(table, entity, rule)
  const pointing = entity.fields.filter(field => addForeignKey(table, field, model)).map(field => [field.name])
  const anchored = entity.organizationField && entity.organizationField !== 'id' ? [[entity.organizationField]] : []
  addIndexes(table, [...entity.indexes, ...pointing, ...anchored, newest], list => walked(entity, list))
  // The primary key is in the order of ids.
  if (!['-createdAt', 'id', '-id'].includes(entity.sort)) addSortIndex(table, entity)
  if (entity.extendable) addOwnIndex(table)
  const searched = [...(isSearched(entity, 'pinyin') ? ['search_grams'] : []), ...(isSearched(entity, 'words') ? ['search_words'] : [])]
  for (const column of searched) {
    const name = constraintName(entity.name, column)
    table.indexes.set(name, `create index ${quote(name)} on ${tableName(table)} using gin (tenant_id, ${column})`)
  }
  return table
}

/** Whether the quick search looks through names (characters, pinyin, initials), or through the words of long texts. */
export function isSearched(entity: Entity, by: 'pinyin' | 'words'): boolean {
  return entity.fields.some(field => field.search === by)
}

/** What a quick search looks through: of names the texts, and the pieces by which they are found; of long texts their words. */
export function searchColumns(entity: Entity): Column[] {
  return [
    ...(isSearched(entity, 'pinyin')
      ? [
          { name: 'search_text', type: 'text', notNull: false },
          { name: 'search_grams', type: 'text[]', notNull: false },
        ]
      : []),
    ...(isSearched(entity, 'words') ? [{ name: 'search_words', type: 'tsvector', notNull: false }] : []),
  ]
}

function rowsTable(entity: Entity, field: Field, model: Model): TableDefinition {
  const table: TableDefinition = {
    schema: entity.table.schema,
    name: field.rows!.table,
    columns: [
      ...keyColumns,
      { name: 'parent_id', type: 'uuid', notNull: true },
      { name: 'position', type: 'integer', notNull: true },
      ...field.rows!.fields.filter(isStored).map(columnOf),
    ],
    partitioned: false,
    indexes: new Map(),
    constraints: new Map(),
  }
  const parent = constraintName(table.name, 'parent')
  table.constraints.set(
    parent,
    `alter table ${tableName(table)} add constraint ${quote(parent)} foreign key (tenant_id, parent_id) references ${tableName(entity.table)} (tenant_id, id) on delete cascade`,
  )
  const pointing = field.rows!.fields.filter(column => addForeignKey(table, column, model)).map(column => [column.name])
  addIndexes(table, [['parentId', 'position'], ...pointing])
  return table
}

/** Where a record keeps the values of its tenant's own fields; null where it has none. */
export const ownColumn = 'own_fields'

const keyColumns: Column[] = [
  { name: 'tenant_id', type: 'uuid', notNull: true },
  { name: 'id', type: 'uuid', notNull: true },
]

/** Whether the field has a column in the record's own table. */
export function isStored(field: Field): boolean {
  return !field.own && field.kind !== 'rows' && field.computed?.when !== 'read'
}

export function columnOf(field: Field): Column {
  return { name: field.column, type: `${valueType(field)}${isCode(field) ? ' collate "C"' : ''}`, notNull: false }
}

/** All columns that a field of a record has: a secret has its keyed hash beside it. */
export function columnsOf(field: Field): Column[] {
  const own = columnOf(field)
  return field.secret ? [own, { name: keyColumn(field), type: 'text collate "C"', notNull: false }] : [own]
}

/** The column that equal values are found by, and kept unique. */
export function keyColumn(field: Field): string {
  return field.secret ? `${field.column}_index` : field.column
}

/** Codes, paths and hashes compare by byte, whatever the database's own order is, so that ranges and indexes hold. */
function isCode(field: Field): boolean {
  return ['choice', 'dictionary'].includes(field.kind) || (field.kind === 'text' && field.schema['x-internal'] === true)
}

/** The type of a field's values in SQL. */
export function valueType(field: Field): string {
  switch (field.kind) {
    case 'integer':
      return 'bigint'
    case 'number':
      return 'numeric'
    case 'boolean':
      return 'boolean'
    case 'date':
      return 'date'
    case 'date-time':
      return 'timestamptz'
    case 'relation':
    case 'file':
      return 'uuid'
    case 'files':
      return 'uuid[]'
    case 'texts':
      return 'text[]'
    case 'document':
      return 'jsonb'
    default:
      return 'text'
  }
}

/** NULLS NOT DISTINCT where a key has several fields: two honors of one organization without a member are the same twice. */
function addUnique(table: TableDefinition, entity: Entity, { name, fields, ignoreCase }: UniqueRule): void {
  const compared = (one: string) => {
    const field = entity.field.get(one)!
    return ignoreCase && field.kind === 'text' ? `lower(${quote(field.column)})` : quote(keyColumn(field))
  }
  const columns = fields.map(compared)
  const nulls = fields.length > 1 ? ' nulls not distinct' : ''
  const living = entity.delete === 'soft' ? ' where deleted_at is null' : ''
  table.indexes.set(name, `create unique index ${quote(name)} on ${tableName(table)} (tenant_id, ${columns.join(', ')})${nulls}${living}`)
}

/** One that another begins with would be written for nothing. `whole` tells all columns of one that is declared. */
function addIndexes(table: TableDefinition, lists: string[][], whole: (fields: string[]) => string[] = fields => fields): void {
  const begins = (one: string[], other: string[]) => one.length < other.length && one.every((field, at) => field === other[at])
  for (const fields of lists) if (fields.length > 0 && !lists.some(other => begins(fields, other))) addIndex(table, fields, whole(fields))
}

function addIndex(table: TableDefinition, fields: string[], whole: string[]): void {
  const name = constraintName(table.name, ...fields, 'index')
  const columns = whole.map(field => quote(columnName(field)))
  table.indexes.set(name, `create index ${quote(name)} on ${tableName(table)} (tenant_id, ${columns.join(', ')})`)
}

/** The order of lists of which no other is declared. */
const newest = ['createdAt', 'id']

/** PostgreSQL has at most 32 columns in an index. */
const mostChoices = 12

/**
 * A declared index goes on with the id, in which every order ends: many records may be equal in what goes before. After it come the fields
 * that lists are filtered by most, choices: who walks along the index passes over the rest without fetching it.
 */
function walked(entity: Entity, list: string[]): string[] {
  const { indexes, field, fields } = entity
  if (list === newest) return [...newest, ...whetherDeleted(entity)]
  // No list is in the order of a field that only the platform's own code reads.
  if (!indexes.includes(list) || list.some(name => field.get(name)?.schema['x-internal'])) return list
  return [...new Set([...list, 'id', ...choicesOf(fields), ...whetherDeleted(entity)])]
}

/** Asked of every row of every list: with it in the index, who turns to a far page passes over the pages before without fetching a row of them. */
function whetherDeleted({ delete: kind }: Entity): string[] {
  return kind === 'soft' ? ['deletedAt'] : []
}

function choicesOf(fields: Field[]): string[] {
  const chosen = fields.filter(
    field => ['choice', 'dictionary', 'boolean'].includes(field.kind) && isStored(field) && !field.schema['x-internal'],
  )
  return chosen.slice(0, mostChoices).map(field => field.name)
}

/** One index over all that tenants added, for equality; rows without any are not in it, and cost nothing. */
function addOwnIndex(table: TableDefinition): void {
  const name = constraintName(table.name, ownColumn, 'index')
  table.indexes.set(
    name,
    `create index ${quote(name)} on ${tableName(table)} using gin (tenant_id, ${ownColumn} jsonb_path_ops) where ${ownColumn} is not null`,
  )
}

/** An index in the very order of the usual list, id and choices at the end: the first page is the first rows of the index. */
function addSortIndex(table: TableDefinition, entity: Entity): void {
  const { sort, fields } = entity
  const keys = sort.split(',').map(key => ({ field: key.replace(/^-/, ''), descending: key.startsWith('-') }))
  if (!keys.some(key => key.field === 'id')) keys.push({ field: 'id', descending: keys.at(-1)!.descending })
  const name = constraintName(table.name, ...keys.map(key => key.field), 'sort')
  const others = choicesOf(fields).filter(choice => !keys.some(key => key.field === choice))
  const columns = [
    ...keys.map(key => `${quote(columnName(key.field))} ${key.descending ? 'desc' : 'asc'}`),
    ...[...others, ...whetherDeleted(entity)].map(name => quote(columnName(name))),
  ]
  table.indexes.set(name, `create index ${quote(name)} on ${tableName(table)} (tenant_id, ${columns.join(', ')})`)
}

/** A relation across plugins is a real key too: an identifier that points nowhere cannot be stored. Tells whether the field is one. */
function addForeignKey(table: TableDefinition, field: Field, model: Model): boolean {
  if (field.schema['x-internal'] || table.partitioned) return false
  const target = field.kind === 'file' ? model.entities.get('core/file') : field.relation && model.entities.get(field.relation)
  if (!target || target.platform !== (table.schema === 'core' && isPlatformTable(table, model))) return false
  const name = constraintName(table.name, field.name, 'key')
  table.constraints.set(
    name,
    `alter table ${tableName(table)} add constraint ${quote(name)} foreign key (tenant_id, ${quote(field.column)}) references ${tableName(target.table)} (tenant_id, id)`,
  )
  return true
}

function isPlatformTable(table: TableDefinition, model: Model): boolean {
  return [...model.entities.values()].some(
    entity => entity.platform && entity.table.schema === table.schema && entity.table.name === table.name,
  )
}
