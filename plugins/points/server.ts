import { contributions, definePlugin, events, operations, records, rights, sheets, tenants } from '../../core/index.ts'
import { applyRules } from './server/apply-rules.ts'
import { awardClaims } from './server/claims.ts'
import { followMembers, followOrganizations } from './server/follow.ts'
import { defineRankings } from './server/rankings/operations.ts'
import { defineOwnPoints } from './server/rankings/own-operations.ts'
import { type Contributed, fillRules, named } from './server/rules.ts'

export default definePlugin({
  needs: { contributions, events, operations, records, rights, sheets, tenants },
  start({ contributions, events, records, tenants, ...reading }) {
    const contributed: Contributed[] = contributions.of('rules')
    const given = { records, events, contributions }
    const heard = named(contributed).flatMap(rule => [...rule.on, ...(rule.back ?? [])])
    tenants.prepare(at => fillRules(at, contributed))
    events.on('apply-rules', [...new Set(heard)], (at, happened) => applyRules(given, at, happened))
    events.on('award-claims', ['points/claim.approve', 'points/claim.reject'], (at, happened) => awardClaims(records, at, happened))
    events.on('follow-members', ['members/member.updated'], followMembers, { changes: ['organizationId'] })
    events.on('follow-organizations', ['core/organization.updated'], followOrganizations, { changes: ['parentId'] })
    defineRankings({ records, ...reading })
    defineOwnPoints({ records, ...reading })
  },
})
