/** What a visitor wants to see of a site. */
export type Wanted =
  | { kind: 'home' }
  | { kind: 'page'; path: string }
  | { kind: 'column'; code: string; pageNumber: number }
  | { kind: 'article'; id: string }
  | { kind: 'search'; query: string; pageNumber: number }

/** What stands behind the question mark is looked at only where it means something. */
type Asked = { readonly query: Record<string, string> }

const longestQuery = 100

/** Reads an address below the site's own; undefined for what is none of a page. */
export function readWanted(path: string, asked: Asked): Wanted | undefined {
  const [first = '', second, ...more] = path.split('/')
  if (more.length > 0) return undefined
  if (second === undefined) {
    if (first === '') return { kind: 'home' }
    return first === 'search' ? { kind: 'search', query: queryOf(asked), pageNumber: pageNumberOf(asked) } : { kind: 'page', path: first }
  }
  if (first === 'columns') return { kind: 'column', code: second, pageNumber: pageNumberOf(asked) }
  return first === 'articles' ? { kind: 'article', id: second } : undefined
}

/** The name that a wanted page is kept under. */
export function nameOf(wanted: Wanted): string {
  switch (wanted.kind) {
    case 'home':
      return ''
    case 'page':
      return wanted.path
    case 'column':
      return `columns/${wanted.code} ${wanted.pageNumber}`
    case 'article':
      return `articles/${wanted.id}`
    case 'search':
      return `search ${wanted.pageNumber} ${wanted.query}`
  }
}

/** What else stands in an address makes no other page. */
function pageNumberOf({ query: { page } }: Asked): number {
  return page !== undefined && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1
}

function queryOf({ query: { q } }: Asked): string {
  return (q ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestQuery)
}
