import type { Entity, Field } from '../declarations/model.ts'
import { visible, writable } from '../records/input-schema.ts'
import { relationName } from '../records/relations.ts'
import type { SheetColumn, SheetColumnKind } from '../spreadsheets/column.ts'

const kinds: Partial<Record<Field['kind'], SheetColumnKind>> = {
  text: 'text',
  html: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  'date-time': 'date-time',
  choice: 'choice',
  dictionary: 'choice',
  relation: 'relation',
  texts: 'texts',
}

/** The columns that a spreadsheet may bring: every field that a cell can hold. */
export function importColumns(entity: Entity): SheetColumn[] {
  return writable(entity).flatMap(field => columnOf(field, field.name))
}

/** The columns of an export: fields as told, relations by their labels. */
export function exportColumns(fields: Field[]): SheetColumn[] {
  return fields.flatMap(field => columnOf(field, field.relation ? relationName(field) : field.name))
}

export function exportable(entity: Entity): Field[] {
  return visible(entity).filter(isExportable)
}

/** Whether a cell can hold it. */
export function isExportable(field: Field): boolean {
  return kinds[field.kind] !== undefined
}

function columnOf(field: Field, name: string): SheetColumn[] {
  const kind = kinds[field.kind]
  if (!kind) return []
  const example = (field.schema['examples'] as unknown[] | undefined)?.[0]
  return [
    {
      field: name,
      header: field.title,
      aliases: field.aliases,
      kind,
      required: field.required && !field.default && !field.from && field.schema['default'] === undefined,
      digits: ['phone', 'id-number', 'credit-code'].includes(String(field.schema['format'])),
      choices: field.choices?.map(({ code, title, aliases }) => ({ code, title, aliases })),
      note: field.schema['description'] as string | undefined,
      example: example === undefined ? undefined : String(example),
    },
  ]
}
