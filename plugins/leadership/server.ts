import { definePlugin, events, type Json, sql } from '../../core/index.ts'

/** An organization that is merged or dissolved has no leadership any more: its term ends, and with it the posts of those in office. */
export default definePlugin({
  needs: { events },
  start({ events }) {
    events.on('organization-closed', ['core/organization.updated'], async (at, happened) => {
      for (const { recordId, data } of happened) {
        if ((data['record'] as Json)['state'] === 'active' || !(data['changed'] as string[]).includes('state')) continue
        const terms = await at.transaction.run(sql<{ id: string }>`
          select id from leadership.term
          where tenant_id = ${at.transaction.tenantId} and organization_id = ${recordId} and state in ('current', 'overdue', 'extending')`)
        for (const { id } of terms) await events.emit(at, 'closed', { entity: 'term', recordId: id, organizationId: recordId, data: {} })
      }
    })
  },
})
