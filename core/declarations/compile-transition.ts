import type { Effect } from '../effects/effect.ts'
import { compileEffects } from './compile-effects.ts'
import { compileAt, compileField } from './compile-field.ts'
import { relatedSchemas } from './compile-related.ts'
import { whoOf } from './compile-who.ts'
import type { Mistake } from './declaration-error.ts'
import type { Dictionary, Entity, EntityKey, Field, Json, MessageTemplate } from './model.ts'
import type { CommandSignature, EventDefinition } from './processes.ts'
import type { RuleData } from './rule-data.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'
import type { DeclaredTransitions, Guard, Related, Transition } from './workflow.ts'

export type WorkflowPlace = {
  file: string
  entities: ReadonlyMap<EntityKey, Entity>
  dictionaries: ReadonlyMap<string, Dictionary>
  rules: RuleData
  /** Codes of the built-in roles. */
  roles: readonly string[]
  reach: ReadonlySet<string>
  events: ReadonlyMap<string, EventDefinition>
  /** Keys of the plugin's reactions.json. */
  reactions: readonly string[]
  transitions: DeclaredTransitions
  commands: ReadonlyMap<string, CommandSignature>
  /** Other records that the workflow speaks of. */
  related: readonly Related[]
  mistakes: Mistake[]
  messages: ReadonlyMap<string, MessageTemplate>
}

type At = { entity: Entity; pointer: string; place: WorkflowPlace }

type DeclaredGuard = string | { check: string; message: string } | { check: string; message: string }[]

type DeclaredTransition = {
  title: string
  who?: unknown[]
  agrees?: true
  refuses?: true
  until?: 'first-decision'
  anytime?: true
  guard?: DeclaredGuard
  target?: string
  choose?: { guard?: DeclaredGuard; target: string }[]
  asks?: { fields?: string[]; properties?: Record<string, Json>; required?: string[] }
  effects?: Json[]
}

export function compileTransition(event: string, written: Json, at: At): Transition {
  const declared = written as DeclaredTransition
  const { pointer } = at
  const asks = asksOf(declared.asks ?? {}, { ...at, pointer: `${pointer}/asks` })
  const vocabulary = transitionVocabulary(at.entity, declared.asks?.properties ?? {}, at.place)
  const guard = (given: DeclaredGuard | undefined, where: string) =>
    given === undefined ? undefined : guardOf(given, vocabulary, { ...at, pointer: where })
  const targets = declared.choose ?? [{ target: declared.target! }]
  return {
    event,
    title: declared.title,
    kind: declared.agrees ? 'agree' : declared.refuses ? 'refuse' : 'move',
    who: whoOf(declared.who ?? [], { ...at, pointer: `${pointer}/who` }),
    until: declared.until,
    anytime: declared.anytime === true,
    aside: false,
    guard: guard(declared.guard, `${pointer}/guard`),
    targets: targets.map((one, nth) => ({ target: one.target, guard: guard(one.guard, `${pointer}/choose/${nth}/guard`) })),
    asks,
    effects: effectsOf(declared.effects, vocabulary, { ...at, pointer: `${pointer}/effects` }),
  }
}

/** What happens with a transition, or when a state is entered. */
export function effectsOf(declared: Json[] | undefined, vocabulary: Vocabulary, { entity, pointer, place }: At): Effect[] {
  return declared ? compileEffects(declared, { ...place, pointer, plugin: entity.plugin, entity, vocabulary }) : []
}

/** What conditions and effects of a transition may speak of. */
export function transitionVocabulary(
  entity: Entity,
  asked: Record<string, Json>,
  { rules, related, entities }: Pick<WorkflowPlace, 'rules' | 'related' | 'entities'>,
): Vocabulary {
  const properties = entity.schema['properties'] as Record<string, Json>
  return vocabularyOf({ ...properties, ...relatedSchemas(related, entities), ...asked, actor: { 'x-relation': 'core/user' } }, rules)
}

function guardOf(declared: DeclaredGuard, vocabulary: Vocabulary, at: At): Guard {
  const { pointer, place } = at
  if (Array.isArray(declared)) {
    const parts = declared.map((one, nth) => guardOf(one, vocabulary, { ...at, pointer: `${pointer}/${nth}` }))
    const source = parts.map(part => `(${part.source})`).join(' && ')
    const sound = parts.every(part => part.expression)
    return { source, parts, expression: sound ? compileAt(source, pointer, { ...place, vocabulary }) : undefined }
  }
  const [source, message, where] =
    typeof declared === 'string' ? [declared, undefined, pointer] : [declared.check, declared.message, `${pointer}/check`]
  return { source, message, expression: compileAt(source, where, { ...place, vocabulary }) }
}

/** Kinds of answers: what stands in a timeline by itself. Files and sub-tables belong to the record. */
const answerKinds: Field['kind'][] = [
  'text',
  'integer',
  'number',
  'boolean',
  'date',
  'date-time',
  'choice',
  'dictionary',
  'relation',
  'texts',
]

function asksOf(declared: NonNullable<DeclaredTransition['asks']>, { entity, pointer, place }: At): Transition['asks'] {
  const note = (where: string, message: string, remedy: string) =>
    place.mistakes.push({ file: place.file, pointer: `${pointer}${where}`, message, remedy })
  const settable = entity.fields.filter(field => !field.computed && !field.number && !field.schema['x-internal'])
  const fields = (declared.fields ?? []).flatMap((name, nth) => {
    const field = settable.find(one => one.name === name)
    if (!field) note(`/fields/${nth}`, `${name} is not a field that can be set`, `fields are ${settable.map(one => one.name).join(', ')}`)
    return field ? [field] : []
  })
  const answers = Object.entries(declared.properties ?? {}).map(([name, schema]) => {
    const at = `/properties/${name}`
    const known = new Map([...place.entities].map(([key, one]) => [key, new Set(one.field.keys())]))
    const vocabulary = transitionVocabulary(entity, {}, place)
    const field = compileField(name, schema, false, {
      ...{ file: place.file, pointer: `${pointer}${at}`, plugin: entity.plugin, entity: entity.name, vocabulary },
      ...{ dictionaries: place.dictionaries, entities: known, reach: place.reach, mistakes: place.mistakes },
    })
    if (entity.field.has(name)) note(at, `${name} is a field of the record`, `name it in "fields", or call the answer otherwise`)
    if (reserved.includes(name)) note(at, `${name} is the platform's own`, 'call the answer otherwise')
    if (!answerKinds.includes(field.kind) || schema['x-computed'] !== undefined)
      note(at, `an answer cannot be ${field.kind}`, 'make it a field of the record, and name it in "fields"')
    return field
  })
  const names = [...fields, ...answers].map(field => field.name)
  for (const [nth, name] of (declared.required ?? []).entries())
    if (!names.includes(name)) note(`/required/${nth}`, `${name} is not asked`, `asked are ${names.join(', ')}`)
  return { fields, answers, required: new Set(declared.required) }
}

/** What a request for a transition says beside the answers. */
const reserved = ['actor', 'today', 'ids', 'onBehalfOfId']
