import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import type { Related } from './workflow.ts'

type Entities = ReadonlyMap<EntityKey, Entity>
type Place = { file: string; entities: Entities; mistakes: Mistake[] }

/** The other records that a workflow speaks of: those of the same plugin that belong to its record, or to the same as it does, or that it names itself (`by` the id). */
export function relatedIn(
  declared: Record<string, { entity: string; by: string; on?: string }> = {},
  own: Entity,
  { file, entities, mistakes }: Place,
): Related[] {
  return Object.entries(declared).flatMap(([name, { entity, by, on = 'id' }]) => {
    const note = (at: string, message: string, remedy: string) => mistakes.push({ file, pointer: `/related/${name}${at}`, message, remedy })
    const key: EntityKey = `${own.plugin}/${entity}`
    const other = entities.get(key)
    if (!other) {
      const known = [...entities.values()].filter(one => one.plugin === own.plugin).map(one => one.name)
      note('/entity', `${entity} is not an entity of this plugin`, `use one of ${known.join(', ')}`)
      return []
    }
    const [theirs, ours] = [by === 'id' ? key : other.field.get(by)?.relation, on === 'id' ? own.key : own.field.get(on)?.relation]
    if (theirs === undefined) note('/by', `${by} is no relation of ${entity}`, `use one of ${relations(other)}`)
    else if (ours === undefined)
      note('/on', `${on} is no relation of ${own.name}`, `use one of ${relations(own)}, or leave it out for the record itself`)
    else if (theirs !== ours) note('', `${by} leads to ${theirs}, and ${on} to ${ours}`, 'name two relations that lead to the same')
    else if (own.field.has(name)) note('', `${name} is a field of the record`, 'call the others differently')
    else return [{ name, entity: key, by, on }]
    return []
  })
}

/** As expressions know them: lists of rows. */
export function relatedSchemas(related: readonly Related[], entities: Entities): Record<string, Json> {
  return Object.fromEntries(
    related.map(({ name, entity }) => [name, { type: 'array', items: { properties: entities.get(entity)!.schema['properties'] } }]),
  )
}

const relations = ({ fields }: Entity): string =>
  fields
    .filter(field => field.relation)
    .map(field => field.name)
    .join(', ')
