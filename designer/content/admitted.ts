import { fileOf, readAddress } from '../../plugins/portal/server/content/addresses.ts'
import { tagOf, tags } from '../../plugins/portal/server/content/tags.ts'
import type { PageContent, StoredComponent, StoredRule } from './page-content.ts'

// The server refuses what is not on its list when a page is saved. The editor does not rely on that: GrapesJS itself takes over whatever a
// stored project says, scripts and event handlers included, so that nothing reaches it but what is named here, by the server's own list.
/** What goes with all that is in it; of any other element that is not named above, what it contains stays. */
const dropped = new Set(
  'script style iframe object embed svg math template noscript link meta base form input textarea select button'.split(' '),
)
const className = /^(dj|g)-[\w-]{1,60}$/
const idName = /^[A-Za-z][\w-]{0,62}$/
const blockName = /^[a-z0-9-]+\.[a-z0-9-]+$/
const property = /^(--dj-)?[a-z][a-z-]{0,60}$/
const file = /^file:[0-9a-f-]{36}$/i
const mediaQuery = /^\((max|min)-width: ?\d{2,4}px\)$/
const deepest = 32

/** What of a stored or pasted page may be opened in the editor; everything else is left out. */
export function admitted(content: unknown): PageContent {
  const { components, styles } = (isRecord(content) ? content : {}) as { components?: unknown; styles?: unknown }
  return { components: componentsOf(components, 0), styles: list(styles).flatMap(ruleOf) }
}

function componentsOf(given: unknown, depth: number): StoredComponent[] {
  return depth > deepest ? [] : list(given).flatMap(one => componentOf(one, depth))
}

function componentOf(given: unknown, depth: number): StoredComponent[] {
  if (!isRecord(given)) return []
  const { type, tagName, block, settings, name } = given
  if (type === 'textnode') return [{ type, content: typeof given['content'] === 'string' ? given['content'] : '' }]
  const named = typeof name === 'string' && name !== '' ? { name: name.slice(0, 60) } : {}
  if (type === 'block')
    return typeof block === 'string' && blockName.test(block)
      ? [{ type, ...look(given, 'div'), block, settings: isRecord(settings) ? structuredClone(settings) : {}, ...named }]
      : []
  const tag = tagOf({
    type: typeof type === 'string' ? type : undefined,
    tagName: typeof tagName === 'string' ? tagName.toLowerCase() : undefined,
  })
  if (dropped.has(tag)) return []
  const components = componentsOf(given['components'], depth + 1)
  if (!Object.hasOwn(tags, tag)) return components
  return [{ tagName: tag, ...look(given, tag), ...(components.length > 0 ? { components } : {}), ...named }]
}

function look(given: Record<string, unknown>, tag: string): Pick<StoredComponent, 'attributes' | 'classes'> {
  const attributes = Object.fromEntries(
    Object.entries(isRecord(given['attributes']) ? given['attributes'] : {}).flatMap(([name, value]) => {
      const text = typeof value === 'number' || value === true ? String(value) : value
      return typeof text === 'string' && mayStand(tag, name, text) ? [[name, text]] : []
    }),
  )
  const classes = list(given['classes']).flatMap(one => {
    const text = isRecord(one) ? one['name'] : one
    return typeof text === 'string' && className.test(text) ? [text] : []
  })
  return { ...(Object.keys(attributes).length > 0 ? { attributes } : {}), ...(classes.length > 0 ? { classes } : {}) }
}

function mayStand(tag: string, name: string, value: string): boolean {
  if (name === 'id') return idName.test(value)
  if (name === 'href') return tag === 'a' && isAddress(value)
  if (name === 'src' || name === 'poster') return (tags[tag]?.includes(name) ?? false) && fileOf(value) !== undefined
  return (
    ['title', 'lang', 'role'].includes(name) || /^(aria|data-dj)(-[a-z]{1,30}){1,3}$/.test(name) || (tags[tag]?.includes(name) ?? false)
  )
}

/** Whether a link may lead there: within the site, to the web, to a mailbox or a phone. */
export const isAddress = (typed: string): boolean => readAddress(typed) !== undefined

function ruleOf(given: unknown): StoredRule[] {
  if (!isRecord(given) || !isRecord(given['style'])) return []
  const selectors = list(given['selectors']).filter(
    (one): one is string => typeof one === 'string' && (one.startsWith('#') ? idName.test(one.slice(1)) : className.test(one.slice(1))),
  )
  const style = Object.fromEntries(
    Object.entries(given['style']).filter(
      (pair): pair is [string, string] => property.test(pair[0]) && typeof pair[1] === 'string' && isHarmless(pair[1]),
    ),
  )
  if (selectors.length === 0 || Object.keys(style).length === 0) return []
  const { state, media } = given
  if (media !== undefined && media !== '' && !(typeof media === 'string' && mediaQuery.test(media))) return []
  return [
    {
      selectors,
      ...(state === 'hover' || state === 'focus' ? { state } : {}),
      ...(typeof media === 'string' && media !== '' ? { media } : {}),
      style,
    },
  ]
}

/** A value that loads nothing from elsewhere and ends no declaration. */
function isHarmless(value: string): boolean {
  if (/[<>{};\\@]|\/\*/.test(value)) return false
  return [...value.matchAll(/url\(([^)]*)\)/gi)].every(([, inside]) => file.test(inside!.replace(/["']/g, '').trim()))
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
