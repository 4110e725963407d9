import type { Effect } from '../effects/effect.ts'
import type { Expression } from './expressions.ts'
import type { EntityKey, Json } from './model.ts'

/** An event that a plugin tells of in its own words: `leave.granted`. */
export type EventDefinition = {
  name: string
  plugin: string
  title: string
  /** Whose record it is about. */
  entity?: EntityKey
  /** What it tells, each as a property of JSON Schema. */
  data: Record<string, Json>
}

/** What a plugin does when something has happened, or when its time has come. */
export type DeclaredReaction = {
  /** `leave/remind` */
  name: string
  plugin: string
  title: string
  /** Empty where it comes when it is scheduled. */
  on: string[]
  /** Of what it is scheduled for. */
  entity?: EntityKey
  if?: Expression
  effects: Effect[]
}

/** What comes again and again for each tenant. */
export type DeclaredSchedule = { name: string; plugin: string; title: string; cron: string; effects: Effect[] }
