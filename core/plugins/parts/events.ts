import type { Json } from '../../declarations/model.ts'
import { wordsOf } from '../../effects/carry-out.ts'
import { aboutOf } from '../../events/declared-reaction.ts'
import { emit } from '../../events/emit.ts'
import type { Happened } from '../../events/happening.ts'
import { schedule, unschedule } from '../../events/timers.ts'
import type { At, Part } from '../part.ts'

/** What happens, and what is to be done then or later. Names of reactions are the plugin's own. */
export const events: Part<{
  /** Done when one of these has happened (of updates only those that change one of these fields, where they are named), and when it was scheduled. After a failure it is tried again, of which nothing has stayed. */
  on(name: string, heard: string[], react: (at: At, happened: Happened[]) => Promise<void>, only?: { changes: string[] }): void
  /** What expressions of who heard it speak of: the record's fields, what it tells besides, `today` and `event`. Undefined where the record is gone. */
  words(at: At, happened: Happened): Promise<Json | undefined>
  /** Tells of an event of the plugin's events.json: `planned` for `visits.planned`. */
  emit(at: At, event: string, told: { entity?: string; recordId?: string; organizationId?: string | null; data: Json }): Promise<void>
  /** Plans a reaction of the plugin's; under the same key it is planned anew. */
  schedule(at: At, plan: { key: string; reaction: string; at: Date; entity?: string; recordId?: string; data?: Json }): Promise<void>
  unschedule(at: At, key: string): Promise<void>
}> = {
  name: 'events',
  of: (plugin, platform) => ({
    on: (name, heard, react, only) => platform.reactions.define({ name: `${plugin}/${name}`, on: heard, changes: only?.changes, react }),
    async words(at, happened) {
      const about = await aboutOf(at, happened)
      return about && wordsOf(about)
    },
    emit: (at, event, { entity, ...told }) =>
      emit(at, [{ ...told, name: `${plugin}.${event}`, entity: entity === undefined ? undefined : `${plugin}/${entity}` }]),
    schedule: (at, { key, reaction, entity, ...plan }) =>
      schedule(at, [
        {
          ...plan,
          key: `${plugin}/${key}`,
          reaction: `${plugin}/${reaction}`,
          entity: entity === undefined ? undefined : `${plugin}/${entity}`,
        },
      ]),
    unschedule: (at, key) => unschedule(at, [`${plugin}/${key}`]),
  }),
}
