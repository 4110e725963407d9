import type { Entity, Field, Json } from '../declarations/model.ts'

const uuid: Json = { type: 'string', format: 'uuid' }

/** The fields that a request may set. */
export function writable(entity: Entity): Field[] {
  return usualFields(entity).writable
}

/** The fields that a reply may show. */
export function visible(entity: Entity): Field[] {
  return usualFields(entity).visible
}

/** Those of a list: sub-tables, documents and texts with a look come when they are asked for. */
export function listed(entity: Entity): Field[] {
  return usualFields(entity).listed
}

type UsualFields = { visible: Field[]; listed: Field[]; writable: Field[] }

const usual = new WeakMap<Entity, UsualFields>()

function usualFields(entity: Entity): UsualFields {
  const known = usual.get(entity)
  if (known) return known
  const shown = entity.fields.filter(field => !field.schema['x-internal'])
  const made = {
    visible: shown,
    listed: shown.filter(isListed),
    writable: shown.filter(field => !field.readOnly),
  }
  usual.set(entity, made)
  return made
}

/** Whether a list brings it unasked: not what is long. */
export function isListed(field: Field): boolean {
  return !['rows', 'document', 'html'].includes(field.kind) && field.picturesOf === undefined
}

/** The words of JSON Schema that hold for what is sent, and not for what was stored before they were declared. */
export const constraints = [
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
]

/** Standard JSON Schema of a field's value as it is sent; `null` empties it. */
export function valueSchema(field: Field): Json {
  const kept: Json = { title: field.title }
  for (const word of [...constraints, 'description', 'default', 'examples'])
    if (field.schema[word] !== undefined) kept[word] = field.schema[word]
  switch (field.kind) {
    case 'text':
      return {
        ...kept,
        type: 'string',
        maxLength: kept['maxLength'] ?? (field.schema['format'] === 'text' ? 20_000 : 2_000),
        ...formatOf(field),
      }
    case 'html':
      return { ...kept, type: 'string', contentMediaType: 'text/html', maxLength: kept['maxLength'] ?? 200_000 }
    case 'choice':
      return { ...kept, type: 'string', enum: field.choices!.map(choice => choice.code) }
    case 'dictionary':
      return { ...kept, type: 'string', maxLength: 32 }
    case 'date':
      return { ...kept, type: 'string', format: 'date' }
    case 'date-time':
      return { ...kept, type: 'string', format: 'date-time' }
    case 'relation':
    case 'file':
      return { ...kept, ...uuid }
    case 'files':
      return { ...kept, type: 'array', items: uuid, maxItems: kept['maxItems'] ?? 50, uniqueItems: true }
    case 'texts':
      return {
        ...kept,
        type: 'array',
        items: { type: 'string', maxLength: 2_000, ...(field.schema['items'] as Json) },
        maxItems: kept['maxItems'] ?? 500,
      }
    case 'rows':
      return { ...kept, type: 'array', maxItems: kept['maxItems'] ?? 500, items: rowSchema(field) }
    case 'document':
      return { ...kept, type: 'object', ...pick(field.schema, ['properties', 'required', 'additionalProperties']), maxProperties: 1_000 }
    case 'integer':
      return { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, ...kept, type: 'integer' }
    case 'number':
      return { minimum: -1e15, maximum: 1e15, ...kept, type: 'number' }
    default:
      return { ...kept, type: 'boolean' }
  }
}

function formatOf(field: Field): Json {
  const format = field.schema['format']
  return format && format !== 'text' ? { format } : {}
}

function rowSchema(field: Field): Json {
  const fields = field.rows!.fields.filter(column => !column.readOnly)
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(column => column.required).map(column => column.name),
    properties: Object.fromEntries(fields.map(column => [column.name, valueSchema(column)])),
  }
}

/** The schema of a whole record, empty fields left out: what must hold of it whichever way it came. */
export function wholeSchema(entity: Entity): Json {
  return {
    ...objectSchema(writable(entity)),
    ...pick(entity.schema, ['if', 'then', 'else', 'allOf', 'anyOf', 'dependentRequired']),
  }
}

/** The same of the tenant's own fields alone: the declared part is compiled once for all tenants. */
export function ownSchema(entity: Entity): Json {
  return objectSchema(entity.fields.filter(field => field.own))
}

function objectSchema(fields: Field[]): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(field => [field.name, valueSchema(field)])),
    required: fields.filter(field => field.required).map(field => field.name),
  }
}

function pick(schema: Json, words: string[]): Json {
  return Object.fromEntries(words.filter(word => schema[word] !== undefined).map(word => [word, schema[word]]))
}
