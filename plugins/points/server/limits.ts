import { type At, sql } from '../../../core/index.ts'
import { type Award, receiverOf } from './award.ts'

export type Limit = { per: 'day' | 'month' | 'year'; points: number }

type Limited = Award & { limit: Limit }

/** The awards with what is left to give of their limits; what is taken back knows none. */
export async function withinLimits(at: At, awards: Award[]): Promise<Award[]> {
  const limited = awards.filter(isLimited)
  if (limited.length === 0) return awards
  const given = await givenBefore(at, limited)
  return awards.map(one => {
    if (!isLimited(one)) return one
    const before = given.get(spanOf(one)) ?? 0
    const points = Math.max(0, Math.min(one.points, one.limit.points - before))
    given.set(spanOf(one), before + points)
    return points === one.points ? one : { ...one, points, note: one.note ?? `已到${words[one.limit.per]}上限 ${one.limit.points} 分` }
  })
}

const words = { day: '当日', month: '当月', year: '当年' }

function isLimited(one: Award): one is Limited {
  return one.limit !== undefined && one.points > 0
}

/** Of one rule, one receiver and one day, month or year. */
function spanOf(one: Limited): string {
  const length = { day: 10, month: 7, year: 4 }[one.limit.per]
  return `${one.rule} ${receiverOf(one)} ${one.occurredOn.slice(0, length)}`
}

async function givenBefore({ transaction }: At, limited: Limited[]): Promise<Map<string, number>> {
  const spans = [...new Map(limited.map(one => [spanOf(one), one])).entries()]
  const asked = spans.map(([span, { rule, member, organizationId, occurredOn, limit }]) => ({
    ...{ span, rule, member_id: member?.id ?? null, organization_id: organizationId, day: occurredOn, per: limit.per },
  }))
  const rows = await transaction.run(sql<{ span: string; points: number | null }>`
    with asked as (
      select a.*, date_trunc(a.per, a.day)::date as since, (date_trunc(a.per, a.day) + ('1 ' || a.per)::interval)::date as until
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) a (span text, rule text, member_id uuid, organization_id uuid, day timestamp, per text))
    select a.span, case when a.member_id is null
      then (select sum(e.points) from points.entry e where e.tenant_id = ${transaction.tenantId} and e.organization_id = a.organization_id and e.member_id is null
        and e.rule = a.rule and e.occurred_on >= a.since and e.occurred_on < a.until)
      else (select sum(e.points) from points.entry e where e.tenant_id = ${transaction.tenantId} and e.member_id = a.member_id
        and e.rule = a.rule and e.occurred_on >= a.since and e.occurred_on < a.until) end as points
    from asked a`)
  return new Map(rows.map(row => [row.span, row.points ?? 0]))
}
