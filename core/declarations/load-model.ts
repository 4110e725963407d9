import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compileEntity } from './compile-entity.ts'
import { DeclarationError, type Mistake } from './declaration-error.ts'
import type { Dictionary, Entity, EntityKey, MenuEntry, Model, Permission, PluginModel } from './model.ts'
import { type PluginDeclarations, readDeclarations } from './read-declarations.ts'
import { type Rule, ruleData } from './rule-data.ts'

const coreFolder = join(import.meta.dirname, '..')

/**
 * Reads core's own declarations and those of every plugin folder, and compiles them to one frozen model.
 * @throws DeclarationError listing every mistake with file, JSON pointer and remedy
 */
export function loadModel(pluginFolders: string[]): Model {
  const mistakes: Mistake[] = []
  const folders = pluginFolders.flatMap(folder =>
    readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'plugin.json')))
      .map(entry => join(folder, entry.name))
      .sort(),
  )
  const read = [coreFolder, ...folders].flatMap(folder => readDeclarations(folder, mistakes) ?? [])
  const ordered = orderByNeeds(read, mistakes)
  const dictionaries = compileDictionaries(ordered, mistakes)
  const rules = ruleData(ordered.flatMap(one => (one.rules?.content['rules'] as Rule[] | undefined) ?? []))
  const keys = new Set(ordered.flatMap(one => [...one.entities.keys()].map(name => `${nameOf(one)}/${name}` as EntityKey)))
  const entities = new Map<EntityKey, Entity>()
  for (const one of ordered)
    for (const [name, declared] of one.entities) {
      const entity = compileEntity(nameOf(one), name, declared, { entities: keys, dictionaries, rules, mistakes })
      entities.set(entity.key, entity)
    }
  const model: Model = {
    plugins: new Map(ordered.map(one => [nameOf(one), pluginModel(one)])),
    entities,
    dictionaries,
    rules,
    menus: ordered.flatMap(one => menusOf(one, entities, mistakes)),
    roles: rolesOf(ordered, entities, mistakes),
  }
  refuseSharedPaths(entities, mistakes)
  if (mistakes.length > 0) throw new DeclarationError(mistakes)
  return Object.freeze(model)
}

function nameOf(one: PluginDeclarations): string {
  return String(one.plugin.content['name'])
}

/** Plugins after those they need; core before all. */
function orderByNeeds(read: PluginDeclarations[], mistakes: Mistake[]): PluginDeclarations[] {
  const byName = new Map(read.map(one => [nameOf(one), one]))
  const ordered = new Set<PluginDeclarations>()
  const visit = (one: PluginDeclarations, above: string[]): void => {
    if (ordered.has(one)) return
    for (const [at, need] of ((one.plugin.content['needs'] as string[] | undefined) ?? []).entries()) {
      const needed = byName.get(need)
      const pointer = `/needs/${at}`
      if (!needed)
        mistakes.push({
          file: one.plugin.file,
          pointer,
          message: `the plugin ${need} is not installed`,
          remedy: `add plugins/${need} or remove it here`,
        })
      else if (above.includes(need))
        mistakes.push({
          file: one.plugin.file,
          pointer,
          message: `${need} needs this plugin in turn`,
          remedy: 'let one of the two not need the other',
        })
      else visit(needed, [...above, nameOf(one)])
    }
    ordered.add(one)
  }
  for (const one of read) visit(one, [])
  return [...ordered]
}

function compileDictionaries(ordered: PluginDeclarations[], mistakes: Mistake[]): Map<string, Dictionary> {
  const found = new Map<string, Dictionary>()
  for (const one of ordered)
    for (const [name, { content, file }] of one.dictionaries) {
      if (found.has(name))
        mistakes.push({
          file,
          pointer: '',
          message: `${found.get(name)!.plugin} already has a dictionary ${name}`,
          remedy: 'give it another file name',
        })
      const items = (content['items'] as Dictionary['items']).map(item => ({ ...item, aliases: item.aliases ?? [] }))
      found.set(name, { name, plugin: nameOf(one), title: String(content['title']), source: String(content['source']), items })
    }
  return found
}

function pluginModel(one: PluginDeclarations): PluginModel {
  const { content } = one.plugin
  const profile = (content['contributes'] as { profile?: string } | undefined)?.profile
  return {
    name: nameOf(one),
    title: String(content['title']),
    description: String(content['description'] ?? ''),
    version: String(content['version']),
    folder: one.folder,
    needs: (content['needs'] as string[] | undefined) ?? [],
    editions: (content['editions'] as string[] | undefined) ?? 'all',
    startsOn: content['startsOn'] !== false,
    profile: profile ? `${nameOf(one)}/${profile}` : undefined,
  }
}

function menusOf(one: PluginDeclarations, entities: ReadonlyMap<EntityKey, Entity>, mistakes: Mistake[]): MenuEntry[] {
  const declared = one.menus
  if (!declared) return []
  return (['desktop', 'phone'] as const).flatMap(device =>
    ((declared.content[device] as Partial<MenuEntry>[] | undefined) ?? []).map((entry, at): MenuEntry => {
      const entity = entry.entity ? (`${nameOf(one)}/${entry.entity}` as EntityKey) : undefined
      if (entity && !entities.has(entity))
        mistakes.push({
          file: declared.file,
          pointer: `/${device}/${at}/entity`,
          message: `${entry.entity} is not an entity of this plugin`,
          remedy: `use one of ${[...one.entities.keys()].join(', ')}`,
        })
      return {
        plugin: nameOf(one),
        key: `${nameOf(one)}.${entry.key}`,
        device,
        title: entry.title!,
        group: entry.group!,
        icon: entry.icon,
        order: entry.order ?? at * 10,
        entity,
        permission: entry.permission ?? 'read',
      }
    }),
  )
}

function rolesOf(ordered: PluginDeclarations[], entities: ReadonlyMap<EntityKey, Entity>, mistakes: Mistake[]): Model['roles'] {
  const roles = new Map<string, Map<EntityKey, Permission>>()
  for (const one of ordered)
    for (const [role, permissions] of Object.entries(one.roles?.content ?? {})) {
      if (role === '$schema') continue
      const known = roles.get(role) ?? new Map<EntityKey, Permission>()
      roles.set(role, known)
      for (const [name, permission] of Object.entries(permissions as Record<string, Permission>)) {
        const entity = entities.get(`${nameOf(one)}/${name}`)
        const unknown = entity ? Object.keys(permission.fields ?? {}).filter(field => !entity.field.has(field)) : [name]
        for (const wrong of unknown)
          mistakes.push({
            file: one.roles!.file,
            pointer: `/${role}/${name}`,
            message: `${wrong} is not ${entity ? 'a field' : 'an entity of this plugin'}`,
            remedy: entity ? `fields are ${[...entity.field.keys()].join(', ')}` : `entities are ${[...one.entities.keys()].join(', ')}`,
          })
        if (entity) known.set(entity.key, permission)
      }
    }
  return roles
}

function refuseSharedPaths(entities: ReadonlyMap<EntityKey, Entity>, mistakes: Mistake[]): void {
  const taken = new Map<string, string>()
  for (const entity of entities.values()) {
    const other = taken.get(entity.path)
    if (other)
      mistakes.push({
        file: entity.file,
        pointer: '/x-plural',
        message: `${entity.path} is already ${other}'s`,
        remedy: 'give one of them another x-plural',
      })
    taken.set(entity.path, entity.key)
  }
}
