import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Mistake } from './declaration-error.ts'
import type { DeclarationKind } from './declaration-schemas.ts'
import { type Declared, readFile, readJson, shown } from './declared-file.ts'
import type { Migration } from './migration.ts'
import { type DeclaredBlock, readBlocks } from './read-blocks.ts'
import { readMigrations } from './read-migrations.ts'

/** One folder's declarations, each file checked by itself; how they fit together is for the compiler. */
export type PluginDeclarations = {
  name: string
  folder: string
  plugin: Declared
  entities: ReadonlyMap<string, Declared>
  /** Entities that are there and could not be read: what speaks of them is no further mistake. */
  unreadable: ReadonlySet<string>
  dictionaries: ReadonlyMap<string, Declared>
  forms: ReadonlyMap<string, Declared>
  samples: ReadonlyMap<string, Declared>
  workflows: ReadonlyMap<string, Declared>
  menus?: Declared
  roles?: Declared
  rules?: Declared
  events?: Declared
  reactions?: Declared
  schedules?: Declared
  commands?: Declared
  /** What others may give to it, by name. */
  extensionPoints: ReadonlyMap<string, Declared>
  /** What it gives to others, by the names of their extension points: `points.rules`. */
  contributions: ReadonlyMap<string, Declared>
  messages?: Declared
  /** What it brings to pages, by name. */
  blocks: ReadonlyMap<string, DeclaredBlock>
  migrations: Migration[]
}

const single = {
  'menus.json': 'menus',
  'roles.json': 'roles',
  'rules.json': 'rules',
  'events.json': 'events',
  'reactions.json': 'reactions',
  'schedules.json': 'schedules',
  'commands.json': 'commands',
  'messages.json': 'messages',
} as const

/** Reads one plugin's folder (or core's own). Mistakes are collected, so that an author sees them all at once. */
export function readDeclarations(folder: string, mistakes: Mistake[]): PluginDeclarations {
  const name = basename(folder)
  const plugin = readFile(join(folder, 'plugin.json'), 'plugin', mistakes)
  if (plugin && plugin.content['name'] !== name)
    mistakes.push({
      file: plugin.file,
      pointer: '/name',
      message: `the name ${String(plugin.content['name'])} is not the folder's name`,
      remedy: `write "${name}" or rename the folder`,
    })
  refuseStrayFiles(folder, mistakes)
  const optional = (file: keyof typeof single): Declared | undefined =>
    existsSync(join(folder, file)) ? readFile(join(folder, file), single[file], mistakes) : undefined
  const { found: entities, unreadable } = readFolder(join(folder, 'entities'), 'entity', mistakes)
  return {
    name,
    folder,
    plugin: plugin ?? { file: shown(join(folder, 'plugin.json')), content: { name, title: name, version: '0.0.0' } },
    entities,
    unreadable,
    dictionaries: readFolder(join(folder, 'dictionaries'), 'dictionary', mistakes).found,
    forms: readFolder(join(folder, 'forms'), 'form', mistakes).found,
    samples: readFolder(join(folder, 'samples'), 'samples', mistakes).found,
    workflows: readFolder(join(folder, 'workflows'), 'workflow', mistakes).found,
    menus: optional('menus.json'),
    roles: optional('roles.json'),
    rules: optional('rules.json'),
    events: optional('events.json'),
    reactions: optional('reactions.json'),
    schedules: optional('schedules.json'),
    commands: optional('commands.json'),
    messages: optional('messages.json'),
    extensionPoints: readFolder(join(folder, 'extension-points'), 'extension-point', mistakes).found,
    contributions: readContributions(join(folder, 'contributes'), mistakes),
    blocks: readBlocks(join(folder, 'blocks'), mistakes),
    migrations: readMigrations(join(folder, 'migrations'), mistakes),
  }
}

/** A misspelt menu.json would otherwise be read by nobody and missed by everybody. */
function refuseStrayFiles(folder: string, mistakes: Mistake[]): void {
  const known = ['plugin.json', ...Object.keys(single)]
  for (const name of readdirSync(folder))
    if (name.endsWith('.json') && !known.includes(name))
      mistakes.push({
        file: shown(join(folder, name)),
        pointer: '',
        message: 'no declaration has this name',
        remedy: `use one of ${known.join(', ')}, or a file in entities/, forms/, samples/, workflows/, dictionaries/, extension-points/, contributes/, blocks/ or migrations/`,
      })
}

/** Each is checked by the schema of its extension point, when all plugins are read. */
function readContributions(folder: string, mistakes: Mistake[]): Map<string, Declared> {
  const found = new Map<string, Declared>()
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (!file.endsWith('.json')) continue
    const point = basename(file, '.json')
    if (/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(point)) {
      const declared = readJson(join(folder, file), mistakes)
      if (declared) found.set(point, declared)
    } else
      mistakes.push({
        file: shown(join(folder, file)),
        pointer: '',
        message: `${point} cannot be the name of an extension point`,
        remedy: 'name the file <plugin>.<point>.json, after the plugin that it gives something to: points.rules.json',
      })
  }
  return found
}

function readFolder(folder: string, kind: DeclarationKind, mistakes: Mistake[]) {
  const found = new Map<string, Declared>()
  const unreadable = new Set<string>()
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (!file.endsWith('.json')) continue
    const name = basename(file, '.json')
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(name))
      mistakes.push({
        file: shown(join(folder, file)),
        pointer: '',
        message: `${name} cannot be the name of ${kind === 'dictionary' ? 'a dictionary' : 'an entity'}`,
        remedy: 'name the file in small letters, digits and hyphens: honor-level.json',
      })
    const declared = readFile(join(folder, file), kind, mistakes)
    if (declared) found.set(name, declared)
    else unreadable.add(name)
  }
  return { found, unreadable }
}
