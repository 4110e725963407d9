import { columnSql } from '../database/column-sql.ts'
import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Entity, Field, Json, Model } from '../declarations/model.ts'
import { mask } from '../identity/mask.ts'
import type { Caller } from '../permissions/access.ts'
import type { ReadDecision, Shown } from '../permissions/decide.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import { computedOnRead } from './computed.ts'
import { neededForLog, veilLogEntry } from './log-entry.ts'
import { type Label, labelColumn, labelName, relationName } from './relations.ts'
import { maskedSecret } from './secret-values.ts'
import { type StoredRow, selection, storedValue } from './stored.ts'
import { loadRows, type SubTables } from './sub-rows.ts'

export type Shape = {
  fields: Field[]
  decision: ReadDecision
}

/**
 * Turns stored rows into what this caller is told of them: labels for relations, masks, and nothing that is hidden. Sub-tables are those
 * that were read already, or are read now.
 */
export async function toReply(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  entity: Entity,
  rows: StoredRow[],
  shape: Shape,
  read?: SubTables,
): Promise<Json[]> {
  const reading: Reading = {
    entity,
    secrets: connection.secrets,
    subTables: read ?? (await loadSubTables(connection, entity, shape.fields, rows)),
  }
  return rows.map(row => {
    const { empty, parts } = tellingOf(shape.fields, shape.decision.shownIn(row))
    const reply: Json = { ...empty, id: row.id, version: row.version }
    for (const { name, value } of parts) reply[name] = value(row, reading)
    reply['createdAt'] = row['created_at']
    reply['createdBy'] = labelled(row, row['created_by'], createdByLabel)
    reply['updatedAt'] = row['updated_at']
    reply['updatedBy'] = labelled(row, row['updated_by'], updatedByLabel)
    if (row['deleted_at']) reply['deletedAt'] = row['deleted_at']
    veilLogEntry(caller, model, entity, row, reply)
    return reply
  })
}

const [createdByLabel, updatedByLabel] = [labelName('created_by'), labelName('updated_by')]

/** What the fields of a row are read with. */
type Reading = { entity: Entity; secrets: TenantSecrets; subTables: SubTables }

type ShownAs = ReturnType<ReadDecision['shownIn']>

/**
 * What is told of rows whose fields are shown in one way: it is decided once for all of them. A reply begins as a copy of an empty one:
 * put together name by name, an object of so many is twice as slow to write as JSON.
 */
type Telling = { empty: Json; parts: { name: string; value(row: StoredRow, reading: Reading): unknown }[] }

const tellings = new WeakMap<Field[], WeakMap<ShownAs, Telling>>()

function tellingOf(fields: Field[], shownAs: ShownAs): Telling {
  const known = tellings.get(fields) ?? new WeakMap<ShownAs, Telling>()
  tellings.set(fields, known)
  const telling = known.get(shownAs) ?? worded(fields, shownAs)
  known.set(shownAs, telling)
  return telling
}

function worded(fields: Field[], shownAs: ShownAs): Telling {
  const parts = fields.flatMap(field => {
    const how = shownAs(field)
    // A relation has no half: who may not see all of it sees nothing of it.
    if (how === 'hidden' || (how === 'masked' && field.relation)) return []
    return [{ name: field.relation ? relationName(field) : field.name, value: partOf(field, how) }]
  })
  const names = ['id', 'version', ...parts.map(part => part.name)]
  return { empty: { ...Object.fromEntries(names.map(name => [name, null])) }, parts }
}

function partOf(field: Field, how: Shown): Telling['parts'][number]['value'] {
  if (field.relation) {
    const label = labelName(field.column)
    return row => labelled(row, storedValue(row, field), label)
  }
  // A secret is masked whoever reads it: what it is, is told by revealing it.
  if (field.secret) return (row, reading) => maskedSecret(field, storedValue(row, field), row.id, reading.secrets)
  if (how === 'masked') return (row, reading) => masked(field, valueIn(reading, field, row))
  return (row, reading) => valueIn(reading, field, row)
}

async function loadSubTables(connection: TenantSql, entity: Entity, fields: Field[], rows: StoredRow[]): Promise<SubTables> {
  const ids = rows.map(row => row.id)
  const subTables = new Map<Field, Map<string, Json[]>>()
  for (const field of fields) if (field.kind === 'rows') subTables.set(field, await loadRows(connection, entity, field, ids))
  return subTables
}

function valueIn({ entity, secrets, subTables }: Reading, field: Field, row: StoredRow): unknown {
  if (field.kind === 'rows') return subTables.get(field)!.get(row.id) ?? []
  return field.computed?.when === 'read' ? computedOnRead(entity, field, row, secrets) : storedValue(row, field)
}

/** Only texts have a form that hides a part; a date or a code would still tell too much. */
export function masked(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null
  return typeof value === 'string' && field.kind === 'text' ? mask(field.mask ?? 'account', value) : '***'
}

function labelled(row: StoredRow, id: unknown, label: string): Label | null {
  return typeof id === 'string' ? { id, label: (row[label] as string | null | undefined) ?? null } : null
}

/** What a decision reads of the same fields is always the same: kept as long as both. */
const keptColumns = new WeakMap<ReadDecision, WeakMap<Field[], Sql[]>>()

/** Everything to select from alias t for these fields: one query gives the rows with their relations' labels. */
export function readColumns(caller: Caller, model: Model, entity: Entity, shape: Shape): Sql[] {
  if (caller.access.everything) return columnsFor(caller, model, entity, shape)
  const known = keptColumns.get(shape.decision) ?? new WeakMap<Field[], Sql[]>()
  keptColumns.set(shape.decision, known)
  const columns = known.get(shape.fields) ?? [sql.join(columnsFor(caller, model, entity, shape))]
  known.set(shape.fields, columns)
  return columns
}

function columnsFor(caller: Caller, model: Model, entity: Entity, { fields, decision }: Shape): Sql[] {
  const people = ['created_by', 'updated_by'].map(column =>
    labelColumn(caller, model, 'core/user', sql.ref(`t.${column}`), labelName(column)),
  )
  return [selection(entity, neededFields(entity, fields)), ...decision.columns, ...relationLabels(caller, model, fields), ...people]
}

/** The labels of all that these fields point at. */
export function relationLabels(caller: Caller, model: Model, fields: Field[]): Sql[] {
  return fields.flatMap(field =>
    field.relation ? [labelColumn(caller, model, field.relation, columnSql(field), labelName(field.column))] : [],
  )
}

/** Columns that the fields need, those that a computed field speaks of among them. */
export function neededFields(entity: Entity, fields: Field[]): Field[] {
  const needed = new Set([...fields, ...neededForLog(entity).flatMap(name => entity.field.get(name) ?? [])])
  for (const field of fields)
    if (field.computed?.when === 'read')
      for (const name of field.computed.expression.names) if (name !== 'today') needed.add(entity.field.get(name)!)
  return [...needed]
}
