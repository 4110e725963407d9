import type { Json } from '../../../core/declarations/model.ts'
import { isRelated, type Told } from '../fields/record.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'

/** What stands in the form: by the names of fields, relations as `{ id, label }`, empty ones left out. */
export type FormValues = Json

/** The values of a new record: what is preset. */
export const presets = (screen: Screen): FormValues =>
  Object.fromEntries(screen.fields.flatMap(({ name, preset }) => (preset === undefined ? [] : [[name, preset]])))

/** A record as the form has it. */
export const valuesOf = (screen: Screen, record: Told): FormValues =>
  Object.fromEntries(
    screen.fields.flatMap(field => {
      const value = record[field.told] ?? null
      return value === null ? [] : [[field.name, field.kind === 'rows' ? (value as Json[]).map(row => rowValues(field, row)) : value]]
    }),
  )

/** What of a record another one may begin with: nothing that is its own alone, as files and numbers are. */
export const valuesToCopy = (screen: Screen, record: Told): FormValues =>
  Object.fromEntries(
    Object.entries(valuesOf(screen, record)).filter(([name]) => {
      const field = screen.fields.find(one => one.name === name)!
      return field.writable.create && !field.secret && field.shown === undefined && field.kind !== 'file' && field.kind !== 'files'
    }),
  )

function rowValues(table: ScreenField, row: Json): Json {
  return Object.fromEntries(table.rows!.flatMap(column => (row[column.told] == null ? [] : [[column.name, row[column.told]]])))
}

/** A value as requests and expressions have it; empty is null. */
export function plain(field: ScreenField, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null
  if (field.kind === 'relation') return isRelated(value) ? value.id : value
  if (field.kind === 'rows') return (value as Json[]).map(row => plainRow(field, row))
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (Array.isArray(value)) return value.length === 0 ? null : [...value]
  return value
}

function plainRow(table: ScreenField, row: Json): Json {
  return Object.fromEntries(
    table.rows!.flatMap(column => {
      const value = plain(column, row?.[column.name])
      return value === null ? [] : [[column.name, value]]
    }),
  )
}

export const plainValues = (screen: Screen, values: FormValues): Json =>
  Object.fromEntries(screen.fields.map(field => [field.name, plain(field, values[field.name])]))

export const same = (field: ScreenField, one: unknown, other: unknown): boolean =>
  JSON.stringify(comparable(field, one)) === JSON.stringify(comparable(field, other))

/** No rows and none yet are the same; fields of a row in the order of its columns. */
function comparable(field: ScreenField, value: unknown): unknown {
  const plainly = plain(field, value)
  return Array.isArray(plainly) && plainly.length === 0 ? null : plainly
}

/** The fields that differ from what the form began with. */
export const changedFields = (screen: Screen, begun: FormValues, now: FormValues): ScreenField[] =>
  screen.fields.filter(field => !field.computed && !same(field, begun[field.name], now[field.name]))

/** What to send to make a record. */
export const bodyOfNew = (screen: Screen, values: FormValues): Json =>
  Object.fromEntries(
    screen.fields.flatMap(field => {
      const value = field.writable.create ? plain(field, values[field.name]) : null
      return value === null ? [] : [[field.name, value]]
    }),
  )

/** What to send to change one: the fields that changed, emptied ones as null. */
export const bodyOfChange = (screen: Screen, begun: FormValues, now: FormValues): Json =>
  Object.fromEntries(
    changedFields(screen, begun, now)
      .filter(field => field.writable.update)
      .map(field => [field.name, plain(field, now[field.name])]),
  )
