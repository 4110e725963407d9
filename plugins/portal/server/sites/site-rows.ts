import { type Asked, type At, defineProblem, type Given, type Json, sql } from '../../../../core/index.ts'
import type { siteNeeds } from './sites.ts'

export const noSite = defineProblem('portal.no-site', 404, '站点不存在，或您没有管理它的权限')
export const noRelease = defineProblem('portal.no-release', 404, '发布记录不存在，或您没有查看它的权限')

export type SiteRow = {
  id: string
  organizationId: string
  code: string
  title: string
  needsReview: boolean
  theme: Json | null
  previewKey: string | null
}

type Rights = Pick<Given<typeof siteNeeds>, 'rights'>

const columns = sql.raw(
  't.id, t.organization_id as "organizationId", t.code, t.title, coalesce(t.needs_review, false) as "needsReview", t.theme, t.preview_key as "previewKey"',
)

/** A site that the caller may do this with; of drafts that is whoever may change its pages. @throws noSite */
export async function siteFor({ rights }: Rights, asked: Asked, siteId: string, action = 'read'): Promise<SiteRow> {
  const [site] = await asked.engine.database.tenant(asked.caller.tenantId).run(sql<SiteRow>`
    select ${columns} from portal.site t
    where t.tenant_id = ${asked.caller.tenantId} and t.id = ${siteId} and t.deleted_at is null and ${rights.rows(asked, 'site', action)}`)
  if (!site) throw noSite()
  return site
}

/** The same, held until the transaction ends, so that one release follows the other. @throws noSite */
export async function lockSite({ rights }: Rights, asked: Asked, { transaction }: At, siteId: string): Promise<SiteRow> {
  const [site] = await transaction.run(sql<SiteRow>`
    select ${columns} from portal.site t
    where t.tenant_id = ${transaction.tenantId} and t.id = ${siteId} and t.deleted_at is null and ${rights.rows(asked, 'site', 'update')} for update`)
  if (!site) throw noSite()
  return site
}
