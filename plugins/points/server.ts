import {
  type At,
  blocks,
  contributions,
  definePlugin,
  events,
  type Happened,
  operations,
  records,
  rights,
  sheets,
  tenants,
} from '../../core/index.ts'
import { applyRules } from './server/apply-rules.ts'
import { awardClaims } from './server/claims.ts'
import { followMembers, followOrganizations } from './server/follow.ts'
import { showRanking } from './server/public-ranking.ts'
import { defineRankings } from './server/rankings/operations.ts'
import { defineOwnPoints } from './server/rankings/own-operations.ts'
import { type Contributed, fillRules, named } from './server/rules.ts'

export default definePlugin({
  needs: { blocks, contributions, events, operations, records, rights, sheets, tenants },
  start({ blocks, contributions, events, records, tenants, ...reading }) {
    const contributed: Contributed[] = contributions.of('rules')
    const given = { records, events, contributions }
    const heard = named(contributed).flatMap(rule => [...rule.on, ...(rule.back ?? [])])
    // Sums are written by SQL: pages that show a ranking are told of it here.
    const anew = (act: (at: At, happened: Happened[]) => Promise<void>) => async (at: At, happened: Happened[]) => {
      await act(at, happened)
      await blocks.changed(at, 'sum')
    }
    tenants.prepare(at => fillRules(at, contributed))
    events.on(
      'apply-rules',
      [...new Set(heard)],
      anew((at, happened) => applyRules(given, at, happened)),
    )
    events.on(
      'award-claims',
      ['points/claim.approve', 'points/claim.reject'],
      anew((at, happened) => awardClaims(records, at, happened)),
    )
    events.on('follow-members', ['members/member.updated'], anew(followMembers), { changes: ['organizationId'] })
    events.on('follow-organizations', ['core/organization.updated'], anew(followOrganizations), { changes: ['parentId'] })
    defineRankings({ records, ...reading })
    defineOwnPoints({ records, ...reading })
    showRanking({ blocks, records, rights: reading.rights })
  },
})
