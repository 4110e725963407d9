import { type Asked, defineProblem, type Json, sql } from '../../../../core/index.ts'
import { periodParameter } from './asked.ts'
import type { RankingParts } from './operations.ts'
import { partsOf, rankAmongOwn, type Sum, sumsOf } from './own.ts'
import { whereOf } from './where.ts'

const noOrganization = defineProblem('points.no-organization', 404, '党组织不存在，或您没有查看其积分的权限')

/** What one has oneself, and what an organization has (P1.1): open in reduced-burden mode too, without ranks. */
export function defineOwnPoints({ operations, records, rights }: RankingParts): void {
  operations.define({
    ...{ method: 'GET', path: '/mine', id: 'mine', summary: '我的积分', gate: { entity: 'entry', action: 'read' } },
    query: [periodParameter],
    reply: ownReply({
      member: { type: ['object', 'null'] },
      rank: { type: ['object', 'null'], description: '在所在党组织的名次；不显示排名时为空' },
    }),
    read: async asked => {
      const period = periodOf(asked)
      const [memberId] = await records.ownIds(asked, 'members/member')
      if (memberId === undefined) return { body: { member: null, rank: null, ...summary([], period) } }
      const names = await records.labels(asked, 'members/member', [memberId], { toEveryone: true })
      const ranked = (await rights.open(asked, 'sum', 'read')) ? await rankAmongOwn(asked, memberId, period) : undefined
      const sums = await sumsOf(asked, { memberId })
      return { body: { member: { id: memberId, label: names.get(memberId) ?? null }, rank: ranked ?? null, ...summary(sums, period) } }
    },
  })
  operations.define({
    ...{ method: 'GET', path: '/organization', id: 'organization', summary: '党组织的积分', gate: { entity: 'entry', action: 'read' } },
    query: [
      periodParameter,
      { name: 'organizationId', in: 'query', description: '不填为自己所在的党组织', schema: { type: 'string', format: 'uuid' } },
    ],
    reply: ownReply({ organization: { type: 'object' }, own: { type: 'integer' }, members: { type: 'integer' } }),
    read: async asked => {
      const period = periodOf(asked)
      const organizationId = (asked.query['organizationId'] as string | undefined) ?? asked.caller.organizationId
      const organization = organizationId && (await organizationOf(asked, organizationId))
      if (!organization) throw noOrganization()
      const [parts, sums] = await Promise.all([partsOf(asked, organization.id, period), sumsOf(asked, { organizationId: organization.id })])
      return { body: { organization, ...parts, ...summary(sums, period) } }
    },
  })

  /** Where one sees who is how far, one sees what the organization has. */
  async function organizationOf(asked: Asked, id: string): Promise<{ id: string; label: string } | undefined> {
    const connection = asked.engine.database.tenant(asked.caller.tenantId)
    const where = await whereOf(asked, rights.places(asked, 'sum', 'read'), { organizationId: id, below: false })
    const [found] = await connection.run(sql<{ id: string; name: string; path: string }>`
      select id, name, path from core.organization where tenant_id = ${connection.tenantId} and id = ${id}`)
    return found && where.holds(found) ? { id: found.id, label: found.name } : undefined
  }
}

function periodOf({ query }: Asked): string {
  return (query['period'] as string | undefined) ?? 'all'
}

/** The points of a time, by category, and those of every year and month. */
function summary(sums: Sum[], period: string): Json {
  const of = sums.filter(sum => sum.period === period)
  const whole = of.find(sum => sum.category === '')
  return {
    period,
    points: whole?.points ?? 0,
    entries: whole?.entries ?? 0,
    categories: of.filter(sum => sum.category !== '').map(({ category, points, entries }) => ({ category, points, entries })),
    periods: sums.filter(sum => sum.category === '').map(({ period, points, entries }) => ({ period, points, entries })),
  }
}

function ownReply(further: Record<string, Json>): Json {
  const counted = { points: { type: 'integer' }, entries: { type: 'integer' } }
  const list = (name: string) => ({
    type: 'array',
    items: { type: 'object', required: [name, 'points', 'entries'], properties: { [name]: { type: 'string' }, ...counted } },
  })
  const properties = { ...further, period: { type: 'string' }, ...counted, categories: list('category'), periods: list('period') }
  return { type: 'object', required: Object.keys(properties), properties }
}
