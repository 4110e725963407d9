import { type Json, sql, type TenantSql } from '../../../../core/index.ts'
import type { PageKind } from '../content/component.ts'
import type { PlacedBlock } from '../content/render-content.ts'
import { readSkeleton, type Skeleton } from '../content/skeleton.ts'
import { draftPages, pathOf } from './draft-pages.ts'
import { type RenderedPage, renderPages } from './render-pages.ts'

export type SitePage = Pick<RenderedPage, 'kind' | 'path' | 'title' | 'description' | 'inMenu' | 'order'> & {
  pageId: string | null
  html: Skeleton
  css: Skeleton
  blocks: PlacedBlock[]
}

/** A site with its pages as somebody sees them: visitors those of the live release, whoever previews it the drafts. */
export type ShownSite = {
  id: string
  organizationId: string
  code: string
  title: string
  description: string | null
  logo: string | null
  isOn: boolean
  /** Undefined for drafts. */
  releaseId: string | null
  theme: Json
  previewKey: string | null
  pages: readonly SitePage[]
  /** Codes of its columns. */
  columns: ReadonlyMap<string, string>
}

export type LiveSites = {
  /** The site of this code as visitors see it; undefined where there is none or nothing was published. One that is off is told, with `isOn` false. */
  at(tenantId: string, code: string): Promise<ShownSite | undefined>
  /** Something changed about sites of the tenant, or of all. */
  changed(tenantId: string | undefined): void
}

type Reading = Pick<TenantSql, 'tenantId' | 'run'>

/** So many sites are kept in memory with their pages. */
const mostSites = 300

/** Sites as visitors see them, kept in memory until something about sites changes. */
export function liveSites(sqlOf: (tenantId: string) => Reading): LiveSites {
  const kept = new Map<string, Promise<ShownSite | undefined>>()
  return {
    at(tenantId, code) {
      const key = `${tenantId} ${code}`
      const known = kept.get(key)
      if (known) return known
      const found = liveSite(sqlOf(tenantId), code)
      kept.set(key, found)
      // What failed, or is not there, is looked for again.
      const forget = () => void (kept.get(key) === found && kept.delete(key))
      found.then(site => site || forget(), forget)
      if (kept.size > mostSites) kept.delete(kept.keys().next().value!)
      return found
    },
    changed(tenantId) {
      for (const key of [...kept.keys()]) if (tenantId === undefined || key.startsWith(tenantId)) kept.delete(key)
    },
  }
}

/** Pages of a site that stand in menus: what is live, or the drafts where nothing is live yet. `path` is below the site's address. */
export async function menuOf(connection: Reading, siteId: string): Promise<{ pageId: string | null; title: string; path: string }[]> {
  const rows = await connection.run(sql<{ pageId: string | null; kind: PageKind; path: string | null; title: string }>`
    select p.page_id as "pageId", p.kind, p.path, p.title from portal.site s
    join portal.release_page p on p.tenant_id = s.tenant_id and p.release_id = s.live_release_id and p.in_menu
    where s.tenant_id = ${connection.tenantId} and s.id = ${siteId} order by p."order", p.title`)
  const drafts = rows.length > 0 ? [] : (await draftPages(connection, siteId)).filter(page => page.in_menu)
  return [...rows, ...drafts].flatMap(page => {
    const path = pathOf(page)
    return path === undefined ? [] : [{ pageId: 'id' in page ? page.id : page.pageId, title: page.title, path }]
  })
}

type Row = Omit<ShownSite, 'pages' | 'columns' | 'theme'> & { theme: Json | null }

function siteSql(connection: Reading, code: string) {
  return sql<Row>`
    select s.id, s.organization_id as "organizationId", s.code, s.title, s.description, s.logo, coalesce(s.is_on, false) as "isOn", r.id as "releaseId",
      coalesce(r.theme, s.theme) as theme, s.preview_key as "previewKey"
    from portal.site s left join portal.release r on r.tenant_id = s.tenant_id and r.id = s.live_release_id
    where s.tenant_id = ${connection.tenantId} and s.code = ${code} and s.deleted_at is null`
}

async function liveSite(connection: Reading, code: string): Promise<ShownSite | undefined> {
  const [site] = await connection.run(siteSql(connection, code))
  if (!site?.releaseId) return undefined
  const pages = await connection.run(sql<Omit<RenderedPage, 'content' | 'pictures' | 'blocks'> & { blocks: { list: PlacedBlock[] } }>`
    select page_id as "pageId", kind, path, title, description, in_menu as "inMenu", "order", html, css, blocks from portal.release_page
    where tenant_id = ${connection.tenantId} and release_id = ${site.releaseId} order by "order", title`)
  return {
    ...site,
    theme: site.theme ?? {},
    columns: await columnsOf(connection, site.id),
    pages: pages.map(page => shown({ ...page, blocks: page.blocks?.list ?? [] })),
  }
}

/** The site with its pages as they are being designed. */
export async function draftSite(connection: Reading, code: string): Promise<ShownSite | undefined> {
  const [site] = await connection.run(siteSql(connection, code))
  if (!site) return undefined
  const [own] = await connection.run(sql<{ theme: Json | null }>`
    select theme from portal.site where tenant_id = ${connection.tenantId} and id = ${site.id}`)
  const pages = renderPages(await draftPages(connection, site.id)).map(shown)
  return { ...site, theme: own?.theme ?? {}, releaseId: null, columns: await columnsOf(connection, site.id), pages }
}

async function columnsOf(connection: Reading, siteId: string): Promise<Map<string, string>> {
  const rows = await connection.run(sql<{ id: string; code: string }>`
    select id, code from portal."column" where tenant_id = ${connection.tenantId} and site_id = ${siteId}`)
  return new Map(rows.map(row => [row.id, row.code]))
}

function shown({ html, css, ...page }: Omit<RenderedPage, 'content' | 'pictures'>): SitePage {
  return { ...page, html: readSkeleton(html ?? ''), css: readSkeleton(css ?? '') }
}
