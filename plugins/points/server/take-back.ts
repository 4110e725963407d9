import { type At, sql } from '../../../core/index.ts'
import { type Award, award, type Entry } from './award.ts'
import type { Person } from './people.ts'

/** What was given for a record: by which rules, and to whom. */
export type Given = { source: string; rules: string[]; person?: Person; organizationId?: string; note: string }

type Row = Pick<Entry, 'id' | 'rule' | 'title' | 'category' | 'points'> & { organization_id: string; occurred_on: string }

/** Takes back what these rules have given for a record, by counter entries of the same day; what was taken back before is left alone. */
export async function takeBack(at: At, { source, rules, person, organizationId, note }: Given): Promise<Entry[]> {
  const { transaction } = at
  if (!person && !organizationId) return []
  const receiver = person ? sql`member_id = ${person.id}` : sql`organization_id = ${organizationId} and member_id is null`
  const rows = await transaction.run(sql<Row>`
    select id, rule, title, category, points, organization_id, occurred_on from points.entry
    where tenant_id = ${transaction.tenantId} and ${receiver} and source = ${source} and rule = any(${rules}::text[]) and reverses is null`)
  return award(
    at,
    rows.map(
      (row): Award => ({
        ...{ cause: `${row.id} back`, rule: row.rule, member: person, organizationId: row.organization_id, title: row.title },
        ...{ category: row.category, points: -row.points, occurredOn: row.occurred_on, note, source, reverses: row.id },
      }),
    ),
  )
}
