import type { Expression } from '../declarations/expressions.ts'
import type { EntityKey } from '../declarations/model.ts'
import type { Related, Who } from '../declarations/workflow.ts'

/** `P1M`, `PT4H` (ISO 8601), or days on which offices work. */
export type DeclaredPeriod = string | { workingDays: number }

/** Names of fields or of what an event tells, each with what gives its value. */
export type Values = ReadonlyMap<string, Expression>

export type SetEffect = { kind: 'set'; of?: { field: string; entity: EntityKey }; values: Values }
export type EmitEffect = { kind: 'emit'; event: string; data: Values }
export type CreateEffect = { kind: 'create'; entity: EntityKey; values: Values }
export type ScheduleEffect = { kind: 'schedule'; reaction: string; after?: DeclaredPeriod; at?: Expression }
export type UnscheduleEffect = { kind: 'unschedule'; reaction: string }
/** People are told something by a template of the plugin's messages.json. */
export type NotifyEffect = { kind: 'notify'; to: readonly Who[]; template: string; variables: Values }
/** A record goes on in its workflow by itself, where it is where that can happen. */
export type TransitionEffect = { kind: 'transition'; event: string; of?: { field: string; entity: EntityKey }; answers: Values }

/** The record goes to the bin. */
export type RemoveEffect = { kind: 'remove' }

/** What another plugin, or one's own, has declared to do when it is asked. `into`: the field that gets the id of what it makes. */
export type CommandEffect = { kind: 'command'; command: string; of?: string; with: Values; into?: string }

/** Effects that happen to each of other records; `as` is how they speak of the record itself. */
export type EachEffect = { kind: 'each'; related: Related; as: string; effects: Effect[] }

/** Something that is declared to happen, compiled. */
export type Effect = { if?: Expression } & (
  | SetEffect
  | EmitEffect
  | CreateEffect
  | ScheduleEffect
  | UnscheduleEffect
  | NotifyEffect
  | TransitionEffect
  | CommandEffect
  | EachEffect
  | RemoveEffect
)
