import type { Mistake } from './declaration-error.ts'
import { compileExpression, type Expression, type Vocabulary } from './expressions.ts'
import type { Choice, Dictionary, EntityKey, Field, FieldKind, Json } from './model.ts'
import { columnName } from './names.ts'

/** Where a field stands, and what it may speak of. */
export type FieldPlace = {
  file: string
  pointer: string
  plugin: string
  entity: string
  vocabulary: Vocabulary
  dictionaries: ReadonlyMap<string, Dictionary>
  entities: ReadonlySet<EntityKey>
  mistakes: Mistake[]
}

/** Turns one declared property into a field of the model. */
export function compileField(name: string, schema: Json, required: boolean, place: FieldPlace): Field {
  const kind = kindOf(schema)
  const field: Field = {
    name,
    column: columnName(name),
    title: String(schema['title']),
    kind,
    schema,
    required,
    readOnly: schema['readOnly'] === true || schema['x-computed'] !== undefined,
    immutable: schema['x-immutable'] === true,
    aliases: (schema['x-aliases'] as string[] | undefined) ?? [],
    mask: schema['x-mask'] as Field['mask'],
    search: schema['x-search'] as Field['search'],
  }
  if (kind === 'relation') field.relation = relationOf(schema, place)
  if (kind === 'choice') field.choices = choicesOf(schema)
  if (kind === 'dictionary') Object.assign(field, dictionaryOf(schema, place))
  if (kind === 'file' || kind === 'files') field.file = fileRuleOf(kind === 'file' ? schema : (schema['items'] as Json))
  if (kind === 'rows') field.rows = rowsOf(name, schema, place)
  const computed = expressionAt(schema, 'x-computed', place)
  if (computed) field.computed = { expression: computed, when: computed.names.has('today') ? 'read' : 'write' }
  field.visible = expressionAt(schema, 'x-visible', place)
  field.default = expressionAt(schema, 'x-default', place)
  return field
}

function kindOf(schema: Json): FieldKind {
  if (schema['x-relation']) return 'relation'
  if (schema['x-dictionary']) return 'dictionary'
  if (schema['x-file']) return 'file'
  if (schema['enum'] || schema['oneOf']) return 'choice'
  const items = schema['items'] as Json | undefined
  switch (schema['type']) {
    case 'integer':
      return 'integer'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'object':
      return 'document'
    case 'array':
      return items?.['x-file'] ? 'files' : items?.['properties'] ? 'rows' : 'texts'
    default:
      return schema['format'] === 'date' ? 'date' : schema['format'] === 'date-time' ? 'date-time' : 'text'
  }
}

function relationOf(schema: Json, place: FieldPlace): EntityKey {
  const written = String(schema['x-relation'])
  const key = (written.includes('/') ? written : `${place.plugin}/${written}`) as EntityKey
  if (!place.entities.has(key))
    place.mistakes.push({
      file: place.file,
      pointer: `${place.pointer}/x-relation`,
      message: `no plugin declares the entity ${key}`,
      remedy: `use one of ${[...place.entities].slice(0, 12).join(', ')}…, or add the plugin to "needs"`,
    })
  return key
}

function choicesOf(schema: Json): Choice[] {
  const oneOf = schema['oneOf'] as { const: string; title: string }[] | undefined
  if (oneOf) return oneOf.map(choice => ({ code: choice.const, title: choice.title, aliases: [] }))
  return (schema['enum'] as string[]).map(code => ({ code, title: code, aliases: [] }))
}

function dictionaryOf(schema: Json, place: FieldPlace): Pick<Field, 'dictionary' | 'choices'> {
  const name = String(schema['x-dictionary'])
  const dictionary = place.dictionaries.get(name)
  if (dictionary) return { dictionary: name, choices: dictionary.items }
  place.mistakes.push({
    file: place.file,
    pointer: `${place.pointer}/x-dictionary`,
    message: `there is no dictionary ${name}`,
    remedy: `use one of ${[...place.dictionaries.keys()].join(', ')}, or add dictionaries/${name}.json`,
  })
  return { dictionary: name, choices: [] }
}

function fileRuleOf(schema: Json): Field['file'] {
  const rule = schema['x-file'] as { types?: string[]; maxSize?: number }
  return { types: rule.types ?? [], maxSize: rule.maxSize }
}

function rowsOf(name: string, schema: Json, place: FieldPlace): Field['rows'] {
  const items = schema['items'] as { properties: Record<string, Json>; required?: string[] }
  const inner: FieldPlace = {
    ...place,
    pointer: `${place.pointer}/items/properties`,
    vocabulary: { ...place.vocabulary, fields: new Set(Object.keys(items.properties)), integers: new Set() },
  }
  const fields = Object.entries(items.properties).map(([column, property]) =>
    compileField(column, property, items.required?.includes(column) ?? false, { ...inner, pointer: `${inner.pointer}/${column}` }),
  )
  for (const field of fields)
    if (['rows', 'files', 'document'].includes(field.kind))
      place.mistakes.push({
        file: place.file,
        pointer: `${inner.pointer}/${field.name}`,
        message: `a row of a sub-table cannot hold ${field.kind}`,
        remedy: 'give the rows an entity of their own, related to this one',
      })
  return { table: `${columnName(place.entity)}_${columnName(name)}`, fields }
}

function expressionAt(schema: Json, keyword: string, place: FieldPlace): Expression | undefined {
  const source = schema[keyword]
  if (typeof source !== 'string') return undefined
  return compileAt(source, `${place.pointer}/${keyword}`, place)
}

/** Compiles CEL at a place of a declaration; a mistake is noted there. */
export function compileAt(
  source: string,
  pointer: string,
  place: Pick<FieldPlace, 'file' | 'vocabulary' | 'mistakes'>,
): Expression | undefined {
  try {
    return compileExpression(source, place.vocabulary)
  } catch (error) {
    place.mistakes.push({
      file: place.file,
      pointer,
      message: `this CEL cannot be used: ${(error as Error).message}`,
      remedy: `fields are ${[...place.vocabulary.fields].join(', ')}; functions are listed in docs/plugin-guide.md`,
    })
    return undefined
  }
}
