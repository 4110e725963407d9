import { sql, type TenantSql } from '../../../../core/index.ts'

type Reading = Pick<TenantSql, 'tenantId' | 'run'>

/** Whether a site that is on shows the file in its live release, or bears it as its logo. */
export async function publicMaySee({ tenantId, run }: Reading, file: string): Promise<boolean> {
  const rows = await run(sql`
    select 1 from portal.site s where s.tenant_id = ${tenantId} and s.logo = ${file} and s.is_on and s.live_release_id is not null and s.deleted_at is null
    union all
    select 1 from portal.picture f
    join portal.site s on s.tenant_id = f.tenant_id and s.id = f.site_id and s.is_on and s.deleted_at is null
    join portal.release_page p on p.tenant_id = s.tenant_id and p.release_id = s.live_release_id and ${file} = any(p.pictures)
    where f.tenant_id = ${tenantId} and f.file = ${file} limit 1`)
  return rows.length > 0
}

/** Whether the drafts of the site may show it. */
export async function previewMayShow({ tenantId, run }: Reading, siteId: string, file: string): Promise<boolean> {
  const rows = await run(sql`
    select 1 from portal.site where tenant_id = ${tenantId} and id = ${siteId} and logo = ${file}
    union all
    select 1 from portal.picture where tenant_id = ${tenantId} and site_id = ${siteId} and file = ${file} and deleted_at is null limit 1`)
  return rows.length > 0
}
