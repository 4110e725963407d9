import type { StoredComponent } from './page-content.ts'

/** The kinds of components that the editor tells apart (its GrapesJS types). */
export type Kind = 'textnode' | 'text' | 'text-link' | 'picture' | 'film' | 'block' | 'element'

const inline = new Set('b strong i em u s small sub sup span br a time'.split(' '))
const writable = new Set('p h1 h2 h3 h4 h5 h6 span li a figcaption blockquote th td caption summary time'.split(' '))

/** What a stored component is in the editor; what is text is typed into on the page itself. */
export function kindOf(component: StoredComponent): Kind {
  const { type, tagName = 'div', components = [] } = component
  if (type === 'textnode' || type === 'block') return type
  if (tagName === 'img') return 'picture'
  if (tagName === 'video') return 'film'
  const isText = components.length === 0 ? writable.has(tagName) : components.every(isWords) && hasLetters(components)
  if (!isText) return 'element'
  return tagName === 'a' ? 'text-link' : 'text'
}

const isWords = (component: StoredComponent): boolean =>
  component.type === 'textnode' || (inline.has(component.tagName ?? 'div') && (component.components ?? []).every(isWords))

const hasLetters = (components: StoredComponent[]): boolean =>
  components.some(one => (one.type === 'textnode' ? (one.content ?? '').trim() !== '' : hasLetters(one.components ?? [])))

/** The words of a component and all within it. */
export const wordsIn = (component: StoredComponent): string =>
  component.type === 'textnode' ? (component.content ?? '') : (component.components ?? []).map(wordsIn).join('')
