import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { type Entity, type EntityKey, entityOf, type Json } from '../declarations/model.ts'
import { emit } from '../events/emit.ts'
import type { Happened } from '../events/happening.ts'
import { tellable } from '../events/record-events.ts'
import { schedule, unschedule } from '../events/timers.ts'
import type { JobKind } from '../jobs/queue.ts'
import { type Message, tell } from '../messages/tell.ts'
import type { Caller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { createDrafts, draftOf, throwIfWrong } from '../records/create.ts'
import type { Engine } from '../records/engine.ts'
import { loadRecords } from '../records/load.ts'
import { isUuid } from '../records/relations.ts'
import { changeRecord } from '../records/update.ts'

/** Where something is done: one tenant, one transaction, all of it or nothing. Handed on, never made. */
export type At = { readonly engine: Engine; readonly transaction: TenantTransaction; readonly caller: Caller }

/** A part of the platform that a plugin may need, as that plugin gets it. */
export type Part<T> = { readonly name: string; of(plugin: string, platform: Platform): T }

type Parts = Record<string, Part<unknown>>
type Given<N extends Parts> = { [name in keyof N]: N[name] extends Part<infer T> ? T : never }

/** What a plugin does beyond its declarations. */
export type PluginServer = { readonly start: (plugin: string, platform: Platform) => void | Promise<void> }

/**
 * Says which parts a plugin's code needs, and what it does with them when a server starts: it defines, and serves nobody yet.
 */
export function definePlugin<N extends Parts>({
  needs,
  start,
}: {
  needs: N
  start: (given: Given<N>) => void | Promise<void>
}): PluginServer {
  return {
    start: (plugin, platform) =>
      start(Object.fromEntries(Object.entries(needs).map(([name, part]) => [name, part.of(plugin, platform)])) as Given<N>),
  }
}

/** The plugin's own records, under the platform's rights: of other plugins' it only reads. */
export const records: Part<{
  /** A record that is not deleted, without what is secret; undefined where there is none. `visit`, or `members/member` of a plugin in `needs`. */
  find(at: At, entity: string, id: string): Promise<Json | undefined>
  /** Makes a record and gives its id; made before under the same id, it is left as it is. @throws Problem where its rules refuse it */
  create(at: At, entity: string, values: Json, id?: string): Promise<string>
  /** Sets fields, also such as requests may not set. @throws Problem where its rules refuse it, or there is none */
  change(at: At, entity: string, id: string, values: Json): Promise<void>
}> = {
  name: 'records',
  of(plugin) {
    const find = async (at: At, entity: Entity, id: string) => {
      if (!isUuid(id)) return undefined
      const living = entity.delete === 'soft' ? sql` and t.deleted_at is null` : sql``
      const [found] = await loadRecords(at.transaction, entity, sql`t.id = ${id}${living}`, { id })
      return found && tellable(entity, found.values)
    }
    return {
      find: (at, entity, id) => find(at, readable(at, plugin, entity), id),
      async create(at, name, values, id) {
        const entity = own(at, plugin, name)
        if (id !== undefined && (await find(at, entity, id))) return id
        const draft = draftOf(values, id)
        await createDrafts({ ...at, entity }, [draft])
        throwIfWrong([draft])
        return draft.id
      },
      change: (at, name, id, values) => changeRecord({ ...at, entity: own(at, plugin, name) }, id, values),
    }
  },
}

/** What happens, and what is to be done then or later. Names of reactions are the plugin's own. */
export const events: Part<{
  /** Done when one of these has happened, and when it was scheduled. After a failure it is tried again, of which nothing has stayed. */
  on(name: string, heard: string[], react: (at: At, happened: Happened[]) => Promise<void>): void
  /** Tells of an event of the plugin's events.json: `planned` for `visits.planned`. */
  emit(at: At, event: string, told: { entity?: string; recordId?: string; organizationId?: string | null; data: Json }): Promise<void>
  /** Plans a reaction of the plugin's; under the same key it is planned anew. */
  schedule(at: At, plan: { key: string; reaction: string; at: Date; data?: Json }): Promise<void>
  unschedule(at: At, key: string): Promise<void>
}> = {
  name: 'events',
  of: (plugin, platform) => ({
    on: (name, heard, react) => platform.reactions.define({ name: `${plugin}/${name}`, on: heard, react }),
    emit: (at, event, { entity, ...told }) =>
      emit(at, [{ ...told, name: `${plugin}.${event}`, entity: entity === undefined ? undefined : `${plugin}/${entity}` }]),
    schedule: (at, { key, reaction, ...plan }) => schedule(at, [{ ...plan, key: `${plugin}/${key}`, reaction: `${plugin}/${reaction}` }]),
    unschedule: (at, key) => unschedule(at, [`${plugin}/${key}`]),
  }),
}

/** What people are told: in-app at once, by SMS and voice at their hour. */
export const messages: Part<{
  /** To users by their ids, by a template of the plugin's messages.json. The same id is told once. */
  tell(at: At, message: Omit<Message, 'channels'>): Promise<void>
}> = {
  name: 'messages',
  of: plugin => ({ tell: (at, message) => tell(at, { ...message, template: `${plugin}/${message.template}` }) }),
}

/** Work that takes long, under the rights of who asked for it. */
export const jobs: Part<{
  /** What a kind of job does; it may come more than once and must bear it. */
  define(kind: string, run: JobKind): void
  /** Asks for one, with the change that asks; gives its id. */
  enqueue(at: At, job: { kind: string; title: string; input: Json }): Promise<string>
}> = {
  name: 'jobs',
  of: (plugin, platform) => ({
    define: (kind, run) => platform.jobs.define(`${plugin}/${kind}`, run),
    enqueue: (at, job) => platform.jobs.enqueue(at.transaction, at.caller, { ...job, kind: `${plugin}/${job.kind}` }),
  }),
}

function own({ engine }: At, plugin: string, name: string): Entity {
  return entityOf(engine.model, `${plugin}/${name}`)
}

function readable({ engine }: At, plugin: string, name: string): Entity {
  const entity = entityOf(engine.model, (name.includes('/') ? name : `${plugin}/${name}`) as EntityKey)
  const { needs } = engine.model.plugins.get(plugin)!
  if (![plugin, 'core', ...needs].includes(entity.plugin))
    throw new Error(`${plugin} does not need ${entity.plugin}, whose records it asks for`)
  return entity
}
