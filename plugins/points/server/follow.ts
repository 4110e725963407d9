import { type At, type Happened, type Json, sql } from '../../../core/index.ts'

/** A member's sums go with him to where he belongs now; what he was given stays where it was given. */
export async function followMembers({ transaction }: At, happened: Happened[]): Promise<void> {
  const rows = latest(happened, 'organizationId')
  if (rows.length > 0)
    await transaction.run(sql`
      update points.sum s set organization_id = o.id, area_id = o.parent_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, value uuid)
      join core.organization o on o.tenant_id = ${transaction.tenantId} and o.id = r.value
      where s.tenant_id = ${transaction.tenantId} and s.member_id = r.id`)
}

/** Sums know what is above their organization; those of what is below it know their own. */
export async function followOrganizations({ transaction }: At, happened: Happened[]): Promise<void> {
  const rows = latest(happened, 'parentId')
  if (rows.length > 0)
    await transaction.run(sql`
      update points.sum s set area_id = r.value from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, value uuid)
      where s.tenant_id = ${transaction.tenantId} and s.organization_id = r.id`)
}

/** What the field of each record holds in the end. */
function latest(happened: Happened[], field: string): { id: string; value: unknown }[] {
  return [...new Map(happened.map(({ recordId, data }) => [recordId!, (data['record'] as Json)[field]]))].map(([id, value]) => ({
    id,
    value,
  }))
}
