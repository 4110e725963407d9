import { compileAt } from './compile-field.ts'
import type { ProcessPlace } from './compile-reactions.ts'
import { eventVocabulary, type KnownEvent, knownEvent } from './event-words.ts'
import type { Entity, EntityKey, Json } from './model.ts'

export type ContributionPlace = ProcessPlace & { file: string; plugin: string }

/** Where a word stands: `around` are the objects that it stands in, from the outermost, each with its schema. */
type WordPlace = ContributionPlace & { pointer: string; around: { value: Json; schema: Json }[] }

/** What a text of that format means. Any other text means itself. */
export function meantBy(text: string, format: unknown, place: WordPlace): unknown {
  if (format === 'event') return eventMeant(text, place)
  if (format === 'entity') return entityMeant(text, place)
  if (format === 'field') return fieldMeant(text, place)
  if (format !== 'expression') return text
  const about = aboutWhat(place)
  return compileAt(text, place.pointer, { ...place, vocabulary: eventVocabulary(about, place) })
}

function eventMeant(name: string, place: WordPlace): string {
  const event = knownEvent(name, place)
  if (!event || !place.reach.has(event.plugin))
    note(
      place,
      event ? `${name} is of the plugin ${event.plugin}, which this one does not need` : `there is no event ${name}`,
      event
        ? `add "${event.plugin}" to needs in plugin.json`
        : 'write <plugin>/<entity>.created, one of its transitions, or an event of an events.json',
    )
  return name
}

function entityMeant(name: string, place: WordPlace): EntityKey {
  const key: EntityKey = `${place.plugin}/${name}`
  const own = [...place.entities.values()].filter(one => one.plugin === place.plugin).map(one => one.name)
  if (!place.entities.has(key)) note(place, `${name} is not an entity of this plugin`, `use one of ${own.join(', ')}`)
  return key
}

function fieldMeant(name: string, place: WordPlace): string {
  const about = aboutWhat(place)
  const known = about.map(({ entity, data }) => new Set([...fieldsOf(entity), ...Object.keys(data)]))
  if (!known.every(names => names.has(name)))
    note(place, `${name} is not a field of what this is about`, `use one of ${[...(known[0] ?? [])].join(', ')}`)
  return name
}

function fieldsOf(entity: Entity | undefined): string[] {
  return entity?.fields.filter(field => !field.schema['x-internal']).map(field => field.name) ?? []
}

/** The events, or the entity, that stand beside the word or nearest around it. Of what is not known nothing can be said. */
function aboutWhat(place: WordPlace): KnownEvent[] {
  for (const { value, schema } of place.around.toReversed()) {
    const properties = (schema['properties'] ?? {}) as Record<string, Json>
    for (const [name, property] of Object.entries(properties)) {
      const written = [value[name] ?? []].flat().map(String)
      if (written.length === 0) continue
      if (formatOf(property) === 'event') return written.flatMap(event => knownEvent(event, place) ?? [])
      const entity = formatOf(property) === 'entity' && place.entities.get(`${place.plugin}/${written[0]}`)
      if (entity) return [{ plugin: entity.plugin, entity, data: {} }]
    }
  }
  return []
}

function formatOf(property: Json): unknown {
  return property['format'] ?? (property['items'] as Json | undefined)?.['format']
}

function note({ file, pointer, mistakes }: WordPlace, message: string, remedy: string): void {
  mistakes.push({ file, pointer, message, remedy })
}
