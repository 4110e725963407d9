import { sql } from '../database/sql.ts'
import { entityOf, type Model } from '../declarations/model.ts'
import { type Check, tableSql } from './check.ts'

/** Characters of one part of a path. */
const partWidth = 7

/** The tree of organizations, and the numbers beside it. */
export function treeChecks(tenant: string, model: Model): Check[] {
  const counted = [...model.entities.values()].filter(entity => entity.counted)
  const organizations = tableSql(entityOf(model, 'core/organization').table)
  return [
    {
      name: 'tree.one-root',
      offenders: sql`
        select coalesce(min(id::text), 'none') as id, count(*) || ' roots' as detail from ${organizations}
        where tenant_id = ${tenant} and parent_id is null having count(*) <> 1`,
    },
    {
      // A path is longer than that of its parent, so a circle cannot pass.
      name: 'tree.paths',
      offenders: sql`
        select o.id::text, concat('path ', o.path, ', parent''s path ', p.path, ', depth ', o.depth) as detail
        from ${organizations} o left join ${organizations} p on p.tenant_id = o.tenant_id and p.id = o.parent_id
        where o.tenant_id = ${tenant} and (
          (o.parent_id is not null and p.id is null)
          or o.path is distinct from coalesce(p.path, '') || right(o.path, ${partWidth}::int)
          or o.depth is distinct from coalesce(p.depth, 0) + 1
          or length(o.path) is distinct from ${partWidth}::int * o.depth)`,
    },
    {
      name: 'tree.one-place-each',
      offenders: sql`
        select min(id::text) as id, concat(count(*), ' organizations at path ', path) as detail from ${organizations}
        where tenant_id = ${tenant} group by path having count(*) > 1`,
    },
    ...counted.map(
      (entity): Check => ({
        name: `count ${entity.key}`,
        offenders: sql`
          select coalesce(n.organization_id, r.organization_id)::text as id, concat(coalesce(n.records, 0), ' counted, ', coalesce(r.records, 0), ' there') as detail
          from (select organization_id, records from core.organization_count where tenant_id = ${tenant} and entity = ${entity.key}) n
          full join (
            select organization_id, count(*) as records from ${tableSql(entity.table)}
            where tenant_id = ${tenant} and organization_id is not null ${entity.delete === 'soft' ? sql`and deleted_at is null` : sql``}
            group by organization_id) r on r.organization_id = n.organization_id
          where coalesce(n.records, 0) <> coalesce(r.records, 0)`,
      }),
    ),
    {
      name: 'count.path',
      offenders: sql`
        select n.organization_id::text as id, concat(n.entity, ' at ', n.path, ', the organization at ', o.path) as detail
        from core.organization_count n join ${organizations} o on o.tenant_id = n.tenant_id and o.id = n.organization_id
        where n.tenant_id = ${tenant} and n.path is distinct from o.path`,
    },
    {
      name: 'count.of-known',
      offenders: sql`
        select n.organization_id::text as id, concat(n.records, ' of ', n.entity) as detail
        from core.organization_count n left join ${organizations} o on o.tenant_id = n.tenant_id and o.id = n.organization_id
        where n.tenant_id = ${tenant} and n.records <> 0 and (o.id is null or n.entity <> all(${counted.map(entity => entity.key)}::text[]))`,
    },
  ]
}
