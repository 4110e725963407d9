import { definePlugin, events, operations, records, rights, sheets } from '../../core/index.ts'
import { followMembers, followOrganizations } from './server/follow.ts'
import { defineRankings } from './server/rankings/operations.ts'
import { defineOwnPoints } from './server/rankings/own-operations.ts'

export default definePlugin({
  needs: { events, operations, records, rights, sheets },
  start({ events, ...reading }) {
    events.on('follow-members', ['members/member.updated'], followMembers)
    events.on('follow-organizations', ['core/organization.updated'], followOrganizations)
    defineRankings(reading)
    defineOwnPoints(reading)
  },
})
