import { columnSql } from '../database/column-sql.ts'
import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Entity, Field, Json, Model } from '../declarations/model.ts'
import { mask } from '../identity/mask.ts'
import type { Caller } from '../permissions/access.ts'
import type { ReadDecision } from '../permissions/decide.ts'
import { computedOnRead } from './computed.ts'
import { isUsual } from './input-schema.ts'
import { neededForLog, veilLogEntry } from './log-entry.ts'
import { type Label, labelColumn, labelName, relationName } from './relations.ts'
import { maskedSecret, plainValue } from './secret-values.ts'
import { type StoredRow, selection, storedValue } from './stored.ts'
import { loadRows, type SubTables } from './sub-rows.ts'

export type Shape = {
  fields: Field[]
  decision: ReadDecision
  /** Then secrets are told in plain, in the rows where this shows them in full. */
  revealing?: ReadDecision
  /** For a spreadsheet: the fields alone, not who wrote them and when; and nobody reads them again soon. */
  bare?: boolean
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
  const subTables = read ?? (await loadSubTables(connection, entity, shape.fields, rows))
  const told = toldOf(shape.fields)
  return rows.map(row => {
    const shownAs = shape.decision.shownIn(row)
    const reply: Json = { id: row.id, version: row.version }
    for (const { field, name, label, reveal } of told) {
      const how = shownAs(field)
      // A relation has no half: who may not see all of it sees nothing of it.
      if (how === 'hidden' || (how === 'masked' && field.relation)) continue
      if (field.relation) {
        reply[name] = labelled(row, storedValue(row, field), label)
        continue
      }
      if (field.secret) {
        reply[name] = secretIn(connection, field, row, how === undefined && row[reveal] === true, !shape.bare)
        continue
      }
      const value = valueIn(connection, field, row, entity, subTables)
      reply[name] = how === 'masked' ? masked(field, value) : value
    }
    if (!shape.bare) {
      reply['createdAt'] = row['created_at']
      reply['createdBy'] = labelled(row, row['created_by'], createdByLabel)
      reply['updatedAt'] = row['updated_at']
      reply['updatedBy'] = labelled(row, row['updated_by'], updatedByLabel)
    }
    if (row['deleted_at']) reply['deletedAt'] = row['deleted_at']
    veilLogEntry(caller, model, entity, row, reply)
    return reply
  })
}

const [createdByLabel, updatedByLabel] = [labelName('created_by'), labelName('updated_by')]

/** How a field is called in the reply, and the columns of the row that tell more of it. */
type Told = { field: Field; name: string; label: string; reveal: string }

const toldFields = new WeakMap<Field[], Told[]>()

/** The names of usual fields are put together once for all rows. */
function toldOf(fields: Field[]): Told[] {
  const told =
    toldFields.get(fields) ??
    fields.map(field => ({
      field,
      name: field.relation ? relationName(field) : field.name,
      label: labelName(field.column),
      reveal: revealName(field),
    }))
  toldFields.set(fields, told)
  return told
}

async function loadSubTables(connection: TenantSql, entity: Entity, fields: Field[], rows: StoredRow[]): Promise<SubTables> {
  const ids = rows.map(row => row.id)
  const subTables = new Map<Field, Map<string, Json[]>>()
  for (const field of fields) if (field.kind === 'rows') subTables.set(field, await loadRows(connection, entity, field, ids))
  return subTables
}

/** A secret is masked whoever reads it: what it is, is told by revealing it. */
function secretIn({ secrets }: TenantSql, field: Field, row: StoredRow, revealed: boolean, remember: boolean): unknown {
  const stored = storedValue(row, field)
  return revealed ? plainValue(field, stored, row.id, secrets) : maskedSecret(field, stored, row.id, secrets, remember)
}

const revealName = (field: Field): string => `reveal_${field.column}`

function valueIn({ secrets }: TenantSql, field: Field, row: StoredRow, entity: Entity, subTables: SubTables): unknown {
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

/** What a decision reads of an entity's usual fields is always the same: kept as long as the decision. */
const usualColumns = new WeakMap<ReadDecision, Map<Field[], Sql[]>>()

/** Everything to select from alias t for these fields: one query gives the rows with their relations' labels. */
export function readColumns(caller: Caller, model: Model, entity: Entity, shape: Shape): Sql[] {
  if (caller.access.everything || shape.revealing || shape.bare) return columnsFor(caller, model, entity, shape)
  const known = usualColumns.get(shape.decision) ?? new Map<Field[], Sql[]>()
  usualColumns.set(shape.decision, known)
  const columns = known.get(shape.fields) ?? columnsFor(caller, model, entity, shape)
  if (isUsual(entity, shape.fields)) known.set(shape.fields, columns)
  return columns
}

function columnsFor(caller: Caller, model: Model, entity: Entity, { fields, decision, revealing, bare }: Shape): Sql[] {
  const labels = fields.flatMap(field =>
    field.relation ? [labelColumn(caller, model, field.relation, columnSql(field), labelName(field.column))] : [],
  )
  const people = (bare ? [] : ['created_by', 'updated_by']).map(column =>
    labelColumn(caller, model, 'core/user', sql.ref(`t.${column}`), labelName(column)),
  )
  const revealed = revealing
    ? fields.filter(field => field.secret).map(field => sql`${revealing.rowsShowing(field)} as ${sql.ref(revealName(field))}`)
    : []
  return [selection(entity, neededFields(entity, fields)), ...decision.columns, ...labels, ...people, ...revealed]
}

/** Columns that the fields need, those that a computed field speaks of among them. */
function neededFields(entity: Entity, fields: Field[]): Field[] {
  const needed = new Set([...fields, ...neededForLog(entity).flatMap(name => entity.field.get(name) ?? [])])
  for (const field of fields)
    if (field.computed?.when === 'read')
      for (const name of field.computed.expression.names) if (name !== 'today') needed.add(entity.field.get(name)!)
  return [...needed]
}
