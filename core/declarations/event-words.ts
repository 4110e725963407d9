import { recordEvents } from '../events/happening.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import type { EventDefinition } from './processes.ts'
import type { RuleData } from './rule-data.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

type Known = {
  entities: ReadonlyMap<EntityKey, Entity>
  events: ReadonlyMap<string, EventDefinition>
  /** What happens in workflows, with what each tells beside the record. */
  transitionEvents: ReadonlyMap<string, Record<string, Json>>
  rules: RuleData
}

/** An event that something may react to: whose record it is about, and what it tells besides. */
export type KnownEvent = { plugin: string; entity?: Entity; data: Record<string, Json> }

/** The event of that name: a change of a record (`visits/visit.created`), or one of an events.json (`leave.granted`). */
export function knownEvent(name: string, { entities, events, transitionEvents }: Known): KnownEvent | undefined {
  const declared = events.get(name)
  if (declared) return { plugin: declared.plugin, entity: declared.entity && entities.get(declared.entity), data: declared.data }
  const [key = '', change] = name.split('.')
  const entity = entities.get(key as EntityKey)
  const answers = transitionEvents.get(name)
  if (entity && answers) return { plugin: entity.plugin, entity, data: answers }
  return entity && recordEvents.some(one => one === change) ? { plugin: entity.plugin, entity, data: {} } : undefined
}

/** What expressions may speak of when one of these has happened: what all of them have, and `event` itself. */
export function eventVocabulary(heard: KnownEvent[], { rules }: Known): Vocabulary {
  const told = heard.map(({ entity, data }) => ({ ...(entity ? tellableProperties(entity) : {}), ...data }))
  const [first = {}, ...others] = told
  const shared = Object.fromEntries(Object.entries(first).filter(([name]) => others.every(other => name in other)))
  const { fields, integers, sample, ...rest } = vocabularyOf(shared, rules)
  return {
    ...rest,
    fields: new Set([...fields, 'event']),
    integers: new Set([...integers, ...[...integers].map(name => `event.before.${name}`)]),
    sample,
  }
}

/** Without what is secret or for the platform alone, which no event tells. */
function tellableProperties(entity: Entity): Record<string, Json> {
  const properties = entity.schema['properties'] as Record<string, Json>
  return Object.fromEntries(Object.entries(properties).filter(([, property]) => !property['x-secret'] && !property['x-internal']))
}
