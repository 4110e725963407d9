import type { FieldKind, FileRule, FormPlace, Json } from '../../../core/declarations/model.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'

type Schema = Json & { type?: string | string[]; format?: string; title?: string; properties?: Record<string, Schema>; items?: Schema }

/** A widget for a place of a schema, where the usual one for its type will not do. */
export type WidgetFor = (schema: Json) => { widget: string; kind: FieldKind } | undefined

const limits = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
]

/** A JSON Schema of some settings as a form draws it: each property a field, in one column, as the fields of an entity are. */
export function screenOfSchema(key: string, title: string, schema: Json, widgetFor: WidgetFor = () => undefined): Screen {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] }
  const places: FormPlace[] = []
  const fields = Object.entries(properties).map(([name, property]) => {
    const own = widgetFor(property)
    places.push({ name, widget: own?.widget })
    return fieldOf(name, property, required.includes(name), own?.kind)
  })
  return {
    key,
    title,
    path: '',
    label: '',
    sort: '',
    fields,
    trash: false,
    searched: [],
    can: [],
    rules: [],
    form: { way: 'groups', parts: [{ groups: [{ columns: 1, fields: places }] }] },
    conditions: {},
    transitions: [],
    relatedBy: [],
  }
}

function fieldOf(name: string, schema: Schema, required: boolean, kind = kindOf(schema)): ScreenField {
  const { title = name, description, format, items } = schema
  return {
    name,
    told: name,
    title,
    kind,
    required,
    readOnly: false,
    immutable: false,
    help: description as string | undefined,
    format,
    limits: Object.fromEntries(limits.flatMap(word => (schema[word] === undefined ? [] : [[word, schema[word]]]))),
    choices: choicesOf(schema),
    file: schema['x-file'] as FileRule | undefined,
    relation: kind === 'relation' ? { entity: String(schema['x-relation']), path: '', title, searchable: true } : undefined,
    visible: schema['x-visible'] as string | undefined,
    rows: kind === 'rows' ? Object.entries(items?.properties ?? {}).map(([column, one]) => fieldOf(column, one, false)) : undefined,
    writable: { create: true, update: true },
    listed: false,
  }
}

function kindOf(schema: Schema): FieldKind {
  const { type, format, items } = schema
  if (schema['x-relation']) return 'relation'
  if (schema['oneOf'] || schema['enum']) return 'choice'
  if (type === 'integer' || type === 'number' || type === 'boolean') return type
  if (type === 'array') return items?.properties ? 'rows' : 'texts'
  if (type === 'object') return 'document'
  return format === 'date' || format === 'date-time' ? format : 'text'
}

function choicesOf(schema: Schema): ScreenField['choices'] {
  const oneOf = schema['oneOf'] as { const: unknown; title?: string }[] | undefined
  if (oneOf) return oneOf.map(one => ({ code: String(one.const), title: one.title ?? String(one.const) }))
  return (schema['enum'] as unknown[] | undefined)?.map(one => ({ code: String(one), title: String(one) }))
}
