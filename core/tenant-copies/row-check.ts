import type { Column } from '../database/table-definition.ts'
import type { Field, Json, Model } from '../declarations/model.ts'
import { valueSchema } from '../records/input-schema.ts'
import { validatorFor } from '../records/validate.ts'
import { badCopy } from './problems.ts'
import type { Travelling } from './travelling.ts'

const anyOf = (schema: Json): Json => ({ anyOf: [{ type: 'null' }, schema] })

/** What the database tells of a column's type: for those that no field declares. */
const byType: Record<string, Json> = {
  uuid: { type: 'string', format: 'uuid' },
  integer: { type: 'integer', minimum: 0, maximum: 2_147_483_647 },
  bigint: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  numeric: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  timestamptz: { type: 'string', format: 'date-time' },
  text: { type: 'string', maxLength: 100_000 },
  'uuid[]': { type: 'array', items: { type: 'string', format: 'uuid' } },
  'text[]': { type: 'array', items: { type: 'string' } },
  jsonb: { type: ['object', 'array'] },
}

/** What a row of the table must be: its columns and no other, each null or as its field declares it. */
function rowSchema(table: Travelling): Json {
  return {
    type: 'object',
    additionalProperties: false,
    required: table.columns.filter(column => column.notNull).map(column => column.name),
    properties: Object.fromEntries(
      table.columns.map(column => {
        const schema = columnSchema(column, table.fields.get(column.name))
        return [column.name, column.notNull ? schema : anyOf(schema)]
      }),
    ),
  }
}

function columnSchema(column: Column, field: Field | undefined): Json {
  return field ? valueSchema(field) : (byType[column.type.replace(/ collate .*/, '')] ?? {})
}

/** Refuses rows that are not what the declarations say, naming the first of them. @throws badCopy */
export function rowCheck(table: Travelling, model: Model): (row: Json) => void {
  const validate = validatorFor(rowSchema(table))
  const codes = new Map(
    [...table.fields].flatMap(([column, field]) =>
      field.dictionary ? [[column, new Set(model.dictionaries.get(field.dictionary)!.items.map(item => item.code))] as const] : [],
    ),
  )
  return row => {
    if (!validate(row)) {
      const [error] = validate.errors ?? []
      throw badCopy(`副本中 ${table.name} 的 ${String(row['id'])}${error?.instancePath ?? ''} 不符合要求（${error?.keyword ?? ''}）`)
    }
    for (const [column, known] of codes)
      if (row[column] !== null && row[column] !== undefined && !known.has(String(row[column])))
        throw badCopy(`副本中 ${table.name} 的 ${String(row['id'])}/${column} 不在字典中`)
  }
}
