import type { TenantSql } from '../database/database.ts'
import { any, type Sql, sql } from '../database/sql.ts'
import { type Entity, entityOf, type Json, type Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead } from '../permissions/decide.ts'
import { grantsFor } from '../permissions/rows.ts'

/**
 * Beside each organization: how many children of it the caller sees, and how many records of each counted entity it has itself and with
 * all below. A number tells of every record in it, so it is given only where the caller may read them all.
 */
export async function countsOf(connection: TenantSql, caller: Caller, model: Model, ids: string[]): Promise<Map<string, Json>> {
  if (ids.length === 0) return new Map()
  const counted = [...model.entities.values()].filter(entity => entity.counted)
  const childVisible = decideRead(caller, entityOf(model, 'core/organization'), model, 'read', { alias: 'c' }).where
  const open = counted.map(entity => sql<boolean>`(e.entity = ${entity.key} and ${readsAllBelow(caller, entity, model)})`)
  // How many ids there are is not told to the planner, so that one plan serves them all.
  const rows = await connection.run(sql<{ id: string; children: number; entity: string | null; own: number | null; below: number | null }>`
    select o.id, c.children, e.entity, n.own, n.below
    from core.organization o
    cross join lateral (
      select count(*) as children from core.organization c where c.tenant_id = o.tenant_id and c.parent_id = o.id and c.state = 'active' and ${childVisible}) c
    left join unnest(${counted.map(entity => entity.key)}::text[]) as e(entity) on ${any(open)}
    left join lateral (
      select sum(n.records) as below, sum(n.records) filter (where n.organization_id = o.id) as own
      from core.organization_count n
      where n.tenant_id = o.tenant_id and n.entity = e.entity and n.path >= o.path and n.path < o.path || '~') n on true
    where o.tenant_id = ${connection.tenantId} and o.id = any(array(select unnest(${ids}::uuid[])))`)
  const found = new Map<string, Json>()
  for (const row of rows) {
    const counts = {
      ...((found.get(row.id)?.['counts'] as Json | undefined) ?? {}),
      ...(row.entity ? { [row.entity]: { own: row.own ?? 0, below: row.below ?? 0 } } : {}),
    }
    found.set(row.id, { children: row.children, counts })
  }
  return found
}

/** Whether the caller may read every record of organization `o` and of all below it, whoever's they are. */
function readsAllBelow(caller: Caller, entity: Entity, model: Model): Sql<boolean> {
  if (caller.access.everything) return sql`true`
  return any(
    grantsFor(caller, entity, 'read', model).map(({ grant, permission }) => {
      const scope = permission.scope ?? grant.scope
      if (permission.where) return sql<boolean>`false`
      if (scope === 'tenant') return sql<boolean>`true`
      if (scope !== 'subtree' || grant.path === undefined) return sql<boolean>`false`
      return sql<boolean>`(o.path >= ${grant.path} and o.path < ${`${grant.path}~`})`
    }),
  )
}
