import { type At, defineProblem, type PluginOperation, type Reply, sql } from '../../../core/index.ts'
import type { Parts } from './notice.ts'

const notReceived = defineProblem('notices.not-received', 404, '您没有收到这条通知，或它已被撤下')
const nothingToConfirm = defineProblem('notices.nothing-to-confirm', 409, '这条通知不要求确认')

type Receipt = { id: string; state: string; readAt: string; confirmedAt: string | null; asked: boolean | null }

/** Whoever opens a notice has read it; where it asks for that, he confirms it too. The first time counts. */
export function reading({ operations }: Parts): void {
  const answering: Pick<PluginOperation, 'method' | 'gate' | 'reply'> = {
    method: 'POST',
    gate: { entity: 'receipt', action: 'read' },
    reply: {
      type: 'object',
      required: ['id', 'state', 'readAt', 'confirmedAt'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        state: { type: 'string', enum: ['read', 'confirmed'] },
        readAt: { type: 'string', format: 'date-time' },
        confirmedAt: { type: ['string', 'null'], format: 'date-time' },
      },
    },
  }
  operations.define({
    ...answering,
    path: '/notices/{id}/open',
    id: 'open',
    summary: '打开收到的通知，记为已读',
    write: async ({ parameters }, at) => told(await opened(at, parameters['id']!)),
  })
  operations.define({
    ...answering,
    path: '/notices/{id}/confirm',
    id: 'confirm',
    summary: '确认收到的通知',
    async write({ parameters }, at) {
      const receipt = await opened(at, parameters['id']!)
      if (!receipt.asked) throw nothingToConfirm()
      const [row] = await at.transaction.run(sql<Receipt>`
        update notices.receipt t set state = 'confirmed', confirmed_at = coalesce(confirmed_at, now()), version = version + 1
        where tenant_id = ${at.transaction.tenantId} and id = ${receipt.id}
        returning id, state, read_at as "readAt", confirmed_at as "confirmedAt", true as asked`)
      return told(row!)
    },
  })
}

/** The caller's own receipt, read from now on. @throws notReceived */
async function opened({ transaction, caller }: At, noticeId: string): Promise<Receipt> {
  const [receipt] = await transaction.run(sql<Receipt>`
    update notices.receipt t set
      state = case when t.state = 'unread' then 'read' else t.state end, read_at = coalesce(t.read_at, now()), version = t.version + 1
    from notices.notice n
    where t.tenant_id = ${transaction.tenantId} and t.notice_id = ${noticeId} and t.user_id = ${caller.userId ?? null}::uuid and t.deleted_at is null
      and n.tenant_id = t.tenant_id and n.id = t.notice_id and n.deleted_at is null
    returning t.id, t.state, t.read_at as "readAt", t.confirmed_at as "confirmedAt", n.asks_confirmation as asked`)
  if (!receipt) throw notReceived()
  return receipt
}

function told({ asked: _, ...receipt }: Receipt): Reply {
  return { body: receipt }
}
