import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, MenuEntry } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

/** A plugin's entries for the desktop and the phone. */
export function compileMenus(one: PluginDeclarations, entities: ReadonlyMap<EntityKey, Entity>, mistakes: Mistake[]): MenuEntry[] {
  const declared = one.menus
  if (!declared) return []
  const { file } = declared
  return (['desktop', 'phone'] as const).flatMap(device => {
    const keys = new Set<string>()
    return ((declared.content[device] as Partial<MenuEntry>[] | undefined) ?? []).map((entry, at): MenuEntry => {
      const pointer = `/${device}/${at}`
      const entity = entry.entity ? (`${one.name}/${entry.entity}` as EntityKey) : undefined
      if (entity && !entities.has(entity) && !one.unreadable.has(String(entry.entity)))
        mistakes.push({
          file,
          pointer: `${pointer}/entity`,
          message: `${entry.entity} is not an entity of this plugin`,
          remedy: `use one of ${[...one.entities.keys()].join(', ')}`,
        })
      if (keys.has(entry.key!))
        mistakes.push({
          file,
          pointer: `${pointer}/key`,
          message: `the key ${entry.key} is here twice`,
          remedy: 'give each entry a key of its own',
        })
      keys.add(entry.key!)
      return {
        plugin: one.name,
        key: `${one.name}.${entry.key}`,
        device,
        title: entry.title!,
        group: entry.group!,
        icon: entry.icon,
        order: entry.order ?? at * 10,
        entity,
        page: entry.page,
        list: entry.list ?? 'living',
        permission: entry.permission ?? 'read',
        shownTo: entry.shownTo ?? entry.permission ?? 'read',
        where: entry.where ?? (one.name === 'core' ? 'everywhere' : 'tenants'),
      }
    })
  })
}
