import type { Asked, Json } from '../../../../core/index.ts'

/** Who asks, over HTTP or by a page of a site. */
export type Asking = Pick<Asked, 'caller' | 'engine'>

export type Receiver = 'member' | 'organization'

/** A ranking of one kind of receivers: of which time, of which kind of points, and of what part of the tree. */
export type RankingAsked = {
  receiver: Receiver
  /** `all`, a year `2026` or a month `2026-05`. */
  period: string
  /** A code of point-category; empty for all of them together. */
  category: string
  place?: { organizationId: string; below: boolean }
}

export const periodParameter: Json = {
  name: 'period',
  in: 'query',
  description: 'all（累计，默认）、年（2026）或月（2026-05）',
  schema: { type: 'string', pattern: '^(all|\\d{4}|\\d{4}-(0[1-9]|1[0-2]))$' },
}

export const rankingParameters: Json[] = [
  periodParameter,
  { name: 'category', in: 'query', description: '积分类别；不填为各类合计', schema: { type: 'string', pattern: '^[a-z0-9-]{1,40}$' } },
  { name: 'organizationId', in: 'query', description: '只排该党组织', schema: { type: 'string', format: 'uuid' } },
  {
    name: 'scope',
    in: 'query',
    description: '本级或含下级（默认）',
    schema: { type: 'string', enum: ['organization', 'subtree'] },
  },
]

/** Reads what the declared parameters were checked for. */
export function rankingAsked(receiver: Receiver, { query }: Asked): RankingAsked {
  const { period = 'all', category = '', organizationId, scope } = query as Record<string, string | undefined>
  return { receiver, period, category, ...(organizationId ? { place: { organizationId, below: scope !== 'organization' } } : {}) }
}
