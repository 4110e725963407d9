export type Plugin = {
  name: string
  title: string
  description?: string
  version: string
  on: boolean
  /** Included in the tenant's edition, or granted besides. */
  entitled: boolean
  editions: string[]
  application: { state: 'applied' | 'granted' | 'refused'; reason: string | null; answer: string | null } | null
  needs: string[]
}

export type Plugins = { edition: { code: string; title: string }; data: Plugin[] }

export const titlesOf = (names: string[], plugins: Plugin[]): string =>
  names.map(name => `“${plugins.find(plugin => plugin.name === name)?.title ?? name}”`).join('、')
