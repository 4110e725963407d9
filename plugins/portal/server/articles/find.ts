import { type Sql, sql } from '../../../../core/index.ts'

/** What it takes to read: a tenant's rows, in a transaction or beside one. */
export type Reading = { readonly tenantId: string; run<T>(query: Sql<T>): Promise<T[]> }

export type PublishedArticle = {
  id: string
  siteId: string
  columnId: string
  organizationId: string
  title: string
  summary: string | null
  cover: string | null
  publishedAt: string
  updatedAt: string
}

export type SiteColumn = { id: string; code: string; title: string; kind: 'articles' | 'page' | 'link'; description: string | null }

const shown = sql`t.id, t.site_id as "siteId", t.column_id as "columnId", t.organization_id as "organizationId", t.title, t.summary, t.cover,
  t.published_at as "publishedAt", t.updated_at as "updatedAt"`

/** An article that visitors of this site may read; undefined where it is a draft, withdrawn, deleted, or of another site. */
export async function articleAt({ tenantId, run }: Reading, siteId: string, id: string): Promise<PublishedArticle | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const [article] = await run(sql<PublishedArticle>`
    select ${shown} from portal.article t
    where t.tenant_id = ${tenantId} and t.id = ${id} and t.site_id = ${siteId} and t.state = 'published' and t.deleted_at is null`)
  return article
}

/** The latest of a site, or of one of its columns, without those that are pinned first: as feeds and sitemaps list them. */
export function latestArticles(
  { tenantId, run }: Reading,
  siteId: string,
  { columnId, most }: { columnId?: string; most: number },
): Promise<PublishedArticle[]> {
  const within =
    columnId === undefined ? sql<boolean>`t.site_id = ${siteId}` : sql<boolean>`t.site_id = ${siteId} and t.column_id = ${columnId}`
  return run(sql<PublishedArticle>`
    select ${shown} from portal.article t
    where t.tenant_id = ${tenantId} and ${within} and t.state = 'published' and t.deleted_at is null
    order by t.published_at desc, t.id desc limit ${most}`)
}

/** A column of the site by the code in its address. */
export async function columnAt({ tenantId, run }: Reading, siteId: string, code: string): Promise<SiteColumn | undefined> {
  const [column] = await run(sql<SiteColumn>`
    select t.id, t.code, t.title, t.kind, t.description from portal."column" t
    where t.tenant_id = ${tenantId} and t.site_id = ${siteId} and t.code = ${code}`)
  return column
}
