import type { Mistake } from './declaration-error.ts'
import type { Dictionary } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

/** Code sets by name. They are one set for all plugins, so that a code means the same everywhere. */
export function compileDictionaries(ordered: PluginDeclarations[], mistakes: Mistake[]): Map<string, Dictionary> {
  const found = new Map<string, Dictionary>()
  for (const one of ordered)
    for (const [name, { content, file }] of one.dictionaries) {
      const other = found.get(name)
      if (other)
        mistakes.push({
          file,
          pointer: '',
          message: `${other.plugin} already has a dictionary ${name}`,
          remedy: 'give it another file name, or use that one',
        })
      const items = (content['items'] as Dictionary['items']).map(item => ({ ...item, aliases: item.aliases ?? [] }))
      refuseWrongItems(file, items, mistakes)
      found.set(name, { name, plugin: one.name, title: String(content['title']), source: String(content['source']), items })
    }
  return found
}

function refuseWrongItems(file: string, items: Dictionary['items'], mistakes: Mistake[]): void {
  const codes = new Set<string>()
  items.forEach(({ code }, at) => {
    if (codes.has(code))
      mistakes.push({
        file,
        pointer: `/items/${at}/code`,
        message: `the code ${code} is here twice`,
        remedy: 'give each item a code of its own',
      })
    codes.add(code)
  })
  items.forEach(({ parent }, at) => {
    if (parent !== undefined && !codes.has(parent))
      mistakes.push({
        file,
        pointer: `/items/${at}/parent`,
        message: `there is no code ${parent}`,
        remedy: 'name the code of another item',
      })
  })
}
