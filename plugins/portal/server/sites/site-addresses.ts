import type { Visit } from '../../../../core/index.ts'
import { readAddress } from '../content/addresses.ts'
import type { Hole } from '../content/skeleton.ts'
import { pathOf } from './draft-pages.ts'
import type { ShownSite } from './live-site.ts'

/** Where a site is shown: at its public address, or at that of a preview. */
export type Showing = {
  tenantId: Visit['tenantId']
  /** `https://sites.example.cn` */
  origin: string
  /** Where links of its pages lead: `/demo/party/`. */
  base: string
  fileAddress(id: string): string
  noindex: boolean
}

export type SiteAddresses = {
  /** What goes into a place of a skeleton that is no block's. */
  of(hole: Hole): string
  /** What an editor typed into a block's settings, as an address; undefined where it leads nowhere. */
  typed(text: string): string | undefined
}

/** Where what the pages of a site name is found. A page or column that is there no more leads to the home page. */
export function siteAddresses(
  { pages, columns }: Pick<ShownSite, 'pages' | 'columns'>,
  { base, fileAddress }: Pick<Showing, 'base' | 'fileAddress'>,
): SiteAddresses {
  const paths = new Map(pages.map(page => [page.pageId, pathOf(page)]))
  const address = (kind: 'file' | 'page' | 'column', id: string): string => {
    if (kind === 'file') return fileAddress(id)
    if (kind === 'page') return `${base}${paths.get(id) ?? ''}`
    const code = columns.get(id)
    return code === undefined ? base : `${base}columns/${encodeURIComponent(code)}`
  }
  return {
    of(hole) {
      if (hole.kind === 'base') return base
      return hole.kind === 'block' ? '' : address(hole.kind, hole.id)
    },
    typed(text) {
      const read = readAddress(text)
      if (!read) return undefined
      if (read.kind === 'elsewhere' || read.kind === 'here') return read.href
      if (read.kind === 'below') return `${base}${read.path}`
      return read.kind === 'article' ? `${base}articles/${read.id}` : `${address(read.kind, read.id)}${read.hash}`
    },
  }
}
