import type { DeclaredPeriod, Effect, Values } from '../effects/effect.ts'
import { commandEffect } from './compile-command-effect.ts'
import { eachEffect } from './compile-each.ts'
import { compileAt } from './compile-field.ts'
import { whoOf } from './compile-who.ts'
import type { Mistake } from './declaration-error.ts'
import type { Expression } from './expressions.ts'
import type { Entity, EntityKey, Json, MessageTemplate } from './model.ts'
import type { CommandSignature, EventDefinition } from './processes.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { DeclaredTransitions, Related } from './workflow.ts'

/** Where effects are declared, and what they may speak of. */
export type EffectPlace = {
  file: string
  pointer: string
  plugin: string
  /** The entity of the record that they are about, where there is one. */
  entity?: Entity
  vocabulary: Vocabulary
  entities: ReadonlyMap<EntityKey, Entity>
  events: ReadonlyMap<string, EventDefinition>
  /** Keys of the plugin's reactions.json. */
  reactions: readonly string[]
  /** Templates of messages, by their keys. */
  messages: ReadonlyMap<string, MessageTemplate>
  /** Codes of the built-in roles. */
  roles: readonly string[]
  /** What can happen in the workflows of entities. */
  transitions: DeclaredTransitions
  /** What others can be asked to do, by name. */
  commands: ReadonlyMap<string, CommandSignature>
  /** Plugins that this one may speak of. */
  reach: ReadonlySet<string>
  /** Other records that the workflow names, where it is in one. */
  related?: readonly Related[]
  mistakes: Mistake[]
}

type Declared = {
  if?: string
  set?: Record<string, string>
  of?: string
  emit?: string
  data?: Record<string, string>
  create?: string
  values?: Record<string, string>
  schedule?: string
  after?: DeclaredPeriod
  at?: string
  unschedule?: string
  notify?: unknown[]
  template?: string
  variables?: Record<string, string>
  transition?: string
  answers?: Record<string, string>
  command?: string
  with?: Record<string, string>
  into?: string
  each?: string
  effects?: Json[]
  remove?: true
}

/** Effects as they are carried out. A plugin sets and makes its own records alone: others hear of it by an event. */
export function compileEffects(declared: Json[], place: EffectPlace): Effect[] {
  const vocabulary = withNow(place.vocabulary)
  return declared.flatMap((one, at) => {
    const here = { ...place, vocabulary, pointer: `${place.pointer}/${at}` }
    const condition = (one as Declared).if
    const effect = compileEffect(one as Declared, here)
    return effect ? [{ ...effect, if: condition === undefined ? undefined : compileAt(condition, `${here.pointer}/if`, here) }] : []
  })
}

/** What happens knows when it happens, to be kept; what is judged or computed knows the day alone, and stays the same for as long. */
function withNow(vocabulary: Vocabulary): Vocabulary {
  const { fields, sample } = vocabulary
  return { ...vocabulary, fields: new Set([...fields, 'now']), sample: { ...sample, now: '2026-01-01T01:00:00.000Z' } }
}

const kinds = ['set', 'emit', 'create', 'schedule', 'unschedule', 'notify', 'transition', 'command', 'each', 'remove'] as const

function compileEffect(declared: Declared, place: EffectPlace): Effect | undefined {
  const named = kinds.filter(kind => declared[kind] !== undefined)
  if (named.length !== 1) {
    note(place, '', `an effect does one thing, and this does ${named.join(' and ') || 'nothing'}`, `write one of ${kinds.join(', ')}`)
    return undefined
  }
  if (declared.set) return setEffect(declared, place)
  if (declared.emit) return emitEffect(declared, place)
  if (declared.create) return createEffect(declared, place)
  if (declared.notify) return notifyEffect(declared, place)
  if (declared.transition) return transitionEffect(declared, place)
  if (declared.each) return eachEffect(declared.each, declared.effects ?? [], place)
  if (declared.remove) return removeEffect(place)
  if (declared.command) {
    const { command, of, into } = declared
    return commandEffect({ command, of, into, with: compileValues(declared.with ?? {}, 'with', place) }, place)
  }
  const reaction = declared.schedule ?? declared.unschedule!
  if (!place.reactions.includes(reaction)) {
    const keyword = declared.schedule ? 'schedule' : 'unschedule'
    note(place, `/${keyword}`, `${reaction} is not in this plugin's reactions.json`, `use one of ${place.reactions.join(', ')}`)
    return undefined
  }
  const name = `${place.plugin}/${reaction}`
  if (declared.schedule && declared.after === undefined && declared.at === undefined)
    note(place, '/schedule', 'it is not said when', 'add "after", "at" or both')
  if (declared.unschedule) return { kind: 'unschedule', reaction: name }
  const at = declared.at === undefined ? undefined : compileAt(declared.at, `${place.pointer}/at`, place)
  return { kind: 'schedule', reaction: name, after: declared.after, at }
}

function setEffect({ set = {}, of }: Declared, place: EffectPlace): Effect | undefined {
  const relation = of === undefined ? undefined : place.entity?.field.get(of)?.relation
  const key = of === undefined ? place.entity?.key : relation
  const entity = key && place.entities.get(key)
  if (!entity || entity.plugin !== place.plugin) {
    if (of !== undefined)
      note(
        place,
        '/of',
        `${of} is no relation to an entity of this plugin`,
        'name a relation, or emit an event that the other plugin reacts to',
      )
    else note(place, '/set', 'there is no record of this plugin that this is about', 'emit an event that the other plugin reacts to')
    return undefined
  }
  return {
    kind: 'set',
    of: of === undefined ? undefined : { field: of, entity: entity.key },
    values: fieldValues(entity, set, 'set', place),
  }
}

function removeEffect(place: EffectPlace): Effect | undefined {
  const { entity, plugin } = place
  if (entity?.plugin === plugin && entity.delete === 'soft') return { kind: 'remove' }
  const remedy = 'it takes a record of this plugin whose entity has "x-delete": "soft"'
  note(place, '/remove', 'there is no record that could be brought back from the bin', remedy)
  return undefined
}

function notifyEffect({ notify = [], template, variables = {} }: Declared, place: EffectPlace): Effect | undefined {
  const { entity, plugin } = place
  if (!entity) {
    note(place, '/notify', 'there is no record whose people could be told', 'react to what happens to a record, or to an event with "of"')
    return undefined
  }
  const known = place.messages.get(`${plugin}/${template}`)
  if (!known) {
    const own = [...place.messages.values()].filter(one => one.plugin === plugin).map(one => one.code)
    note(
      place,
      '/template',
      `${template} is not in this plugin's messages.json`,
      own.length > 0 ? `use one of ${own.join(', ')}` : 'write it',
    )
    return undefined
  }
  for (const name of Object.keys(variables))
    if (!known.variables.includes(name))
      note(place, `/variables/${name}`, `${template} does not say ${name}`, `it says ${known.variables.join(', ')}`)
  const missing = known.variables.filter(name => name !== 'name' && !(name in variables))
  if (missing.length > 0) note(place, '/variables', `${template} says ${missing.join(', ')}, and is not told`, `add "${missing[0]}"`)
  return {
    kind: 'notify',
    to: whoOf(notify, { entity, pointer: `${place.pointer}/notify`, place }),
    template: known.key,
    variables: compileValues(variables, 'variables', place),
  }
}

function transitionEffect({ transition, of, answers = {} }: Declared, place: EffectPlace): Effect | undefined {
  const key = of === undefined ? place.entity?.key : place.entity?.field.get(of)?.relation
  const events = (key && place.entities.get(key)?.plugin === place.plugin && place.transitions.get(key)) || []
  if (events.includes(transition!))
    return {
      kind: 'transition',
      event: transition!,
      of: of === undefined ? undefined : { field: of, entity: key! },
      answers: compileValues(answers, 'answers', place),
    }
  const known = events.length > 0 ? `use one of ${events.join(', ')}` : 'it takes a record of this plugin with a file in workflows/'
  note(place, '/transition', `${transition} is in no workflow of that record`, known)
  return undefined
}

function createEffect({ create, values = {} }: Declared, place: EffectPlace): Effect | undefined {
  const entity = place.entities.get(`${place.plugin}/${create}`)
  if (!entity) {
    const own = [...place.entities.values()].filter(one => one.plugin === place.plugin).map(one => one.name)
    note(place, '/create', `${create} is not an entity of this plugin`, `use one of ${own.join(', ')}`)
    return undefined
  }
  const made = fieldValues(entity, values, 'values', place)
  for (const field of entity.fields)
    if (
      field.required &&
      !field.computed &&
      !field.number &&
      field.schema['default'] === undefined &&
      !field.default &&
      !made.has(field.name)
    )
      note(place, '/values', `${field.name} is required and gets no value`, `add "${field.name}"`)
  return { kind: 'create', entity: entity.key, values: made }
}

function emitEffect({ emit, data = {} }: Declared, place: EffectPlace): Effect | undefined {
  const event = place.events.get(emit!)
  if (!event || event.plugin !== place.plugin) {
    const own = [...place.events.values()].filter(one => one.plugin === place.plugin).map(one => one.name)
    note(
      place,
      '/emit',
      `${emit} is not in this plugin's events.json`,
      own.length > 0 ? `use one of ${own.join(', ')}` : 'declare it there',
    )
    return undefined
  }
  const told = compileValues(data, 'data', place)
  for (const name of Object.keys(data))
    if (!(name in event.data))
      note(place, `/data/${name}`, `${emit} does not tell ${name}`, `it tells ${Object.keys(event.data).join(', ')}`)
  return { kind: 'emit', event: event.name, data: told }
}

function fieldValues(entity: Entity, declared: Record<string, string>, keyword: string, place: EffectPlace): Values {
  const settable = entity.fields.filter(field => !field.computed && !field.number)
  for (const name of Object.keys(declared))
    if (!settable.some(field => field.name === name))
      note(
        place,
        `/${keyword}/${name}`,
        `${name} is not a field that can be set`,
        `fields are ${settable.map(field => field.name).join(', ')}`,
      )
  return compileValues(declared, keyword, place)
}

function compileValues(declared: Record<string, string>, keyword: string, place: EffectPlace): Values {
  const compiled = new Map<string, Expression>()
  for (const [name, source] of Object.entries(declared)) {
    const expression = compileAt(source, `${place.pointer}/${keyword}/${name}`, place)
    if (expression) compiled.set(name, expression)
  }
  return compiled
}

function note(place: EffectPlace, at: string, message: string, remedy: string): void {
  place.mistakes.push({ file: place.file, pointer: `${place.pointer}${at}`, message, remedy })
}
