import { type Asked, sql } from '../../../../core/index.ts'

export type Sum = { period: string; category: string; points: number; entries: number }

/** What these members have, of every time and category. */
export function sumsOf(asked: Asked, receiver: { memberId: string } | { organizationId: string }): Promise<Sum[]> {
  const connection = asked.engine.database.tenant(asked.caller.tenantId)
  const whose =
    'memberId' in receiver
      ? sql`s.receiver_kind = 'member' and s.member_id = ${receiver.memberId}`
      : sql`s.receiver_kind = 'organization' and s.organization_id = ${receiver.organizationId}`
  return connection.run(sql<Sum>`
    select s.period, s.category, s.points, s.entries from points.sum s
    where s.tenant_id = ${connection.tenantId} and ${whose} order by s.period, s.category`)
}

/** A member's place among those of his organization who have points; undefined where he has none. */
export async function rankAmongOwn(
  asked: Asked,
  memberId: string,
  period: string,
): Promise<{ rank: number; of: number; organizationId: string } | undefined> {
  const connection = asked.engine.database.tenant(asked.caller.tenantId)
  const [row] = await connection.run(sql<{ rank: number; of: number; organization_id: string }>`
    select own.organization_id, count(*) filter (where s.points > own.points) + 1 as rank, count(*) as of
    from points.sum own
    join points.sum s on s.tenant_id = own.tenant_id and s.organization_id = own.organization_id and s.receiver_kind = 'member'
      and s.period = own.period and s.category = own.category and s.points > 0
    where own.tenant_id = ${connection.tenantId} and own.member_id = ${memberId} and own.receiver_kind = 'member'
      and own.period = ${period} and own.category = '' and own.points > 0
    group by own.organization_id`)
  return row && { rank: row.rank, of: row.of, organizationId: row.organization_id }
}

/** Of an organization's points in a time, those of its own and those of its people. */
export async function partsOf(asked: Asked, organizationId: string, period: string): Promise<{ own: number; members: number }> {
  const connection = asked.engine.database.tenant(asked.caller.tenantId)
  const [from, to] = daysOf(period)
  const [row] = await connection.run(sql<{ own: number | null; members: number | null }>`
    select sum(e.points) filter (where e.member_id is null) as own, sum(e.points) filter (where e.member_id is not null) as members
    from points.entry e
    where e.tenant_id = ${connection.tenantId} and e.organization_id = ${organizationId}
      and e.occurred_on >= ${from}::date and e.occurred_on < ${to}::date`)
  return { own: row?.own ?? 0, members: row?.members ?? 0 }
}

/** The first day of a period, and the first after it. */
function daysOf(period: string): [string, string] {
  if (period === 'all') return ['0001-01-01', 'infinity']
  const [year, month] = period.split('-').map(Number) as [number, number | undefined]
  if (month === undefined) return [`${period}-01-01`, `${year + 1}-01-01`]
  return [`${period}-01`, month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`]
}
