import { type BlockAsking, sql } from '../../../../core/index.ts'
import type { Reading } from '../articles/find.ts'

type Entry = { title: string; below: string; typed: string | null; isCurrent: boolean; items: Entry[] }

type ColumnRow = {
  id: string
  parentId: string | null
  title: string
  code: string
  kind: string
  link: string | null
  pageId: string | null
}

/** Columns that stand in the navigation, those below them in a second level, and then the pages of the menu. */
export async function navigationOf({ engine, caller: { tenantId }, site, context }: BlockAsking): Promise<Entry[]> {
  const reading = engine.database.tenant(tenantId)
  const rows = await reading.run(sql<ColumnRow>`
    select id, parent_id as "parentId", title, code, kind, link, page_id as "pageId" from portal."column"
    where tenant_id = ${tenantId} and site_id = ${site.id} and in_navigation order by "order", title`)
  const shown = new Set(rows.map(row => row.id))
  const below = (parentId: string): Entry[] => rows.filter(row => row.parentId === parentId).map(row => entryOf(row, []))
  const entryOf = (row: ColumnRow, items: Entry[]): Entry => ({
    ...placeOf(row),
    title: row.title,
    isCurrent: row.id === context.column?.id,
    items,
  })
  const top = rows.filter(({ parentId }) => parentId === null || !shown.has(parentId))
  const pages = await menuPages(reading, site.id)
  return [
    ...top.map(row => entryOf(row, below(row.id))),
    ...pages.map(({ id, path, title }) => ({ title, below: path, typed: null, isCurrent: id === context.pageId, items: [] })),
  ]
}

function placeOf({ code, kind, link, pageId }: ColumnRow): { below: string; typed: string | null } {
  if (kind === 'link') return { below: '', typed: link }
  return kind === 'page' && pageId ? { below: '', typed: `page:${pageId}` } : { below: `columns/${code}`, typed: null }
}

/** Pages of the menu as they are live; while nothing is live, as they are drafted. */
function menuPages({ tenantId, run }: Reading, siteId: string): Promise<{ id: string; path: string; title: string }[]> {
  return run(sql<{ id: string; path: string; title: string }>`
    select id, path, title from (
      select p.page_id as id, p.path, p.title, p."order" from portal.site s
      join portal.release_page p on p.tenant_id = s.tenant_id and p.release_id = s.live_release_id
      where s.tenant_id = ${tenantId} and s.id = ${siteId} and p.kind = 'page' and p.in_menu and p.path is not null
      union all
      select p.id, p.path, p.title, p."order" from portal.site s
      join portal.page p on p.tenant_id = s.tenant_id and p.site_id = s.id and p.deleted_at is null
      where s.tenant_id = ${tenantId} and s.id = ${siteId} and s.live_release_id is null and p.kind = 'page' and p.in_menu and p.path is not null
    ) pages order by "order", title`)
}
