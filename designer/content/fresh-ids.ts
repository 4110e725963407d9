import { everyComponent, type PageContent, type StoredComponent } from './page-content.ts'

/** An id that no other page of the site has: header, page and footer stand in one document. */
export function newId(): string {
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz'
  return `d${[...crypto.getRandomValues(new Uint8Array(10))].map(byte => letters[byte % letters.length]).join('')}`
}

/** The same content under ids of its own: what is pasted, inserted or copied stands beside what it was taken from. */
export function withFreshIds(content: PageContent): PageContent {
  return renamed(content, new Map([...idsIn(content)].map(id => [id, newId()])))
}

/** New ids only for those that are taken already. */
export function withoutClashes(content: PageContent, taken: ReadonlySet<string>): PageContent {
  const names = new Map([...idsIn(content)].filter(id => taken.has(id)).map(id => [id, newId()]))
  return names.size === 0 ? content : renamed(content, names)
}

export function idsIn(content: Pick<PageContent, 'components'>): Set<string> {
  return new Set([...everyComponent(content.components)].flatMap(({ attributes }) => (attributes?.['id'] ? [attributes['id']] : [])))
}

function renamed({ components, styles }: PageContent, names: ReadonlyMap<string, string>): PageContent {
  const component = (one: StoredComponent): StoredComponent => ({
    ...one,
    ...(one.attributes ? { attributes: attributesIn(one.attributes, names) } : {}),
    ...(one.components ? { components: one.components.map(component) } : {}),
  })
  return {
    components: components.map(component),
    styles: styles.map(rule => ({
      ...rule,
      selectors: rule.selectors.map(one => (one.startsWith('#') ? `#${names.get(one.slice(1)) ?? one.slice(1)}` : one)),
    })),
  }
}

/** The id itself, and what speaks of ids: labels, descriptions, links within the page. */
function attributesIn(attributes: Record<string, string>, names: ReadonlyMap<string, string>): Record<string, string> {
  const name = (id: string) => names.get(id) ?? id
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => {
      if (key === 'id') return [key, name(value)]
      if (/^aria-(labelledby|describedby|controls|owns)$/.test(key)) return [key, value.split(/\s+/).map(name).join(' ')]
      return [key, key === 'href' && value.startsWith('#') ? `#${name(value.slice(1))}` : value]
    }),
  )
}
