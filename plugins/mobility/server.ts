import { commands, definePlugin, events, records } from '../../core/index.ts'

/** Whoever has been transferred is no longer away from the branch that he has left: his outflow ends by itself. */
export default definePlugin({
  needs: { commands, events, records },
  start({ commands, events, records }) {
    events.on('moved', ['members/member.updated'], async (at, happened) => {
      const moved = happened.filter(({ data }) => (data['changed'] as string[]).includes('organizationId'))
      if (moved.length === 0) return
      const ids = moved.flatMap(({ recordId }) => recordId ?? [])
      for (const outflow of await records.having(at, 'outflow', 'memberId', ids))
        if (outflow['state'] === 'away') await commands.run(at, 'mobility.close', { recordId: String(outflow['id']), asked: {} })
    })
  },
})
