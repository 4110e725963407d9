import { after, startOf } from '../calendar/period.ts'
import type { Telling } from '../events/emit.ts'
import { schedule, unschedule } from '../events/timers.ts'
import type { About } from './carry-out.ts'
import type { ScheduleEffect, UnscheduleEffect } from './effect.ts'

const morningMs = 9 * 3_600_000

/** Plans a reaction for the record that this is about; planned again, it is planned anew. A time that cannot be said is none. */
export async function planLater(telling: Telling, effect: ScheduleEffect, about: About): Promise<void> {
  const from = effect.at ? timeIn(effect.at.evaluate(about.values)) : new Date()
  if (!from) return
  const at = effect.after === undefined ? from : await after(telling.transaction, from, effect.after)
  const { entity, recordId } = about
  await schedule(telling, [{ key: keyOf(effect.reaction, about), at, reaction: effect.reaction, entity: entity?.key, recordId }])
}

export async function takeBack(telling: Telling, effect: UnscheduleEffect, about: About): Promise<void> {
  await unschedule(telling, [keyOf(effect.reaction, about)])
}

function keyOf(reaction: string, { recordId, id }: About): string {
  return `${reaction} ${recordId ?? id}`
}

/** A date means the morning of that day in China. */
function timeIn(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? startOf(value).getTime() + morningMs : Date.parse(value)
  return Number.isNaN(time) ? undefined : new Date(time)
}
