import { type Asked, type At, defineProblem, type Given, type Json, sql } from '../../../../core/index.ts'
import { noRelease } from './site-rows.ts'
import type { siteNeeds } from './sites.ts'

const notBefore = defineProblem('portal.not-published-before', 409, '只有曾经上线过的版本可以恢复')
const pagesGone = defineProblem('portal.pages-gone', 409, '这一版太久远，页面内容已不再保留')

type Parts = Given<typeof siteNeeds>
type PageOfRelease = {
  pageId: string | null
  kind: string
  path: string | null
  title: string
  description: string | null
  inMenu: boolean
  order: number
  content: Json
}

/**
 * Brings a release back: visitors see it again, and, where that is asked for, the drafts become what it was made of. What was drafted since and is not part of it
 * stays as it is. @throws noRelease, notBefore, pagesGone, and what the rules of pages refuse
 */
export async function restoreRelease(
  parts: Parts,
  asked: Asked,
  at: At,
  id: string,
  { live = true, drafts = false }: { live?: boolean; drafts?: boolean },
): Promise<void> {
  const { transaction } = at
  const [release] = await transaction.run(sql<{ siteId: string; state: string }>`
    select t.site_id as "siteId", t.state from portal.release t
    where t.tenant_id = ${transaction.tenantId} and t.id = ${id} and ${parts.rights.rows(asked, 'release', 'bring-back')} for update`)
  if (!release) throw noRelease()
  const pages = await pagesOf(at, release.siteId, id)
  if (pages.length === 0) throw pagesGone()
  if (live && release.state !== 'live') {
    if (release.state !== 'past') throw notBefore()
    await parts.commands.run(at, 'portal.bring-back', { recordId: id, asked: {} })
  }
  if (drafts) for (const page of pages) await draftAgain(parts, at, release.siteId, page)
}

function pagesOf({ transaction }: At, siteId: string, releaseId: string): Promise<PageOfRelease[]> {
  return transaction.run(sql<PageOfRelease>`
    select d.id as "pageId", r.kind, r.path, r.title, r.description, coalesce(r.in_menu, false) as "inMenu", coalesce(r."order", 0) as "order", r.content
    from portal.release_page r
    left join portal.page d on d.tenant_id = r.tenant_id and d.site_id = ${siteId} and d.kind = r.kind and d.path is not distinct from r.path and d.deleted_at is null
    where r.tenant_id = ${transaction.tenantId} and r.release_id = ${releaseId} order by r."order", r.title`)
}

/** Under the caller's own rights. */
async function draftAgain({ records }: Parts, at: At, siteId: string, { pageId, kind, path, ...page }: PageOfRelease): Promise<void> {
  const values = { title: page.title, description: page.description, inMenu: page.inMenu, order: page.order, content: page.content }
  if (pageId) await records.change(at, 'page', pageId, values)
  else await records.create(at, 'page', { ...values, siteId, kind, ...(path === null ? {} : { path }) })
}
