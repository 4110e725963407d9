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
  const connection = engine.database.tenant(tenantId)
  const rows = await connection.run(sql<ColumnRow>`
    select id, parent_id as "parentId", title, code, kind, link, page_id as "pageId" from portal."column"
    where tenant_id = ${tenantId} and site_id = ${site.id} and in_navigation order by "order", title`)
  const shown = new Set(rows.map(row => row.id))
  const entries = (parentId: string | null): Entry[] =>
    rows
      .filter(row => (parentId === null ? !row.parentId || !shown.has(row.parentId) : row.parentId === parentId))
      .map(row => ({ ...entryOf(row), isCurrent: row.id === context.column?.id, items: parentId === null ? entries(row.id) : [] }))
  const pages = (await menuOf(connection, site.id)).filter(page => page.path !== '')
  return [
    ...entries(null),
    ...pages.map(({ title, path, pageId }) => ({
      title,
      below: path,
      typed: null,
      isCurrent: pageId !== null && pageId === context.pageId,
      items: [],
    })),
  ]
}

function entryOf({ title, code, kind, link, pageId }: ColumnRow): Omit<Entry, 'isCurrent' | 'items'> {
  if (kind === 'link') return { title, below: '', typed: link ?? '' }
  if (kind === 'page' && pageId) return { title, below: '', typed: `page:${pageId}` }
  return { title, below: `columns/${code}`, typed: null }
}
