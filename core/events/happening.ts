import type { EntityKey, Json } from '../declarations/model.ts'

/** Something that happens: `members/member.created`, or what a plugin calls so in its events.json. */
export type Happening = { name: string; entity?: EntityKey; recordId?: string; organizationId?: string | null; data: Json }

/** What happened, as a reaction learns of it. A timer that has come due is one too: named as its reaction, with the data it was given. */
export type Happened = Happening & {
  /** The event's own: stays the same however often it is tried. */
  id: string
  /** When it was written, ISO 8601. */
  at: string
  /** The event whose reaction made this one happen. */
  causedBy?: string
  /** How many events stand in a row up to this one, itself included. */
  depth: number
}

/** What changes of records are called when they have happened: `members/member.created`. */
export const recordEvents = ['created', 'updated', 'deleted', 'restored'] as const

export type RecordEvent = (typeof recordEvents)[number]

/** The event that is being reacted to: what happens through it knows where it comes from. */
export type Cause = { event: string; depth: number }

/** What may follow from what follows: two reactions that set each other off for ever are stopped here. */
export const mostInARow = 20

export class TooManyInARow extends Error {
  constructor(name: string) {
    super(`${name} is the ${mostInARow + 1}th event in a row that a reaction to the one before made happen`)
    this.name = 'TooManyInARow'
  }
}
