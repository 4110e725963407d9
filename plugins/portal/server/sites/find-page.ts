import { type BlockContext, sql, type TenantSql } from '../../../../core/index.ts'
import { articleAt, columnAt } from '../articles/find.ts'
import type { PageKind } from '../content/component.ts'
import type { ShownSite, SitePage } from './live-site.ts'
import type { Wanted } from './wanted.ts'

/** The page that shows what is wanted, and what stands in it. */
export type Found = {
  page: SitePage
  context: BlockContext
  /** Below the site's address. */
  path: string
  title: string
  description: string | null
  /** A file. */
  image?: string | null
  publishedAt?: string | null
  /** Shown besides what its blocks show. */
  depends: readonly string[]
}

type Reading = Pick<TenantSql, 'tenantId' | 'run'>

/** Undefined where the site has no such page, or the public no such column or article. */
export async function findPage(site: ShownSite, wanted: Wanted, connection: Reading): Promise<Found | undefined> {
  const page = pageOf(site, wanted.kind, wanted.kind === 'page' ? wanted.path : undefined)
  if (!page) return undefined
  const pageId = page.pageId ?? undefined
  const plain = { page, title: page.title, description: page.description ?? site.description, depends: [] }
  switch (wanted.kind) {
    case 'home':
      return { ...plain, title: site.title, context: { kind: 'home', pageId }, path: '' }
    case 'page':
      return { ...plain, context: { kind: 'page', pageId }, path: wanted.path }
    case 'search':
      return { ...plain, context: { kind: 'search', pageId, query: wanted.query, pageNumber: wanted.pageNumber }, path: 'search' }
    case 'column': {
      const column = await columnAt(connection, site.id, wanted.code)
      if (column?.kind !== 'articles') return undefined
      const { id, code, title, description } = column
      const paged = wanted.pageNumber > 1 ? `?page=${wanted.pageNumber}` : ''
      return {
        ...plain,
        ...{ title, description: description ?? plain.description, path: `columns/${code}${paged}`, depends: ['portal/column'] },
        context: { kind: 'column', pageId, column: { id, code, title }, pageNumber: wanted.pageNumber },
      }
    }
    case 'article': {
      const article = await articleAt(connection, site.id, wanted.id)
      if (!article) return undefined
      const column = await columnOf(connection, article.columnId)
      return {
        ...plain,
        ...{
          title: article.title,
          description: article.summary ?? plain.description,
          image: article.cover,
          publishedAt: article.publishedAt,
        },
        ...{ path: `articles/${article.id}`, depends: ['portal/article', 'portal/column'] },
        context: { kind: 'article', pageId, column, article: { id: article.id, columnId: article.columnId } },
      }
    }
  }
}

function pageOf(site: ShownSite, kind: PageKind, path?: string): SitePage | undefined {
  return site.pages.find(page => page.kind === kind && (path === undefined || page.path === path))
}

/** The column that an article stands in. */
async function columnOf({ tenantId, run }: Reading, id: string): Promise<BlockContext['column']> {
  const [column] = await run(sql<NonNullable<BlockContext['column']>>`
    select id, code, title from portal."column" where tenant_id = ${tenantId} and id = ${id}`)
  return column
}
