import type { Row, Statement } from './database.ts'
import type { Visitor } from './session.ts'

/** The active children of an organization, each with its own children and members counted, with all below. */
export const children = (visitor: Visitor): Statement => ({
  name: visitor.path === undefined ? 'children' : 'children-below',
  text: `select t.*, (select p.name from core.organization p where p.tenant_id = $1 and p.id = t.parent_id) as parent_label,
      (select count(*) from core.organization c where c.tenant_id = $1 and c.parent_id = t.id and c.state = 'active') as children,
      n.own, n.below
    from core.organization t
    left join lateral (
      select sum(n.records) as below, sum(n.records) filter (where n.organization_id = t.id) as own
      from core.organization_count n where n.tenant_id = $1 and n.entity = 'members/member' and n.path >= t.path and n.path < t.path || '~') n on true
    where t.tenant_id = $1 and t.parent_id = $2 and t.state = 'active' ${visitor.path === undefined ? '' : `and t.path >= $3 and t.path < $3 || '~'`}
    order by t.position, t.id limit 21`,
})

export function childReply(row: Row): Row {
  return {
    id: row['id'],
    version: row['version'],
    parent: row['parent_id'] === null ? null : { id: row['parent_id'], label: row['parent_label'] },
    name: row['name'],
    shortName: row['short_name'],
    category: row['category'],
    code: row['code'],
    establishedOn: row['established_on'],
    creditCode: row['credit_code'],
    contactName: row['contact_name'],
    contactPhone: row['contact_phone'],
    address: row['address'],
    position: row['position'],
    state: row['state'],
    mergedInto: null,
    depth: row['depth'],
    createdAt: row['created_at'],
    createdBy: null,
    updatedAt: row['updated_at'],
    updatedBy: null,
    children: Number(row['children']),
    counts: { 'members/member': { own: Number(row['own'] ?? 0), below: Number(row['below'] ?? 0) } },
  }
}
