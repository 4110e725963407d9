/** What a visitor wants to see of a site. */
export type Wanted =
  | { kind: 'home' }
  | { kind: 'page'; path: string }
  | { kind: 'column'; code: string; pageNumber: number }
  | { kind: 'article'; id: string }
  | { kind: 'search'; query: string; pageNumber: number }

const longestQuery = 100

/** Reads an address below the site's own; undefined for what is none of a page. */
export function readWanted(path: string, query: Record<string, string>): Wanted | undefined {
  const [first = '', second, ...more] = path.split('/')
  if (more.length > 0) return undefined
  const pageNumber = pageNumberOf(query['page'])
  if (second === undefined) {
    if (first === '') return { kind: 'home' }
    return first === 'search' ? { kind: 'search', query: queryOf(query['q']), pageNumber } : { kind: 'page', path: first }
  }
  if (first === 'columns') return { kind: 'column', code: second, pageNumber }
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
function pageNumberOf(asked: string | undefined): number {
  return asked !== undefined && /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 1
}

function queryOf(asked: string | undefined): string {
  return (asked ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestQuery)
}
