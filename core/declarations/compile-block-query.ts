import type { BlockCondition, BlockQuery } from './block.ts'
import { compileAt } from './compile-field.ts'
import type { ProcessPlace } from './compile-reactions.ts'
import type { Expression } from './expressions.ts'
import { fieldChecker } from './field-checker.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Where a query stands, and what it may speak of. */
export type BlockPlace = { file: string; plugin: string; known: ProcessPlace; vocabulary: Vocabulary }

type WrittenCondition = { field: string; op?: string; value: string } | { any: WrittenCondition[] }
type Written = {
  entity: string
  where?: WrittenCondition[]
  search?: string
  scope?: string
  organization?: string
  sort?: string
  fields: string[]
  size?: number | string
  page?: string
  count?: boolean
  one?: string
  data?: true
  shows?: string[]
  counted?: boolean
}

/** One of a block's queries; undefined where it speaks of what is not there. */
export function compileBlockQuery(name: string, content: Json, place: BlockPlace): BlockQuery | undefined {
  const written = content as Written
  const pointer = `/queries/${name}`
  if (written.data) {
    const shows = written.shows!.flatMap((key, at) => entityAt(key, `${pointer}/shows/${at}`, place)?.key ?? [])
    return { kind: 'data', name, shows, counted: written.counted === true }
  }
  const entity = entityAt(written.entity, `${pointer}/entity`, place)
  if (!entity) return undefined
  const fields = fieldsAt(entity, written.fields, `${pointer}/fields`, place)
  const cel = (source: string | undefined, at: string) =>
    source === undefined ? undefined : compileAt(source, `${pointer}/${at}`, { ...place, mistakes: place.known.mistakes })
  if (written.one !== undefined) {
    const one = cel(written.one, 'one')
    return one && { kind: 'one', name, entity: entity.key, one, fields }
  }
  if (!entity.organizationField && (written.scope ?? written.organization) !== undefined)
    place.known.mistakes.push({
      file: place.file,
      pointer: `${pointer}/${written.scope === undefined ? 'organization' : 'scope'}`,
      message: `${entity.key} is not placed by organizations`,
      remedy: 'leave it out, or give the entity an organizationId',
    })
  refuseWrongSort(entity, written.sort, `${pointer}/sort`, place)
  const organization = cel(written.organization ?? 'site.organizationId', 'organization')
  return (
    organization && {
      kind: 'list',
      name,
      entity: entity.key,
      where: conditionsAt(entity, written.where ?? [], `${pointer}/where`, place),
      search: cel(written.search, 'search'),
      scope: cel(written.scope, 'scope'),
      organization,
      sort: written.sort,
      fields,
      size: typeof written.size === 'string' ? (cel(written.size, 'size') ?? usualSize) : (written.size ?? usualSize),
      page: cel(written.page, 'page'),
      count: written.count === true,
    }
  )
}

const usualSize = 10

function entityAt(name: string, pointer: string, { file, plugin, known }: BlockPlace): Entity | undefined {
  const key = (name.includes('/') ? name : `${plugin}/${name}`) as EntityKey
  const entity = known.entities.get(key)
  if (entity && known.reach.has(entity.plugin)) return entity
  known.mistakes.push({
    file,
    pointer,
    message: entity
      ? `${key} belongs to the plugin ${entity.plugin}, which this one does not need`
      : `no plugin declares the entity ${key}`,
    remedy: `use one of ${[...known.entities.keys()].filter(one => known.reach.has(one.split('/')[0]!)).join(', ')}`,
  })
  return undefined
}

/** Fields that a reply may show. */
function fieldsAt(entity: Entity, names: string[], pointer: string, { file, known }: BlockPlace): string[] {
  return names.filter((name, at) => {
    const field = entity.field.get(name)
    if (name === 'createdAt' || (field && !field.schema['x-internal'] && !field.secret)) return true
    known.mistakes.push({
      file,
      pointer: `${pointer}/${at}`,
      message: field ? `${name} is told to nobody` : `${name} is not a field of ${entity.key}`,
      remedy: `fields are ${[...entity.field.keys()].join(', ')}`,
    })
    return false
  })
}

function refuseWrongSort(entity: Entity, sort: string | undefined, pointer: string, { file, known }: BlockPlace): void {
  const names = sort?.split(',').map(key => key.replace(/^-/, '')) ?? []
  fieldChecker(file, entity.fields, known.mistakes)(
    names.filter(name => !['id', 'createdAt', 'updatedAt'].includes(name)),
    pointer,
    'column',
  )
}

function conditionsAt(entity: Entity, written: WrittenCondition[], pointer: string, place: BlockPlace): BlockCondition[] {
  const { file, known } = place
  return written.flatMap((condition, at): BlockCondition[] => {
    const here = `${pointer}/${at}`
    if ('any' in condition) return [{ any: conditionsAt(entity, condition.any, `${here}/any`, place) }]
    const { field, op = 'eq', value } = condition
    const names = ['id', 'createdAt', 'updatedAt'].includes(field)
      ? [field]
      : fieldChecker(file, entity.fields, known.mistakes)([field], `${here}/field`)
    const compiled: Expression | undefined = compileAt(value, `${here}/value`, { ...place, mistakes: known.mistakes })
    return names.length > 0 && compiled ? [{ field, op, value: compiled }] : []
  })
}
