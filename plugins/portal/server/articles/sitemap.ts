import { type Sql, sql, type Visit } from '../../../../core/index.ts'
import type { Reading } from './find.ts'
import type { VisitedSite } from './visited-site.ts'

/** The protocol of sitemaps.org takes 50,000; so many are made, sent and read in one go. */
const mostAddresses = 20_000

type Place = { path: string; changedAt: string | null }

/** The addresses of a site; of a large one, where its parts are. */
export async function sitemapOf(reading: Reading, site: VisitedSite, visit: Visit): Promise<string> {
  const parts = Math.ceil((await articleCount(reading, site)) / mostAddresses)
  if (parts <= 1) return urlset(visit, [...(await standingPlaces(reading, site)), ...(await articlePlaces(reading, site, 1))])
  const numbers = Array.from({ length: parts + 1 }, (_, at) => at)
  const maps = numbers.map(number => `<sitemap><loc>${addressOf(visit, `sitemaps/${number}.xml`)}</loc></sitemap>`)
  return `${declaration}<sitemapindex xmlns="${namespace}">${maps.join('\n')}</sitemapindex>\n`
}

/** One of those parts: 0 has pages and columns, the others articles, each the same ones again. Undefined where there is none. */
export async function sitemapPart(reading: Reading, site: VisitedSite, visit: Visit, name: string): Promise<string | undefined> {
  if (!/^(0|[1-9]\d{0,3})\.xml$/.test(name)) return undefined
  const number = Number.parseInt(name, 10)
  const places = number === 0 ? await standingPlaces(reading, site) : await articlePlaces(reading, site, number)
  return places.length > 0 ? urlset(visit, places) : undefined
}

/** The sitemaps of all sites of a tenant that visitors find, below its code. */
export async function sitemapPaths({ tenantId, run }: Reading): Promise<string[]> {
  const sites = await run(sql<{ code: string }>`
    select t.code from portal.site t
    where t.tenant_id = ${tenantId} and t.is_on and t.live_release_id is not null and t.deleted_at is null order by t.code`)
  return sites.map(({ code }) => `${encodeURIComponent(code)}/sitemap.xml`)
}

async function standingPlaces({ tenantId, run }: Reading, site: VisitedSite): Promise<Place[]> {
  const pages = await run(sql<Place>`
    select coalesce(t.path, '') as path, null as "changedAt" from portal.release_page t
    where t.tenant_id = ${tenantId} and t.release_id = ${site.releaseId} and t.kind in ('home', 'page') order by t.path`)
  const columns = await run(sql<Place>`
    select 'columns/' || t.code as path, null as "changedAt" from portal."column" t
    where t.tenant_id = ${tenantId} and t.site_id = ${site.id} and t.kind = 'articles' order by t."order", t.code`)
  return [...pages, ...columns]
}

async function articleCount({ tenantId, run }: Reading, site: VisitedSite): Promise<number> {
  const [row] = await run(sql<{ count: number }>`
    select count(*)::int as count from portal.article t where t.tenant_id = ${tenantId} and ${publishedAt(site)}`)
  return row!.count
}

function articlePlaces({ tenantId, run }: Reading, site: VisitedSite, part: number): Promise<Place[]> {
  return run(sql<Place>`
    select 'articles/' || t.id as path, t.updated_at as "changedAt" from portal.article t
    where t.tenant_id = ${tenantId} and ${publishedAt(site)}
    order by t.id limit ${mostAddresses} offset ${(part - 1) * mostAddresses}`)
}

function publishedAt({ id }: VisitedSite): Sql<boolean> {
  return sql`t.site_id = ${id} and t.state = 'published' and t.deleted_at is null`
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'

function urlset(visit: Visit, places: Place[]): string {
  const urls = places.map(({ path, changedAt }) => {
    const changed = changedAt === null ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`
    return `<url><loc>${addressOf(visit, path)}</loc>${changed}</url>`
  })
  return `${declaration}<urlset xmlns="${namespace}">${urls.join('\n')}</urlset>\n`
}

function addressOf({ origin, base }: Visit, path: string): string {
  return encodeURI(`${origin}${base}${path}`).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
