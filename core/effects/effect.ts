import type { Expression } from '../declarations/expressions.ts'
import type { EntityKey } from '../declarations/model.ts'

/** `P1M`, `PT4H` (ISO 8601), or days on which offices work. */
export type DeclaredPeriod = string | { workingDays: number }

/** Names of fields or of what an event tells, each with what gives its value. */
export type Values = ReadonlyMap<string, Expression>

export type SetEffect = { kind: 'set'; of?: { field: string; entity: EntityKey }; values: Values }
export type EmitEffect = { kind: 'emit'; event: string; data: Values }
export type CreateEffect = { kind: 'create'; entity: EntityKey; values: Values }
export type ScheduleEffect = { kind: 'schedule'; reaction: string; after?: DeclaredPeriod; at?: Expression }
export type UnscheduleEffect = { kind: 'unschedule'; reaction: string }

/** Something that is declared to happen, compiled. */
export type Effect = { if?: Expression } & (SetEffect | EmitEffect | CreateEffect | ScheduleEffect | UnscheduleEffect)
