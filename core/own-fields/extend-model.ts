import { BoundedCache } from '../bounded-cache.ts'
import type { Entity, Field, Json, Model } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { headerWord } from '../spreadsheets/header-word.ts'
import type { OwnField, OwnFields } from './definition.ts'

export type ExtendedModels = { of(own: OwnFields): Model; readonly size: number }

/** The model with a tenant's own fields in it, made once for all tenants that have the same; the least used make room. */
export function extendedModels(model: Model, most = 300): ExtendedModels {
  const kept = new BoundedCache<Model>(most)
  return {
    of: own => (own.fields.length === 0 ? model : kept.of(own.hash, () => extendModel(model, own.fields))),
    get size() {
      return kept.size
    },
  }
}

function extendModel(model: Model, added: readonly OwnField[]): Model {
  const entities = new Map(model.entities)
  for (const [key, some] of Map.groupBy(added, field => field.entity)) {
    const entity = model.entities.get(key)
    // Of a plugin that is no longer installed nothing is shown; what was stored stays.
    if (entity?.extendable) entities.set(key, extendEntity(entity, some, model))
  }
  return { ...model, entities }
}

function extendEntity(declared: Entity, added: OwnField[], model: Model): Entity {
  const titles = new Set(declared.fields.flatMap(field => [field.title, ...field.aliases]).map(header => headerWord(header)))
  const usable = added.filter(one => one.kind !== 'relation' || model.entities.has(one.target!))
  const own = usable.map(one => fieldOf(one, titles))
  const fields = [...declared.fields, ...own]
  return { ...declared, fields, field: new Map(fields.map(field => [field.name, field])), declared }
}

function fieldOf(own: OwnField, taken: ReadonlySet<string>): Field {
  return {
    name: own.name,
    column: columnName(own.name),
    // A later version of the plugin may have brought a field of that title: a sheet needs two different headers.
    title: taken.has(headerWord(own.title)) ? `${own.title}（自定义）` : own.title,
    kind: own.kind,
    schema: schemaOf(own),
    required: own.required === true,
    readOnly: false,
    immutable: false,
    aliases: [],
    own: true,
    ...(own.kind === 'relation' ? { relation: own.target! } : {}),
    ...(own.kind === 'choice'
      ? { choices: own.options.map(({ code, title, off }) => ({ code, title, aliases: [], off: off === true })) }
      : {}),
    ...(own.kind === 'file' ? { file: { types: [] } } : {}),
  }
}

/** The field as a plugin would have declared it. */
function schemaOf(own: OwnField): Json {
  const words: Json = { title: own.title, description: own.description, ...wordsOf(own) }
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null))
}

function wordsOf(own: OwnField): Json {
  switch (own.kind) {
    case 'number':
      return { type: 'number', minimum: own.minimum, maximum: own.maximum, multipleOf: own.decimals === null ? null : stepOf(own.decimals) }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'boolean':
      return { type: 'boolean' }
    case 'choice':
      return { type: 'string', oneOf: own.options.map(({ code, title }) => ({ const: code, title })) }
    case 'file':
      return { 'x-file': {} }
    case 'relation':
      return { 'x-relation': own.target }
    default:
      return { type: 'string', maxLength: own.maxLength }
  }
}

/** Two decimals: a multiple of 0.01, and written so. */
function stepOf(decimals: number): number {
  return Number(`1e-${decimals}`)
}
