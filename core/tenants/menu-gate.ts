import type { EntityKey, MenuEntry, Model } from '../declarations/model.ts'
import type { TenantState } from './tenant-state.ts'

export type Wanted = { device: MenuEntry['device']; entity: EntityKey; action: string }

/** Actions that belong to a page for another action: what is in the bin is erased where it is restored. */
const sameAs: Record<string, string> = { erase: 'restore', export: 'read' }

/**
 * Whether every entry that leads to the action is switched off (S2.4, S2.5). Entries for reading lead to the whole entity. An action
 * with an entry of its own has that one besides; any other change belongs to the entries for creating, where there are some.
 */
export function menuIsOff(state: TenantState, model: Model, { device, entity, action }: Wanted): boolean {
  const entries = entriesOf(model).get(`${device} ${entity}`) ?? []
  const leadingTo = (permission: string) => entries.filter(entry => entry.permission === permission)
  const allOff = (some: MenuEntry[]) =>
    some.length > 0 && some.every(entry => state.menus.get(`${entry.device} ${entry.key}`)?.on === false)
  if (allOff(leadingTo('read'))) return true
  const wanted = sameAs[action] ?? action
  if (wanted === 'read') return false
  const own = leadingTo(wanted)
  return allOff(own.length > 0 ? own : leadingTo('create'))
}

const byEntity = new WeakMap<Model, Map<string, MenuEntry[]>>()

/** A model's entries by the device and the entity that they lead to. */
function entriesOf(model: Model): Map<string, MenuEntry[]> {
  const known = byEntity.get(model) ?? Map.groupBy(model.menus, entry => `${entry.device} ${entry.entity}`)
  byEntity.set(model, known)
  return known
}
