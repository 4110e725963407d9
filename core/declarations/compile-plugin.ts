import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, PluginModel } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

export function compilePlugin(one: PluginDeclarations, entities: ReadonlyMap<EntityKey, Entity>, mistakes: Mistake[]): PluginModel {
  const { content, file } = one.plugin
  const profile = (content['contributes'] as { profile?: string } | undefined)?.profile
  if (profile !== undefined && !entities.get(`${one.name}/${profile}`)?.account && !one.unreadable.has(profile))
    mistakes.push({
      file,
      pointer: '/contributes/profile',
      message: `${profile} is not an entity of this plugin that has x-account`,
      remedy: `name one of ${[...one.entities.keys()].join(', ')} and give it x-account`,
    })
  return {
    name: one.name,
    title: String(content['title']),
    description: String(content['description'] ?? ''),
    version: String(content['version']),
    folder: one.folder,
    needs: (content['needs'] as string[] | undefined) ?? [],
    editions: (content['editions'] as string[] | undefined) ?? 'all',
    startsOn: content['startsOn'] !== false,
    migrations: one.migrations,
    profile: profile ? `${one.name}/${profile}` : undefined,
  }
}
