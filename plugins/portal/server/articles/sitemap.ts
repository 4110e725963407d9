import { sql, type Visit } from '../../../../core/index.ts'
import type { Reading } from './find.ts'
import type { VisitedSite } from './visited-site.ts'

/** A sitemap may name 50,000 addresses: the latest articles, beside pages and columns. */
const mostArticles = 45_000

type Place = { path: string; changedAt: string | null }

/** The addresses of a site by the protocol of sitemaps.org. */
export async function sitemapOf(reading: Reading, site: VisitedSite, { origin, base }: Visit): Promise<string> {
  const { tenantId, run } = reading
  const pages = await run(sql<Place>`
    select coalesce(t.path, '') as path, null as "changedAt" from portal.release_page t
    where t.tenant_id = ${tenantId} and t.release_id = ${site.releaseId} and t.kind in ('home', 'page') order by t.path`)
  const columns = await run(sql<Place>`
    select 'columns/' || t.code as path, null as "changedAt" from portal."column" t
    where t.tenant_id = ${tenantId} and t.site_id = ${site.id} and t.kind = 'articles' order by t."order", t.code`)
  const articles = await run(sql<Place>`
    select 'articles/' || t.id as path, t.updated_at as "changedAt" from portal.article t
    where t.tenant_id = ${tenantId} and t.site_id = ${site.id} and t.state = 'published' and t.deleted_at is null
    order by t.published_at desc limit ${mostArticles}`)
  const urls = [...pages, ...columns, ...articles].map(({ path, changedAt }) => {
    const changed = changedAt === null ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`
    return `<url><loc>${escaped(encodeURI(`${origin}${base}${path}`))}</loc>${changed}</url>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('\n')}</urlset>\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
