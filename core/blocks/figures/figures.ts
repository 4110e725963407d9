import { sql } from '../../database/sql.ts'
import { type Entity, entityOf } from '../../declarations/model.ts'
import { placesOf } from '../../permissions/places.ts'
import { refusalOfEntity } from '../../tenants/gate.ts'
import type { TenantStates } from '../../tenants/tenant-state.ts'
import type { BlockAsking } from '../page.ts'

type Figure = { entity: string; title: string; value: number }

/**
 * How many organizations there are at or below the site's, and records of each entity that is counted beside the tree, as far as the role
 * of the public may `count` them in the whole tenant. Nothing of the records themselves is read.
 */
export async function publicFigures(tenants: TenantStates, asking: BlockAsking): Promise<Figure[]> {
  const { caller, engine, site, settings } = asking
  const state = await tenants.of(caller.tenantId)
  const organization = entityOf(engine.model, 'core/organization')
  const open = (entity: Entity) =>
    state !== undefined && !refusalOfEntity(state, entity) && placesOf(caller, entity, 'count', engine.model).everywhere
  const counted = [...engine.model.entities.values()].filter(entity => entity.counted && open(entity))
  const below = settings['below'] === true
  const within = below ? sql`n.path >= o.path and n.path < o.path || '~'` : sql`n.path = o.path`
  const rows = await engine.database.tenant(caller.tenantId).run(sql<{ entity: string; value: number }>`
    select 'core/organization' as entity, count(*) as value
    from core.organization o join core.organization n on n.tenant_id = o.tenant_id and n.state = 'active' and ${within}
    where o.tenant_id = ${caller.tenantId} and o.id = ${site.organizationId}
    union all
    select n.entity, sum(n.records)
    from core.organization o join core.organization_count n on n.tenant_id = o.tenant_id and ${within}
    where o.tenant_id = ${caller.tenantId} and o.id = ${site.organizationId} and n.entity = any(${counted.map(entity => entity.key)}::text[])
    group by n.entity`)
  const values = new Map(rows.map(row => [row.entity, row.value]))
  return [...(below && open(organization) ? [organization] : []), ...counted].map(({ key, title }) => ({
    entity: key,
    title,
    value: values.get(key) ?? 0,
  }))
}
