import { type BlockAsking, sql } from '../../../../core/index.ts'
import { menuOf } from '../sites/live-site.ts'

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
  // The way home stands in the template.
  const pages = (await menuOf(reading, site.id)).filter(({ path }) => path !== '')
  return [
    ...top.map(row => entryOf(row, below(row.id))),
    ...pages.map(({ pageId, path, title }) => ({
      title,
      below: path,
      typed: null,
      isCurrent: pageId !== null && pageId === context.pageId,
      items: [],
    })),
  ]
}

function placeOf({ code, kind, link, pageId }: ColumnRow): { below: string; typed: string | null } {
  if (kind === 'link') return { below: '', typed: link }
  return kind === 'page' && pageId ? { below: '', typed: `page:${pageId}` } : { below: `columns/${code}`, typed: null }
}
