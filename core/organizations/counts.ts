import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json, Model } from '../declarations/model.ts'

/** Beside each organization: whether it has children, and how many records of each counted entity it has itself and with all below. */
export async function countsOf(connection: TenantSql, model: Model, ids: string[]): Promise<Map<string, Json>> {
  if (ids.length === 0) return new Map()
  const counted = [...model.entities.values()].filter(entity => entity.counted).map(entity => entity.key)
  const rows = await connection.run(sql<{ id: string; children: number; entity: string | null; own: number; below: number }>`
    select o.id, (select count(*) from core.organization c where c.tenant_id = o.tenant_id and c.parent_id = o.id and c.state = 'active') as children,
      e.entity, coalesce(sum(n.records) filter (where n.organization_id = o.id), 0) as own, coalesce(sum(n.records), 0) as below
    from core.organization o
    left join unnest(${counted}::text[]) as e(entity) on true
    left join core.organization d on d.tenant_id = o.tenant_id and d.path >= o.path and d.path < o.path || '~'
    left join core.organization_count n on n.tenant_id = o.tenant_id and n.organization_id = d.id and n.entity = e.entity
    where o.tenant_id = ${connection.tenantId} and o.id = any(${ids}::uuid[])
    group by o.tenant_id, o.id, e.entity`)
  const found = new Map<string, Json>()
  for (const row of rows) {
    const counts = {
      ...((found.get(row.id)?.['counts'] as Json | undefined) ?? {}),
      ...(row.entity ? { [row.entity]: { own: row.own, below: row.below } } : {}),
    }
    found.set(row.id, { children: row.children, counts })
  }
  return found
}
