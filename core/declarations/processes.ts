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

/** What a plugin does to its own records when another asks: how it is called, and what has to be said. */
export type CommandSignature = {
  /** `members.move` */
  name: string
  plugin: string
  title: string
  /** Whose record it is done to. */
  entity?: EntityKey
  /** What it takes, each as a property of JSON Schema. */
  takes: Record<string, Json>
  required: ReadonlySet<string>
}

/** Without effects it is done by code. */
export type Command = CommandSignature & { effects?: Effect[] }

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
