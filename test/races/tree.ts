import { tableName } from '../../core/database/table-definition.ts'
import { asOwner } from '../core/owner.ts'
import type { TestPlatform } from '../support/platform.ts'

/** What is wrong with the trees of all tenants: paths or depths that are not their parent's and one more, and counts that are not the rows'. */
export async function faultsOfTree(platform: TestPlatform): Promise<Record<string, unknown>[]> {
  const places = await asOwner(
    platform,
    `select o.id, o.path, o.depth from core.organization o left join core.organization p on p.tenant_id = o.tenant_id and p.id = o.parent_id
     where length(o.path) <> o.depth * 7 or o.depth <> coalesce(p.depth, 0) + 1 or o.path <> coalesce(p.path, '') || right(o.path, 7)
       or (p.id is null) <> (o.parent_id is null)`,
  )
  const counted = [...platform.app.platform.engine.model.entities.values()].filter(entity => entity.counted)
  const counts = []
  for (const entity of counted)
    counts.push(
      ...(await asOwner(
        platform,
        `select $1 as entity, coalesce(r.organization_id, n.organization_id) as organization, r.rows, n.records
         from (select tenant_id, organization_id, count(*) as rows from ${tableName(entity.table)}
               where organization_id is not null ${entity.delete === 'soft' ? 'and deleted_at is null' : ''} group by 1, 2) r
         full join (select * from core.organization_count where entity = $1 and records <> 0) n
           on n.tenant_id = r.tenant_id and n.organization_id = r.organization_id
         where r.rows is distinct from n.records`,
        [entity.key],
      )),
    )
  return [...places, ...counts]
}
