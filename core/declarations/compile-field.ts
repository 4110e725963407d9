import type { Mistake } from './declaration-error.ts'
import { compileExpression, type Expression } from './expressions.ts'
import type { Choice, Dictionary, EntityKey, Field, FieldKind, Json } from './model.ts'
import { columnName } from './names.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Where a field stands, and what it may speak of. */
export type FieldPlace = {
  file: string
  pointer: string
  plugin: string
  entity: string
  vocabulary: Vocabulary
  dictionaries: ReadonlyMap<string, Dictionary>
  /** Every declared entity with its fields' names; without them where its own file has mistakes. */
  entities: ReadonlyMap<EntityKey, ReadonlySet<string> | undefined>
  /** Plugins whose entities may be related to: core, one's own, and those one needs. */
  reach: ReadonlySet<string>
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
    readOnly: schema['readOnly'] === true || schema['x-computed'] !== undefined || schema['x-number'] !== undefined,
    immutable: schema['x-immutable'] === true,
    aliases: (schema['x-aliases'] as string[] | undefined) ?? [],
    mask: schema['x-mask'] as Field['mask'],
    search: schema['x-search'] as Field['search'],
    secret: schema['x-secret'] === true,
  }
  if (kind === 'relation') field.relation = relationOf(schema, place)
  if (schema['x-when-erased']) field.whenErased = schema['x-when-erased'] as Field['whenErased']
  if (typeof schema['x-from'] === 'string') {
    const [relation = '', from = ''] = schema['x-from'].split('.')
    field.from = { relation, field: from }
  }
  if (schema['x-above']) field.above = schema['x-above'] as Field['above']
  if (kind === 'choice') field.choices = choicesOf(schema)
  if (kind === 'dictionary') Object.assign(field, dictionaryOf(schema, place))
  if (kind === 'file' || kind === 'files') field.file = fileRuleOf(kind === 'file' ? schema : (schema['items'] as Json))
  if (typeof schema['x-pictures-of'] === 'string') field.picturesOf = schema['x-pictures-of']
  if (kind === 'rows') field.rows = rowsOf(name, schema, place)
  const computed = expressionAt(schema, 'x-computed', place)
  if (computed) field.computed = { expression: computed, when: computed.names.has('today') ? 'read' : 'write' }
  field.visible = expressionAt(schema, 'x-visible', place)
  field.default = expressionAt(schema, 'x-default', place)
  refuseUnknownDefault(field, place)
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
      return kindOfText(schema['format'])
  }
}

function kindOfText(format: unknown): FieldKind {
  return format === 'date' || format === 'date-time' || format === 'html' ? format : 'text'
}

function relationOf(schema: Json, place: FieldPlace): EntityKey {
  const written = String(schema['x-relation'])
  const key = (written.includes('/') ? written : `${place.plugin}/${written}`) as EntityKey
  const mistake = { file: place.file, pointer: `${place.pointer}/x-relation` }
  const plugin = key.split('/')[0]!
  if (!place.entities.has(key)) {
    const near = [...place.entities.keys()].filter(known => place.reach.has(known.split('/')[0]!))
    place.mistakes.push({ ...mistake, message: `no plugin declares the entity ${key}`, remedy: `use one of ${near.join(', ')}` })
  } else if (!place.reach.has(plugin))
    place.mistakes.push({
      ...mistake,
      message: `${key} belongs to the plugin ${plugin}, which this one does not need`,
      remedy: `add "${plugin}" to "needs" in plugin.json`,
    })
  return key
}

/** A default that the field itself would refuse. */
function refuseUnknownDefault(field: Field, place: FieldPlace): void {
  const value = field.schema['default']
  if (value === undefined || !field.choices || field.choices.length === 0 || field.choices.some(choice => choice.code === value)) return
  place.mistakes.push({
    file: place.file,
    pointer: `${place.pointer}/default`,
    message: `${String(value)} is not one of the choices`,
    remedy: `use one of ${field.choices.map(choice => choice.code).join(', ')}`,
  })
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

/** What a row cannot have: it is no record, so nobody but its record relates, computes or fills in for it. */
const notInRows = [
  'x-relation',
  'x-when-erased',
  'x-file',
  'x-computed',
  'x-default',
  'x-from',
  'x-above',
  'x-visible',
  'default',
  'readOnly',
  'x-search',
  'x-mask',
  'x-immutable',
  'x-number',
  'x-secret',
  'x-pictures-of',
]

function rowsOf(name: string, schema: Json, place: FieldPlace): Field['rows'] {
  const items = schema['items'] as { properties: Record<string, Json>; required?: string[] }
  const pointer = `${place.pointer}/items`
  const remedy = 'leave it out, or give the rows an entity of their own, related to this one'
  const fields = Object.entries(items.properties).map(([column, property]) => {
    const at = `${pointer}/properties/${column}`
    const refused = notInRows.filter(keyword => property[keyword] !== undefined)
    for (const keyword of refused)
      place.mistakes.push({ file: place.file, pointer: `${at}/${keyword}`, message: `${keyword} has no meaning in a sub-table`, remedy })
    const kept = Object.fromEntries(Object.entries(property).filter(([keyword]) => !refused.includes(keyword)))
    const field = compileField(column, kept, items.required?.includes(column) ?? false, { ...place, pointer: at })
    if (['rows', 'files', 'texts', 'document', 'html'].includes(field.kind))
      place.mistakes.push({ file: place.file, pointer: at, message: `a row of a sub-table cannot hold ${field.kind}`, remedy })
    return field
  })
  for (const [at, column] of (items.required ?? []).entries())
    if (!(column in items.properties))
      place.mistakes.push({
        file: place.file,
        pointer: `${pointer}/required/${at}`,
        message: `${column} is not a column of these rows`,
        remedy: `columns are ${Object.keys(items.properties).join(', ')}`,
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
