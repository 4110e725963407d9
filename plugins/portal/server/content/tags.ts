/** Elements that a page may have, each with its attributes beyond those of all. */
export const tags: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'div section header footer nav main article aside h1 h2 h3 h4 h5 h6 p span strong b em i u s small sub sup figure figcaption ul ol li blockquote hr br table thead tbody tr caption summary'
      .split(' ')
      .map(tag => [tag, []]),
  ),
  a: ['href', 'target', 'rel'],
  img: ['src', 'alt', 'width', 'height'],
  video: ['src', 'poster', 'controls', 'preload', 'width', 'height'],
  th: ['colspan', 'rowspan', 'scope'],
  td: ['colspan', 'rowspan'],
  time: ['datetime'],
  details: ['open'],
}

/** Elements that hold nothing. */
export const empty: ReadonlySet<string> = new Set(['img', 'br', 'hr', 'video'])

/** The element of a component that names none, by its type. */
const tagOfType: Readonly<Record<string, string>> = {
  ...{ image: 'img', link: 'a', video: 'video', table: 'table', thead: 'thead', tbody: 'tbody', row: 'tr', cell: 'td' },
}

export function tagOf({ type, tagName }: { type?: string; tagName?: string }): string {
  if (type === 'block') return 'div'
  return tagName ?? (type !== undefined && Object.hasOwn(tagOfType, type) ? tagOfType[type]! : 'div')
}

const phrasing: ReadonlySet<string> = new Set('span strong b em i u s small sub sup a img br time video'.split(' '))
const holdsPhrasing: ReadonlySet<string> = new Set('p h1 h2 h3 h4 h5 h6'.split(' '))
const children: Readonly<Record<string, readonly string[]>> = {
  ...{ ul: ['li'], ol: ['li'], tr: ['th', 'td'], thead: ['tr'], tbody: ['tr'], table: ['caption', 'thead', 'tbody', 'tr'] },
}
/** What stands nowhere but in these. */
const parents: Readonly<Record<string, readonly string[]>> = {
  ...{ li: ['ul', 'ol'], tr: ['table', 'thead', 'tbody'], th: ['tr'], td: ['tr'], thead: ['table'], tbody: ['table'] },
  ...{ caption: ['table'], summary: ['details'], figcaption: ['figure'] },
}

/** Where a component stands: in which element, and whether somewhere within a line of text or a link. */
export type Place = { readonly parent?: string; readonly inPhrase: boolean; readonly inLink: boolean; readonly depth: number }

export const outermost: Place = { inPhrase: false, inLink: false, depth: 0 }

export function within(tag: string, place: Place): Place {
  return {
    parent: tag,
    inPhrase: place.inPhrase || holdsPhrasing.has(tag),
    inLink: place.inLink || tag === 'a',
    depth: place.depth + 1,
  }
}

/**
 * Whether a browser reads the element where it is written. What it would move or close by itself (a paragraph in a paragraph, a list item
 * without its list) could close what stands around it, and break out.
 */
export function fits(tag: string, isBlock: boolean, place: Place): boolean {
  const { parent, inPhrase, inLink } = place
  if (parent !== undefined && children[parent] && !children[parent].includes(tag)) return false
  if (parents[tag] && !parents[tag].includes(parent ?? '')) return false
  if (isBlock) return !inPhrase && !inLink && (parent === undefined || !phrasing.has(parent))
  if (inPhrase && !phrasing.has(tag)) return false
  return !(inLink && (tag === 'a' || tag === 'details' || tag === 'video'))
}

/** Whether text may stand there. */
export function holdsText({ parent }: Place): boolean {
  return parent === undefined || !children[parent]
}
