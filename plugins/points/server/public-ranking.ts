import { type BlockAsking, type blocks, type Given, mask, type records, type rights } from '../../../core/index.ts'
import type { Receiver } from './rankings/asked.ts'
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
    const { rows } = await rankedPage(asking, { receiver, period: periodOf(asking, period), category: '', place }, where, count)
    const ids = rows.flatMap(row => row.memberId ?? [])
    const names = await records.labels(asking, 'members/member', ids, { toEveryone: true })
    const nameOf = (id: string) => (named === 'masked' ? mask('name', names.get(id) ?? '') : (names.get(id) ?? ''))
    return {
      rows: rows.map(({ rank, points, memberId, organization }) => ({
        ...{ rank, points, medal: medals[rank - 1] ?? 'further' },
        name: memberId ? nameOf(memberId) : organization,
        organization: memberId ? organization : null,
      })),
    }
  })
}

function periodOf({ today }: BlockAsking, period: Settings['period']): string {
  return period === 'all' ? period : today.slice(0, period === 'year' ? 4 : 7)
}
