import { v5 as uuidFrom } from 'uuid'
import type { Entity, Json } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import type { Happened } from '../events/happening.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { askFor } from './ask-for.ts'
import { createOne } from './create-one.ts'
import { doEach } from './do-each.ts'
import type { Effect } from './effect.ts'
import { emitOne } from './emit-one.ts'
import { goOn } from './go-on.ts'
import { notifyPeople } from './notify-people.ts'
import { planLater, takeBack } from './plan-later.ts'
import { removeOne } from './remove-one.ts'
import { setFields } from './set-fields.ts'

/** What effects are about. */
export type About = {
  /** What their expressions may speak of: the record's fields, what was asked, what the event tells. */
  values: Json
  event?: Happened
  /** The record that is meant by `set` and `schedule`, where there is one. */
  entity?: Entity
  recordId?: string
  /** The same for the same occasion, however often it is tried: makes messages and records of a repeat the same. */
  id: string
}

/** The values with all else that expressions may speak of: `today`, `now`, and the `event`. */
export function wordsOf({ values, event }: Pick<About, 'values' | 'event'>): Json {
  const told = event && {
    ...{ id: event.id, name: event.name, at: event.at, record: event.recordId },
    ...{ changed: event.data['changed'], before: event.data['before'] },
  }
  return { ...values, today: todayInShanghai(), now: new Date().toISOString(), event: told }
}

/** Carries out effects one after another, within the transaction of what they follow from. Gives the id of the first record that is made. */
export async function carryOut(telling: Telling, effects: readonly Effect[], about: About): Promise<string | undefined> {
  const values = wordsOf(about)
  let made: string | undefined
  for (const [at, effect] of effects.entries()) {
    if (effect.if && effect.if.evaluate(values) !== true) continue
    const one = await act(telling, effect, { ...about, values, id: uuidFrom(`${about.id} ${at}`, uuidFrom.URL) })
    made ??= one
  }
  return made
}

/** Gives the id of the record that it makes, where it makes one. */
async function act(telling: Telling, effect: Effect, about: About): Promise<string | undefined> {
  if (effect.kind === 'create') return createOne(telling, effect, about)
  if (effect.kind === 'command') return askFor(telling, effect, about)
  await actOnly(telling, effect, about)
  return undefined
}

function actOnly(telling: Telling, effect: Exclude<Effect, { kind: 'create' | 'command' }>, about: About): Promise<void> {
  switch (effect.kind) {
    case 'set':
      return setFields(telling, effect, about)
    case 'emit':
      return emitOne(telling, effect, about)
    case 'schedule':
      return planLater(telling, effect, about)
    case 'notify':
      return notifyPeople(telling, effect, about)
    case 'unschedule':
      return takeBack(telling, effect, about)
    case 'transition':
      return goOn(telling, effect, about)
    case 'each':
      return doEach(telling, effect, about)
    case 'remove':
      return removeOne(telling, about)
  }
}
