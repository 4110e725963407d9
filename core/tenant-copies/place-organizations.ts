import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { partOf } from '../organizations/behaviour.ts'
import { badCopy } from './problems.ts'

type Organization = { id: string; parent_id: string | null; number: number }

/**
 * Gives the organizations of a copy numbers of this installation, and the paths that follow from them and their parents: paths that came
 * with the copy could meet those of organizations made later, or lie.
 * @throws badCopy when they are no tree with one root
 */
export async function placeOrganizations(transaction: TenantTransaction): Promise<void> {
  const { tenantId } = transaction
  const all = await transaction.run(sql<Organization>`
    select id, parent_id, nextval('core.organization_number') as number from core.organization where tenant_id = ${tenantId}`)
  const children = Map.groupBy(all, one => one.parent_id)
  const placed: { id: string; path: string; depth: number }[] = []
  const waiting = (children.get(null) ?? []).map(root => ({ organization: root, above: '', depth: 1 }))
  if (waiting.length !== 1) throw badCopy('副本中的党组织应有且只有一个最上级')
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { organization, above, depth } = next
    const path = above + partOf(organization.number)
    placed.push({ id: organization.id, path, depth })
    for (const child of children.get(organization.id) ?? []) waiting.push({ organization: child, above: path, depth: depth + 1 })
  }
  // Those in a circle are below no root.
  if (placed.length !== all.length) throw badCopy('副本中有党组织互为上下级')
  await transaction.run(sql`update core.organization t set path = row.path, depth = row.depth
    from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as row(id uuid, path text, depth bigint)
    where t.tenant_id = ${tenantId} and t.id = row.id`)
}
