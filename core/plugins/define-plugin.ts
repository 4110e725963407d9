import type { Platform } from '../platform.ts'
import type { Part } from './part.ts'

type Parts = Record<string, Part<unknown>>
/** What a plugin gets of the parts that it needs. */
export type Given<N extends Parts> = { [name in keyof N]: N[name] extends Part<infer T> ? T : never }

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
