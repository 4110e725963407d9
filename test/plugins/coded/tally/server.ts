import { definePlugin, events, jobs, records } from '../../../../core/index.ts'

/** Counts the letters of each new figure's title in a job of its own, and doubles what was counted a moment later. */
export default definePlugin({
  needs: { events, jobs, records },
  start({ events, jobs, records }) {
    events.on('count', ['tally/figure.created'], async (at, happened) => {
      for (const { id, recordId } of happened) {
        const figure = await records.find(at, 'figure', recordId!)
        const count = String(figure?.['title'] ?? '').length
        await records.change(at, 'figure', recordId!, { count })
        await events.emit(at, 'counted', { entity: 'figure', recordId, data: { count } })
        if (count > 3) {
          const member = await records.find(at, 'members/member', String(figure?.['memberId']))
          const title = `给${member?.['name'] ?? '无名'}的`
          await records.create(at, 'figure', { organizationId: figure?.['organizationId'], title: title.slice(0, 3) }, id)
        }
      }
    })
    events.on('double', ['tally.counted'], async (at, happened) => {
      for (const { recordId, data } of happened) await records.change(at, 'figure', recordId!, { count: Number(data['count']) * 2 })
    })
    jobs.define('nothing', async () => ({}))
  },
})
