import type { TenantId, TenantTransaction } from '../database/database.ts'
import type { Caller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import type { Engine } from '../records/engine.ts'
import type { TenantState, TenantStates } from '../tenants/tenant-state.ts'
import type { Happened } from './happening.ts'
import type { Hearing } from './hearing.ts'

/** What is at hand while reacting: one transaction of the tenant's, in which the reaction is noted as done. */
export type Reacting = { engine: Engine; transaction: TenantTransaction; caller: Caller; platform: Platform }

/**
 * What is done when something has happened. It may be tried again after a failure, of which nothing stays in the database; what it does
 * outside of the database it must bear to do twice.
 */
export type Reaction = {
  /** `<plugin>/<name>`, `core/<name>` for core's own: stands in the database, so it stays the same over versions. */
  name: string
  /** Events that it hears; a reaction to timers alone hears none. */
  on?: readonly string[]
  /** Of updates it hears only those that change one of these fields. */
  changes?: readonly string[]
  /** Where what is heard differs between tenants: whether this tenant's event is heard. */
  hears?(tenantId: TenantId, event: string): Promise<boolean> | boolean
  /** Several at once, in the order in which they happened. */
  react(at: Reacting, happened: Happened[]): Promise<void>
}

export type ReactionRegistry = {
  /** @throws Error when the name is taken */
  define(reaction: Reaction): void
  of(name: string): Reaction | undefined
  heardBy: Hearing['heardBy']
}

export function reactionRegistry(tenants: TenantStates): ReactionRegistry {
  const byName = new Map<string, Reaction>()
  const byEvent = new Map<string, Reaction[]>()
  const choosy: Reaction[] = []
  return {
    define(reaction) {
      if (byName.has(reaction.name)) throw new Error(`there is a reaction ${reaction.name} already`)
      byName.set(reaction.name, reaction)
      for (const event of reaction.on ?? []) byEvent.set(event, [...(byEvent.get(event) ?? []), reaction])
      if (reaction.hears) choosy.push(reaction)
    },
    of: name => byName.get(name),
    async heardBy(tenantId, event, changed) {
      const concerned = ({ changes }: Reaction) => !changes || !changed || changes.some(field => changed.includes(field))
      const heard = (byEvent.get(event) ?? []).filter(concerned)
      for (const reaction of choosy) if (await reaction.hears?.(tenantId, event)) heard.push(reaction)
      if (heard.length === 0) return []
      const state = tenants.known(tenantId) ?? (await tenants.of(tenantId))
      return heard.filter(reaction => isOn(state, reaction.name)).map(reaction => reaction.name)
    },
  }
}

/** A tenant that is being made has every plugin, for all that is known yet. */
export function isOn(state: TenantState | undefined, reaction: string): boolean {
  return state === undefined || state.pluginsOn.has(pluginOf(reaction))
}

export function pluginOf(reaction: string): string {
  return reaction.slice(0, reaction.indexOf('/'))
}
