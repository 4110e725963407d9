import type { Mistake } from './declaration-error.ts'
import { isReservedPlugin } from './names.ts'
import type { PluginDeclarations } from './read-declarations.ts'

/** Plugins after those they need; core before all. */
export function orderByNeeds(read: PluginDeclarations[], mistakes: Mistake[]): PluginDeclarations[] {
  const byName = new Map<string, PluginDeclarations>()
  for (const one of read) {
    const other = byName.get(one.name)
    if (other || isReservedPlugin(one.name))
      mistakes.push({
        file: one.plugin.file,
        pointer: '/name',
        message: other ? `${other.plugin.file} is already the plugin ${one.name}` : `${one.name} is a name of the platform's own`,
        remedy: 'give the plugin and its folder another name',
      })
    else byName.set(one.name, one)
  }
  const ordered = new Set<PluginDeclarations>()
  const visit = (one: PluginDeclarations, above: string[]): void => {
    if (ordered.has(one)) return
    for (const [at, need] of ((one.plugin.content['needs'] as string[] | undefined) ?? []).entries()) {
      const needed = byName.get(need)
      const mistake = (message: string, remedy: string) =>
        mistakes.push({ file: one.plugin.file, pointer: `/needs/${at}`, message, remedy })
      if (need === one.name) mistake('a plugin cannot need itself', 'remove it here')
      else if (!needed) mistake(`the plugin ${need} is not installed`, `add plugins/${need} or remove it here`)
      else if (above.includes(need)) mistake(`${need} needs this plugin in turn`, 'let one of the two not need the other')
      else visit(needed, [...above, one.name])
    }
    ordered.add(one)
  }
  for (const one of byName.values()) visit(one, [])
  return [...ordered]
}
