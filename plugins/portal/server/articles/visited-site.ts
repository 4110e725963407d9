import { sql, type Visit } from '../../../../core/index.ts'
import type { Reading } from './find.ts'

export type VisitedSite = { id: string; organizationId: string; title: string; description: string | null; releaseId: string }

/** The site of the address; undefined where there is none, it is switched off, or nothing of it is published. */
export async function visitedSite({ tenantId, run }: Reading, { site }: Pick<Visit, 'site'>): Promise<VisitedSite | undefined> {
  const [row] = await run(sql<VisitedSite>`
    select t.id, t.organization_id as "organizationId", t.title, t.description, t.live_release_id as "releaseId" from portal.site t
    where t.tenant_id = ${tenantId} and t.code = ${site} and t.is_on and t.live_release_id is not null and t.deleted_at is null`)
  return row
}
