import { sql } from '../database/sql.ts'
import type { Entity, EntityKey, Json } from '../declarations/model.ts'
import type { DeclaredReaction, DeclaredSchedule } from '../declarations/processes.ts'
import { type About, carryOut, wordsOf } from '../effects/carry-out.ts'
import { loadRecords } from '../records/load.ts'
import { nextTime } from './cron.ts'
import type { Telling } from './emit.ts'
import type { Happened } from './happening.ts'
import type { Reacting, Reaction } from './reactions.ts'
import { tellable } from './record-events.ts'
import { schedule } from './timers.ts'

/** A reaction of a reactions.json, as the platform carries it out. */
export function declaredReaction({ name, on, if: condition, effects }: DeclaredReaction): Reaction {
  return {
    name,
    on,
    async react(at, happened) {
      for (const one of happened) {
        const about = await aboutOf(at, one)
        if (!about) continue
        if (condition && condition.evaluate(wordsOf(about)) !== true) continue
        await carryOut(causedBy(at, one), effects, { ...about, id: `${one.id} ${name}` })
      }
    },
  }
}

/** A schedule of a schedules.json: when it comes, it plans its next time. What was missed in a standstill comes once. */
export function declaredSchedule({ name, cron, effects }: DeclaredSchedule): Reaction {
  return {
    name,
    async react(at, happened) {
      for (const one of happened) await carryOut(causedBy(at, one), effects, { values: {}, event: one, id: `${one.id} ${name}` })
      await schedule(at, [{ key: scheduleKey({ name, cron }), at: nextTime(cron, new Date()), reaction: name }])
    },
  }
}

/** With its times in it: other times are planned anew. */
export function scheduleKey({ name, cron }: Pick<DeclaredSchedule, 'name' | 'cron'>): string {
  return `${name} ${cron}`
}

function causedBy(at: Reacting, { id, depth }: Happened): Reacting {
  return { ...at, caller: { ...at.caller, cause: { event: id, depth } } }
}

/** What happened to a record speaks of it as it was then; what was planned for one, and what others tell of it, as it is now. */
export async function aboutOf(at: Telling, event: Happened): Promise<Omit<About, 'id'> | undefined> {
  const { entity: key, recordId, data } = event
  const entity = key && at.engine.model.entities.get(key as EntityKey)
  if (!entity || !recordId) return { values: data, event }
  const told = event.name.startsWith(`${key}.`) ? (data['record'] as Json | undefined) : undefined
  const record = told ?? (await recordNow(at, entity, recordId))
  return record && { values: { ...record, ...(told ? {} : data) }, event, entity, recordId }
}

async function recordNow({ transaction }: Telling, entity: Entity, id: string): Promise<Json | undefined> {
  const living = entity.delete === 'soft' ? sql` and t.deleted_at is null` : sql``
  const [record] = await loadRecords(transaction, entity, sql`t.id = ${id}${living}`, { id })
  return record && tellable(entity, record.values)
}
