import { type At, sql } from '../../../core/index.ts'
import { type Entry, idFrom, receiverOf } from './award.ts'

/** The sum of all times, and that of all categories. */
const always = 'all'
const everything = ''

type Sum = {
  id: string
  receiver_kind: 'member' | 'organization'
  member_id: string | null
  organization_id: string
  period: string
  category: string
  points: number
  entries: number
}

/** What these receivers have in all, where they have something. */
export async function totalsOf({ transaction }: At, receivers: string[]): Promise<Map<string, number>> {
  const ids = new Map(receivers.map(receiver => [sumId(receiver, always, everything), receiver]))
  const rows = await transaction.run(sql<{ id: string; points: number }>`
    select id, points from points.sum where tenant_id = ${transaction.tenantId} and id = any(${[...ids.keys()]}::uuid[])`)
  return new Map(rows.map(row => [ids.get(row.id)!, row.points]))
}

/**
 * Adds entries to what they add up to: of the member and of the organization where they count; in all, by year and by month; of all
 * categories and of their own.
 */
export async function rollUp({ transaction }: At, entries: Entry[]): Promise<void> {
  const sums = new Map<string, Sum>()
  for (const one of entries)
    for (const sum of sumsOf(one)) {
      const known = sums.get(sum.id)
      if (known) Object.assign(known, { points: known.points + sum.points, entries: known.entries + 1 })
      else sums.set(sum.id, sum)
    }
  const rows = [...sums.values()]
  transaction.send(sql`
    insert into points.sum as s (tenant_id, id, receiver_kind, member_id, organization_id, area_id, period, category, points, entries)
    select o.tenant_id, r.id, r.receiver_kind, r.member_id, o.id, o.parent_id, r.period, r.category, r.points, r.entries
    from jsonb_populate_recordset(null::points.sum, ${JSON.stringify(rows)}::jsonb) r
    join core.organization o on o.tenant_id = ${transaction.tenantId} and o.id = r.organization_id
    on conflict (tenant_id, id) do update set points = s.points + excluded.points, entries = s.entries + excluded.entries, updated_at = now()`)
}

function sumsOf(entry: Entry): Sum[] {
  const { member, organizationId, category, points, occurredOn } = entry
  const receivers = [
    { receiver_kind: 'organization' as const, member_id: null, organization_id: organizationId, receiver: organizationId },
    ...(member
      ? [{ receiver_kind: 'member' as const, member_id: member.id, organization_id: member.organizationId, receiver: receiverOf(entry) }]
      : []),
  ]
  return receivers.flatMap(({ receiver, ...row }) =>
    [always, occurredOn.slice(0, 4), occurredOn.slice(0, 7)].flatMap(period =>
      [everything, category].map(one => ({ ...row, id: sumId(receiver, period, one), period, category: one, points, entries: 1 })),
    ),
  )
}

/** `md5('<receiver> <period> <category>')::uuid` in SQL. */
function sumId(receiver: string, period: string, category: string): string {
  return idFrom(receiver, period, category)
}
