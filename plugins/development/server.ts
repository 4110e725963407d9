import { checks, definePlugin, events, records } from '../../core/index.ts'
import { noMembers } from './server/no-members.ts'

/** Categories of branches that may develop members; elsewhere a development stays where it is. */
const developers = ['631', '632']

export default definePlugin({
  needs: { checks, events, records },
  start({ checks, events, records }) {
    checks.define('development', noMembers(records))
    checks.define('earlier', noMembers(records))
    // A probationary member who was moved is developed to the end by the branch that he is in now.
    const follow: Parameters<typeof events.on>[2] = async (at, happened) => {
      const ids = happened.flatMap(({ recordId }) => recordId ?? [])
      const members = new Map(
        (await records.having(at, 'members/member', 'id', ids)).map(member => [member.id, String(member['organizationId'])]),
      )
      const branches = await records.having(at, 'core/organization', 'id', [...members.values()])
      const developing = new Set(branches.flatMap(({ id, category }) => (developers.includes(String(category)) ? [id] : [])))
      for (const { id, memberId, stage, organizationId: from } of await records.having(at, 'development', 'memberId', ids)) {
        const organizationId = members.get(String(memberId))
        if (stage === 'ended' || organizationId === undefined || organizationId === from || !developing.has(organizationId)) continue
        await records.change(at, 'development', id, { organizationId })
      }
    }
    events.on('follow-member', ['members/member.updated'], follow, { changes: ['organizationId'] })
  },
})
