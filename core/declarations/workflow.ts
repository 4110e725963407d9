import type { Effect } from '../effects/effect.ts'
import type { Expression } from './expressions.ts'
import type { EntityKey, Field, Json } from './model.ts'

/** `P1M`, `PT4H` (ISO 8601), or days on which offices work. */
export type DeclaredPeriod = string | { workingDays: number }

/**
 * Who takes part in a step. `above`: so many levels above the record's organization, or the next above that where nobody is. `at`: a field that names
 * another organization than the record's, such as the one that receives it.
 */
export type Who =
  | { kind: 'owner' }
  | { kind: 'role'; role: string; above: number; at?: string }
  | { kind: 'post'; post: string; above: number; at?: string }
  | { kind: 'field'; field: string; through?: { entity: EntityKey; field: string } }
  | { kind: 'permission' }
  /** It comes by an effect alone. */
  | { kind: 'nobody' }

/** How many of those asked have to agree: the first one, all, at least a share of them, or more than that. */
export type Way = 'any' | 'all' | { share: number } | { moreThan: number }

export type Overdue = {
  after: DeclaredPeriod
  /** The template of the reminder. Without one the in-app message is worded by the platform. */
  remind?: string
  every?: DeclaredPeriod
  /** Whether those above are asked as well from then on. */
  escalate: boolean
}

export type Decision = { by: Who[]; way: Way; autoAgree: boolean; returns: boolean; overdue?: Overdue }

/** A period as it is on the date (`YYYY-MM-DD`) from which it counts. */
export type DatedPeriod = (date: string) => DeclaredPeriod

/** A period that counts from a date of the record, or from the day on which the state was entered. */
export type Clock = { period: DatedPeriod; since?: string; message?: string }

/** What a state needs before a record may go on: time that has to pass, a public notice, papers; and until when it has to go on. */
export type Clocks = {
  least?: Clock
  notice?: Clock
  most?: Clock & { warn?: DatedPeriod }
  papers: string[]
  /** The date field that says on which day it was really done; without one that is the day on which it is told. */
  on?: string
}

/**
 * A condition, and what is told where it does not hold. One that an old machine has and that no longer compiles never holds. Of a list of conditions,
 * which are its `parts`, the first that does not hold tells.
 */
export type Guard = { source: string; expression?: Expression; message?: string; parts?: Guard[] }

/** Other records that conditions and effects speak of by a name: those of this entity whose field `by` holds what the record's own field `on` holds. */
export type Related = { name: string; entity: EntityKey; by: string; on: string }

export type TransitionKind = 'agree' | 'refuse' | 'move'

export type Transition = {
  event: string
  title: string
  kind: TransitionKind
  /** Who may; empty where those may who are asked to decide. */
  who: Who[]
  until?: 'first-decision'
  /** Whether it is not held up by the clocks of the state. */
  anytime: boolean
  /** Whether many states share it: off the usual way, and not drawn. */
  aside: boolean
  guard?: Guard
  /** The first whose guard holds is taken. */
  targets: { target: string; guard?: Guard }[]
  /** What has to be said with it: fields of the record, which are set by it, and answers that stand in the timeline. */
  asks: { fields: Field[]; answers: Field[]; required: ReadonlySet<string> }
  effects: Effect[]
}

/** What comes by an effect alone is offered to nobody. */
export const isForPeople = ({ who }: Pick<Transition, 'who'>): boolean => !who.some(one => one.kind === 'nobody')

export type WorkflowState = {
  name: string
  title: string
  final: boolean
  /** Whether the record may be changed and deleted as any other. */
  editable: boolean
  decision?: Decision
  clocks?: Clocks
  on: Transition[]
  entry: Effect[]
}

/** What happens to records of an entity from step to step, as it was declared. */
export type Workflow = {
  entity: EntityKey
  title: string
  file: string
  stateField: string
  initial: string
  states: ReadonlyMap<string, WorkflowState>
  related: readonly Related[]
  /** The declaration itself: what a record that began with it keeps to. */
  content: Json
  hash: string
}

/** The names of what can happen in each workflow, before any is compiled. */
export type DeclaredTransitions = ReadonlyMap<EntityKey, readonly string[]>
