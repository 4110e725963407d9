import { type Asked, type At, defineProblem, type Given, sql } from '../../../../core/index.ts'
import { byItself } from './by-itself.ts'
import { draftPages } from './draft-pages.ts'
import { type RenderedPage, renderPages } from './render-pages.ts'
import { lockSite, noSite, type SiteRow } from './site-rows.ts'
import type { siteNeeds } from './sites.ts'

const nothingToPublish = defineProblem('portal.no-home-page', 409, '站点还没有首页，请先添加首页再发布')
const inThePast = defineProblem('portal.publish-in-the-past', 422, '定时发布的时间已经过去')

type Parts = Given<typeof siteNeeds>
export type Published = { id: string; number: number; state: string }

/** So many releases of a site keep their pages; of older ones it is kept that they were. */
const kept = 50

type Wish = { note?: string; publishAt?: string }

/** Publishes a site for whoever may do that there. @throws noSite, nothingToPublish, inThePast */
export async function publish(
  parts: Parts,
  asked: Asked,
  at: At,
  siteId: string,
  wish: Wish,
): Promise<{ site: SiteRow; release: Published }> {
  const site = await lockSite(parts, asked, at, siteId)
  const release = await makeRelease(parts, at, site, wish)
  await requirePublishable(parts, asked, at, release.id)
  return { site, release }
}

/**
 * Renders all pages of a site into a release and sends it on its way: to visitors at once, at its time, or first to who reviews it. All of it, or nothing.
 * @throws nothingToPublish, inThePast
 */
export async function makeRelease(
  { records, commands }: Pick<Parts, 'records' | 'commands'>,
  at: At,
  { id: siteId, organizationId, needsReview, theme }: Pick<SiteRow, 'id' | 'organizationId' | 'needsReview' | 'theme'>,
  { note, publishAt }: Wish = {},
): Promise<Published> {
  const { transaction } = at
  if (publishAt !== undefined && Date.parse(publishAt) <= Date.now()) throw inThePast()
  const pages = await draftPages(transaction, siteId)
  if (!pages.some(page => page.kind === 'home')) throw nothingToPublish()
  const [last] = await transaction.run(sql<{ number: number }>`
    select coalesce(max(number), 0) as number from portal.release where tenant_id = ${transaction.tenantId} and site_id = ${siteId}`)
  const number = last!.number + 1
  const told = { note: note ?? null, publishAt: publishAt ?? null, needsReview, theme, pages: pages.length }
  const id = await records.create(byItself(at), 'release', { siteId, organizationId, number, ...told })
  writePages(at, { releaseId: id, organizationId }, renderPages(pages))
  await forgetOldPages(at, siteId, number)
  await commands.run(at, 'portal.publish', { recordId: id, asked: {} })
  const release = await records.find(at, 'release', id)
  return { id, number, state: String(release!['state']) }
}

/** The right to publish is asked for where the release is: elsewhere it says nothing. @throws noSite */
async function requirePublishable({ rights }: Parts, asked: Asked, { transaction }: At, id: string): Promise<void> {
  const rows = await transaction.run(sql`
    select 1 from portal.release t where t.tenant_id = ${transaction.tenantId} and t.id = ${id} and ${rights.rows(asked, 'release', 'publish')}`)
  if (rows.length === 0) throw noSite()
}

function writePages({ transaction }: At, release: { releaseId: string; organizationId: string }, pages: RenderedPage[]): void {
  const rows = pages.map(page => ({
    ...{ release_id: release.releaseId, organization_id: release.organizationId, page_id: page.pageId, kind: page.kind, path: page.path },
    ...{ title: page.title, description: page.description, in_menu: page.inMenu, order: page.order, html: page.html, css: page.css },
    ...{ blocks: { list: page.blocks }, content: page.content, pictures: page.pictures },
  }))
  transaction.send(sql`
    insert into portal.release_page
      (tenant_id, id, release_id, organization_id, page_id, kind, path, title, description, in_menu, "order", html, css, blocks, content, pictures)
    select ${transaction.tenantId}::uuid, gen_random_uuid(), r.release_id, r.organization_id, r.page_id, r.kind, r.path, r.title, r.description, r.in_menu, r."order",
      r.html, r.css, r.blocks, r.content, r.pictures
    from jsonb_populate_recordset(null::portal.release_page, ${JSON.stringify(rows)}::jsonb) r`)
}

async function forgetOldPages({ transaction }: At, siteId: string, number: number): Promise<void> {
  await transaction.run(sql`
    delete from portal.release_page p using portal.release r
    where p.tenant_id = ${transaction.tenantId} and r.tenant_id = p.tenant_id and r.id = p.release_id
      and r.site_id = ${siteId} and r.number <= ${number - kept} and r.state in ('past', 'refused', 'cancelled')`)
}
