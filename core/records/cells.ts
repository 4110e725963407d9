import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { isStored, ownColumn } from '../database/table-definition.ts'
import type { Entity, Field, Json, Model } from '../declarations/model.ts'
import { textOfHtml } from '../html/plain-text.ts'
import type { Caller } from '../permissions/access.ts'
import type { ReadDecision } from '../permissions/decide.ts'
import { computedOnRead } from './computed.ts'
import { neededForLog, veilLogEntry } from './log-entry.ts'
import { labelName } from './relations.ts'
import { masked, neededFields, relationLabels } from './reply.ts'
import { maskedSecret, plainValue } from './secret-values.ts'
import { type StoredRow, storedValue } from './stored.ts'

/** What of records goes into the cells of a spreadsheet. */
export type CellsAsked = {
  fields: Field[]
  decision: ReadDecision
  /** Then secrets are told in plain, in the rows where this shows them in full. */
  revealing?: ReadDecision
}

/** All that the cells are made of, to select from alias t, and no more. */
export function cellColumns(caller: Caller, model: Model, entity: Entity, { fields, decision, revealing }: CellsAsked): Sql[] {
  const held = neededFields(
    entity,
    fields.filter(field => !field.relation),
  )
  const names = ['id', ...held.filter(isStored).map(field => field.column), ...(held.some(field => field.own) ? [ownColumn] : [])]
  const revealed = revealing
    ? fields.filter(field => field.secret).map(field => sql`${revealing.rowsShowing(field)} as ${sql.ref(revealName(field))}`)
    : []
  return [...names.map(name => sql.ref(`t.${name}`)), ...decision.columns, ...relationLabels(caller, model, fields), ...revealed]
}

/** Makes the cells of a row, a value for each field: of a relation the label, nothing of what is hidden, masks of secrets. */
export function cellReader(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  entity: Entity,
  { fields, decision }: CellsAsked,
): (row: StoredRow) => unknown[] {
  const readers = fields.map(field => readerOf(connection, entity, field))
  const read = (row: StoredRow): unknown[] => {
    const shownAs = decision.shownIn(row)
    return fields.map((field, at) => {
      const how = shownAs(field)
      return how === 'hidden' ? null : readers[at]!(row, how)
    })
  }
  if (neededForLog(entity).length === 0) return read
  return row => {
    const values = read(row)
    const entry: Json = Object.fromEntries(fields.map((field, at) => [field.name, values[at]]))
    veilLogEntry(caller, model, entity, row, entry)
    return fields.map(field => entry[field.name])
  }
}

type Reader = (row: StoredRow, how: 'masked' | undefined) => unknown

function readerOf({ secrets }: TenantSql, entity: Entity, field: Field): Reader {
  if (field.relation) {
    const label = labelName(field.column)
    // A relation has no half: who may not see all of it sees nothing of it.
    return (row, how) => (how === 'masked' ? null : row[label])
  }
  if (field.secret) {
    const reveal = revealName(field)
    return (row, how) => {
      const stored = storedValue(row, field)
      const revealed = how === undefined && row[reveal] === true
      return revealed ? plainValue(field, stored, row.id, secrets) : maskedSecret(field, stored, row.id, secrets, false)
    }
  }
  if (field.kind === 'html') return (row, how) => (how === 'masked' ? '***' : textIn(storedValue(row, field)))
  const value =
    field.computed?.when === 'read'
      ? (row: StoredRow) => computedOnRead(entity, field, row, secrets)
      : (row: StoredRow) => storedValue(row, field)
  return (row, how) => (how === 'masked' ? masked(field, value(row)) : value(row))
}

const textIn = (html: unknown): string | null => (typeof html === 'string' ? textOfHtml(html) : null)

const revealName = (field: Field): string => `reveal_${field.column}`
