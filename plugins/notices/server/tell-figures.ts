import { type Asked, defineProblem, type Reply, sql } from '../../../core/index.ts'
import { addressedBy, type Notice, type Parts } from './notice.ts'

const noNotice = defineProblem('notices.none', 404, '没有这条通知，或您没有查看它的权限')

type Counted = { state: string; count: number }

/** How many a notice reached, who of them has read it, and what became of its SMS and calls. */
export function telling({ messages, operations, people, rights }: Parts): void {
  const count = { type: 'integer' }
  operations.define({
    method: 'GET',
    path: '/notices/{id}/figures',
    id: 'figures',
    summary: '通知的发送和阅读情况',
    gate: { entity: 'notice', action: 'send' },
    reply: {
      type: 'object',
      required: ['addressed', 'recipients', 'unread', 'read', 'confirmed', 'deliveries'],
      properties: {
        addressed: { ...count, description: '发送对象的人数' },
        recipients: { ...count, description: '已发到的人数' },
        unread: count,
        read: { ...count, description: '已读的人数，含已确认' },
        confirmed: count,
        deliveries: {
          type: 'array',
          items: {
            type: 'object',
            required: ['channel', 'state', 'count'],
            properties: { channel: { type: 'string' }, state: { type: 'string' }, count },
          },
        },
      },
    },
    async read(asked: Asked): Promise<Reply> {
      const id = asked.parameters['id']!
      const transaction = asked.engine.database.tenant(asked.caller.tenantId)
      const { tenantId } = transaction
      const [notice] = await transaction.run(sql<Notice>`
        select t.organization_id, t.to_organizations, t.with_below, t.officers_only, t.to_people from notices.notice t
        where t.tenant_id = ${tenantId} and t.id = ${id} and t.deleted_at is null and ${rights.rows(asked, 'notice', 'send')}`)
      if (!notice) throw noNotice()
      const [addressed, counted, deliveries] = await Promise.all([
        people.count({ transaction }, addressedBy(notice)),
        transaction.run(sql<Counted>`
          select state, count(*) as count from notices.receipt where tenant_id = ${tenantId} and notice_id = ${id} group by state`),
        messages.deliveries({ transaction }, id),
      ])
      const of = (...states: string[]) => counted.reduce((sum, one) => sum + (states.includes(one.state) ? one.count : 0), 0)
      const [unread, read, confirmed] = [of('unread'), of('read', 'confirmed'), of('confirmed')]
      return { body: { addressed, recipients: unread + read, unread, read, confirmed, deliveries } }
    },
  })
}
