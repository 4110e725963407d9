import { CronExpressionParser } from 'cron-parser'
import { compileEffects, type EffectPlace } from './compile-effects.ts'
import { entriesOf } from './compile-events.ts'
import { compileAt } from './compile-field.ts'
import type { Mistake } from './declaration-error.ts'
import { eventVocabulary, type KnownEvent, knownEvent } from './event-words.ts'
import type { Entity, EntityKey, Json, MessageTemplate } from './model.ts'
import type { CommandSignature, DeclaredReaction, DeclaredSchedule, EventDefinition } from './processes.ts'
import type { PluginDeclarations } from './read-declarations.ts'
import type { RuleData } from './rule-data.ts'
import type { DeclaredTransitions } from './workflow.ts'

/** What is known where something is declared to happen. */
export type ProcessPlace = {
  entities: ReadonlyMap<EntityKey, Entity>
  events: ReadonlyMap<string, EventDefinition>
  transitions: DeclaredTransitions
  commands: ReadonlyMap<string, CommandSignature>
  messages: ReadonlyMap<string, MessageTemplate>
  roles: readonly string[]
  transitionEvents: ReadonlyMap<string, Record<string, Json>>
  rules: RuleData
  /** Plugins that this one may speak of. */
  reach: ReadonlySet<string>
  mistakes: Mistake[]
}

type DeclaredHere = { title: string; on?: string[]; of?: string; if?: string; cron: string; effects: Json[] }

/** A plugin's reactions.json. */
export function compileReactions(one: PluginDeclarations, known: ProcessPlace): DeclaredReaction[] {
  if (!one.reactions) return []
  const { file, content } = one.reactions
  return entriesOf(content).map(([key, declared]) => {
    const { title, on = [], of, if: condition, effects } = declared as DeclaredHere
    const heard = on.flatMap((name, at) => eventAt(name, { file, pointer: `/${key}/on/${at}` }, known))
    const entity = of === undefined ? sharedEntity(heard) : ownEntity(one, of, { file, pointer: `/${key}/of` }, known)
    const about: KnownEvent[] = of === undefined ? heard : [{ plugin: one.name, entity, data: {} }]
    const place = placeOf(one, file, `/${key}`, known, about, entity)
    // Of what is not known nothing can be said further.
    if (heard.length < on.length) return { name: `${one.name}/${key}`, plugin: one.name, title, on, effects: [] }
    return {
      name: `${one.name}/${key}`,
      plugin: one.name,
      title,
      on,
      entity: entity?.key,
      if: condition === undefined ? undefined : compileAt(condition, `/${key}/if`, place),
      effects: compileEffects(effects, { ...place, pointer: `/${key}/effects` }),
    }
  })
}

/** A plugin's schedules.json. */
export function compileSchedules(one: PluginDeclarations, known: ProcessPlace): DeclaredSchedule[] {
  if (!one.schedules) return []
  const { file, content } = one.schedules
  return entriesOf(content).map(([key, declared]) => {
    const { title, cron, effects } = declared as DeclaredHere
    refuseNoCron(cron, { file, pointer: `/${key}/cron` }, known.mistakes)
    const place = placeOf(one, file, `/${key}/effects`, known, [])
    return { name: `${one.name}/schedules/${key}`, plugin: one.name, title, cron, effects: compileEffects(effects, place) }
  })
}

function placeOf(
  one: PluginDeclarations,
  file: string,
  pointer: string,
  known: ProcessPlace,
  about: KnownEvent[],
  entity?: Entity,
): EffectPlace {
  const reactions = entriesOf(one.reactions?.content ?? {}).map(([name]) => name)
  return { file, pointer, plugin: one.name, entity, vocabulary: eventVocabulary(about, known), reactions, ...known }
}

function eventAt(name: string, at: Pick<Mistake, 'file' | 'pointer'>, known: ProcessPlace): KnownEvent[] {
  const event = knownEvent(name, known)
  if (event && known.reach.has(event.plugin)) return [event]
  known.mistakes.push({
    ...at,
    message: event ? `${name} is of the plugin ${event.plugin}, which this one does not need` : `there is no event ${name}`,
    remedy: event
      ? `add "${event.plugin}" to needs in plugin.json`
      : 'write <plugin>/<entity>.created (updated, deleted, restored, or a transition of its workflow), or <plugin>.<key> of an events.json',
  })
  return []
}

function ownEntity(
  one: PluginDeclarations,
  name: string,
  at: Pick<Mistake, 'file' | 'pointer'>,
  { entities, mistakes }: ProcessPlace,
): Entity | undefined {
  const entity = entities.get(`${one.name}/${name}`)
  if (!entity && !one.unreadable.has(name))
    mistakes.push({
      ...at,
      message: `${name} is not an entity of this plugin`,
      remedy: `use one of ${[...one.entities.keys()].join(', ')}`,
    })
  return entity
}

/** The entity of the record, where all that is heard is about the same. */
function sharedEntity(heard: KnownEvent[]): Entity | undefined {
  return heard.every(event => event.entity === heard[0]?.entity) ? heard[0]?.entity : undefined
}

function refuseNoCron(cron: string, at: Pick<Mistake, 'file' | 'pointer'>, mistakes: Mistake[]): void {
  try {
    if (cron.trim().split(/\s+/).length !== 5) throw new Error('five parts are needed')
    CronExpressionParser.parse(cron)
  } catch (error) {
    mistakes.push({
      ...at,
      message: `this is no cron: ${(error as Error).message}`,
      remedy: 'write minute, hour, day, month, day of the week: 0 8 1 * *',
    })
  }
}
