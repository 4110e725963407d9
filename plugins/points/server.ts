import { definePlugin, events } from '../../core/index.ts'
import { followMembers, followOrganizations } from './server/follow.ts'

export default definePlugin({
  needs: { events },
  start({ events }) {
    events.on('follow-members', ['members/member.updated'], followMembers)
    events.on('follow-organizations', ['core/organization.updated'], followOrganizations)
  },
})
