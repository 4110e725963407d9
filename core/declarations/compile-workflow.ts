import { createHash } from 'node:crypto'
import { checkWorkflow } from './check-workflow.ts'
import { compilePeriod, type PeriodOrRule } from './compile-period.ts'
import { relatedIn } from './compile-related.ts'
import { compileTransition, effectsOf, transitionVocabulary, type WorkflowPlace } from './compile-transition.ts'
import { whoOf } from './compile-who.ts'
import type { Declared } from './declared-file.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'
import type { Clock, Clocks, Decision, DeclaredPeriod, DeclaredTransitions, Transition, Way, Workflow, WorkflowState } from './workflow.ts'

type DeclaredDecision = {
  by: unknown[]
  way?: Way
  autoAgree?: boolean
  returns?: boolean
  overdue?: { after: DeclaredPeriod; remind?: string; every?: DeclaredPeriod; escalate?: boolean }
}

type DeclaredClock = { period: PeriodOrRule; since?: string; message?: string }

type DeclaredClocks = {
  least?: DeclaredClock
  notice?: DeclaredClock
  most?: DeclaredClock & { warn?: PeriodOrRule }
  papers?: string[]
  on?: string
}

type DeclaredState = {
  type?: 'final'
  editable?: boolean
  decision?: DeclaredDecision
  clocks?: DeclaredClocks
  entry?: Json[]
  on?: Record<string, Json>
}

/** Every workflows/<entity>.json of one plugin, checked against its entity. */
export function compileWorkflows(
  one: PluginDeclarations,
  place: Omit<WorkflowPlace, 'file' | 'reach' | 'reactions' | 'related'> & { entities: ReadonlyMap<EntityKey, Entity> },
): [EntityKey, Workflow][] {
  const reach = new Set(['core', one.name, ...((one.plugin.content['needs'] as string[] | undefined) ?? [])])
  const reactions = Object.keys(one.reactions?.content ?? {}).filter(name => name !== '$schema')
  return [...one.workflows].flatMap(([name, declared]): [EntityKey, Workflow][] => {
    const entity = place.entities.get(`${one.name}/${name}`)
    if (!entity) {
      if (!one.unreadable.has(name))
        place.mistakes.push({
          file: declared.file,
          pointer: '',
          message: `${name} is not an entity of this plugin`,
          remedy: `name the file after one of ${[...one.entities.keys()].join(', ')}`,
        })
      return []
    }
    const workflow = compileWorkflow(entity, declared, { ...place, file: declared.file, reach, reactions })
    checkWorkflow(workflow, entity, place)
    // A record begins in the initial state without the entity having to say so.
    const field = entity.field.get(workflow.stateField)
    if (field) field.schema = { ...field.schema, default: workflow.initial }
    return [[entity.key, workflow]]
  })
}

/** A declared workflow, or one that was declared once and that records still keep to, as the model has it. */
export function compileWorkflow(entity: Entity, { content, file }: Declared, known: Omit<WorkflowPlace, 'related'>): Workflow {
  const related = relatedIn(content['related'] as Parameters<typeof relatedIn>[0], entity, known)
  const place = { ...known, related }
  const stateField = String(content['state'])
  const titles = new Map(entity.field.get(stateField)?.choices?.map(choice => [choice.code, choice.title]))
  const shared = sharedTransitions(content, entity, place)
  const states = Object.entries(content['states'] as Record<string, DeclaredState>).map(([name, declared]): WorkflowState => {
    const pointer = `/states/${name}`
    return {
      name,
      title: titles.get(name) ?? name,
      final: declared.type === 'final',
      editable: declared.editable ?? name === content['initial'],
      decision: declared.decision && decisionOf(declared.decision, `${pointer}/decision`, entity, place),
      clocks: declared.clocks && clocksOf(declared.clocks, { entity, pointer: `${pointer}/clocks`, place }),
      on: [
        ...Object.entries(declared.on ?? {}).map(([event, transition]) =>
          compileTransition(event, transition, { entity, pointer: `${pointer}/on/${event}`, place }),
        ),
        ...shared.flatMap(one => (one.states.includes(name) ? one.on : [])),
      ],
      entry: effectsOf(declared.entry, transitionVocabulary(entity, {}, place), { entity, pointer: `${pointer}/entry`, place }),
    }
  })
  return {
    entity: entity.key,
    title: String(content['title']),
    file,
    stateField,
    initial: String(content['initial']),
    states: new Map(states.map(state => [state.name, state])),
    related,
    content,
    hash: hashOf(content),
  }
}

type DeclaredShared = { states: string[]; on: Record<string, Json> }

const sharedIn = (content: Json): DeclaredShared[] => (content['anywhere'] as DeclaredShared[] | undefined) ?? []

/** What can happen in many states alike. */
function sharedTransitions(content: Json, entity: Entity, place: WorkflowPlace): { states: string[]; on: Transition[] }[] {
  const names = Object.keys(content['states'] as Json)
  return sharedIn(content).map(({ states, on }, nth) => {
    const pointer = `/anywhere/${nth}`
    for (const [at, name] of states.entries())
      if (!names.includes(name))
        place.mistakes.push({
          file: place.file,
          pointer: `${pointer}/states/${at}`,
          message: `there is no state ${name}`,
          remedy: `use one of ${names.join(', ')}`,
        })
    const compiled = Object.entries(on).map(([event, transition]) => ({
      ...compileTransition(event, transition, { entity, pointer: `${pointer}/on/${event}`, place }),
      aside: true,
    }))
    return { states, on: compiled }
  })
}

function decisionOf(declared: DeclaredDecision, pointer: string, entity: Entity, place: WorkflowPlace): Decision {
  const { overdue } = declared
  return {
    by: whoOf(declared.by, { entity, pointer: `${pointer}/by`, place }),
    way: declared.way ?? 'any',
    autoAgree: declared.autoAgree === true,
    returns: declared.returns === true,
    overdue: overdue && { ...overdue, escalate: overdue.escalate === true },
  }
}

function clocksOf(declared: DeclaredClocks, { entity, pointer, place }: { entity: Entity; pointer: string; place: WorkflowPlace }): Clocks {
  const note = (at: string, message: string, remedy: string) =>
    place.mistakes.push({ file: place.file, pointer: `${pointer}${at}`, message, remedy })
  const dates = entity.fields.filter(field => field.kind === 'date' || field.kind === 'date-time').map(field => field.name)
  for (const name of ['least', 'notice', 'most'] as const) {
    const since = declared[name]?.since
    if (since !== undefined && !dates.includes(since))
      note(
        `/${name}/since`,
        `${since} is not a date of this entity`,
        `use one of ${dates.join(', ')}, or leave it out for the day the state is entered`,
      )
  }
  if (declared.on !== undefined && !dates.includes(declared.on))
    note('/on', `${declared.on} is not a date of this entity`, `use one of ${dates.join(', ')}`)
  const papers = (declared.papers ?? []).filter((name, at) => {
    if (entity.field.has(name)) return true
    note(`/papers/${at}`, `${name} is not a field`, `fields are ${[...entity.field.keys()].join(', ')}`)
    return false
  })
  const period = (given: PeriodOrRule, at: string) => compilePeriod(given, { ...place, pointer: `${pointer}/${at}` })
  const clock = (name: 'least' | 'notice' | 'most'): Clock | undefined => {
    const given = declared[name]
    return given && { period: period(given.period, `${name}/period`), since: given.since, message: given.message }
  }
  const most = clock('most')
  const warn = declared.most?.warn
  return {
    least: clock('least'),
    notice: clock('notice'),
    most: most && { ...most, warn: warn === undefined ? undefined : period(warn, 'most/warn') },
    papers,
    on: declared.on,
  }
}

function hashOf({ $schema: _editor, ...content }: Json): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
}

/** What each declared workflow knows by name: what others may speak of before it is compiled. */
export function declaredTransitions(ordered: PluginDeclarations[]): DeclaredTransitions {
  const entries = ordered.flatMap(one =>
    [...one.workflows].map(([name, { content }]): [EntityKey, string[]] => {
      const states = [...Object.values(content['states'] as Record<string, DeclaredState>), ...sharedIn(content)]
      return [`${one.name}/${name}`, [...new Set(states.flatMap(state => Object.keys(state.on ?? {})))]]
    }),
  )
  return new Map(entries)
}

/** `leave/request.approve` -> what it tells beside the record: everything that happens in a workflow is an event that others may hear. */
export function transitionEvents(workflows: Iterable<Workflow>): Map<string, Record<string, Json>> {
  const told = new Map<string, Record<string, Json>>()
  for (const { entity, states } of workflows)
    for (const { event, asks } of [...states.values()].flatMap(state => state.on))
      told.set(`${entity}.${event}`, {
        ...told.get(`${entity}.${event}`),
        ...Object.fromEntries(asks.answers.map(field => [field.name, field.schema])),
      })
  return told
}
