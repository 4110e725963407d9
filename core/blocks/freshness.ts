import { v7 as uuid } from 'uuid'
import type { TenantId, TenantTransaction } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import type { EntityKey, Model } from '../declarations/model.ts'
import type { Behaviour } from '../records/engine.ts'

/** What changed for a tenant of what pages may show; without a tenant, whatever it was may have been missed. */
export type Changed = (tenantId: TenantId | undefined, entities: EntityKey[] | 'all') => void

/** Whose changes are heard of at all: what some block shows, and by what it is decided who sees it. */
export function shownEntities({ blocks }: Model): Set<EntityKey> {
  return new Set<EntityKey>(['core/role', ...[...blocks.values()].flatMap(block => [...block.shows])])
}

/** Tells every server, with the commit, that records changed which pages show. */
export function freshnessBehaviours(model: Model): [EntityKey, Behaviour[]][] {
  return [...shownEntities(model)].map(key => [
    key,
    [{ afterWrite: ({ engine, transaction }) => tellChange(engine.signals, transaction, key) }],
  ])
}

/** What a transaction has told already, and under which name. */
const told = new WeakMap<TenantTransaction, { name: string; entities: Set<EntityKey> }>()

/** Once for a transaction and entity, however many records it writes. */
export async function tellChange(signals: Signals, transaction: TenantTransaction, entity: EntityKey): Promise<void> {
  const telling = told.get(transaction) ?? { name: uuid(), entities: new Set() }
  told.set(transaction, telling)
  if (telling.entities.has(entity)) return
  telling.entities.add(entity)
  await signals.send(transaction, 'shown', `${transaction.tenantId} ${entity} ${telling.name}`)
}

/** The signals of late, so that what a server hears of itself and then from the database is heard once. */
const mostRemembered = 10_000

/** Hears of changes, here and on other servers, each once and after it was committed. Gives what ends the hearing. */
export function hearChanges(signals: Signals, heard: Changed): () => void {
  const remembered = new Set<string>()
  const ends = [
    signals.on('shown', payload => {
      if (remembered.has(payload)) return
      if (remembered.size > mostRemembered) remembered.clear()
      remembered.add(payload)
      const [tenantId, entity] = payload.split(' ') as [TenantId, EntityKey]
      heard(tenantId, entity === 'core/role' ? 'all' : [entity])
    }),
    // Plugins on and off, reduced-burden mode, the tenant itself.
    signals.on('tenant', tenantId => heard(tenantId as TenantId, 'all')),
    signals.on('forget', () => heard(undefined, 'all')),
  ]
  return () => {
    for (const end of ends) end()
  }
}
