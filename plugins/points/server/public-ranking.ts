import { type BlockAsking, type blocks, type Given, mask, type records, type rights } from '../../../core/index.ts'
import type { Receiver } from './rankings/asked.ts'
import { memberName } from './rankings/member-name.ts'
import { rankedPage } from './rankings/ranked.ts'
import { whereOf } from './rankings/where.ts'

type Parts = Given<{ blocks: typeof blocks; records: typeof records; rights: typeof rights }>
type Settings = { receiver: Receiver; period: 'month' | 'year' | 'all'; count: number }

const medals = ['first', 'second', 'third']

/**
 * The ranking on pages of sites, of the site's organization and all below. What the role of the public may `show` decides who is in it, and
 * how it shows `memberId` decides whether people are named: in full, by the surname, or not at all.
 */
export function showRanking({ blocks, records, rights }: Parts): void {
  blocks.provide('ranking.ranking', async asking => {
    const { receiver, period, count } = asking.settings as Settings
    const named = rights.shown(asking, 'sum', 'show', 'memberId')
    if (!rights.may(asking, 'sum', 'show') || (receiver === 'member' && named === 'hidden')) return { rows: [] }
    const place = { organizationId: asking.site.organizationId, below: true }
    const where = await whereOf(asking, rights.places(asking, 'sum', 'show'), place)
    const ranking = { receiver, period: periodOf(asking, period), category: '', place }
    const { rows } = await rankedPage(asking, { ranking, where, member: memberName({ records }, asking), size: count })
    const nameOf = (name: string) => (named === 'masked' ? mask('name', name) : name)
    return {
      rows: rows.map(({ rank, points, memberId, member, organization }) => ({
        ...{ rank, points, medal: medals[rank - 1] ?? 'further' },
        name: memberId ? nameOf(member ?? '') : organization,
        organization: memberId ? organization : null,
      })),
    }
  })
}

function periodOf({ today }: BlockAsking, period: Settings['period']): string {
  return period === 'all' ? period : today.slice(0, period === 'year' ? 4 : 7)
}
