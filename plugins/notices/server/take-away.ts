import { type At, sql } from '../../../core/index.ts'
import type { Parts } from './notice.ts'

const most = 2_000

/** What is revoked nobody finds among his notices any more. Who had read it stays known. */
export function takingAway({ events }: Parts): void {
  events.on('take-away', ['notices/notice.revoke'], async (at, happened) => {
    for (const { recordId } of happened) await takeSome(at, recordId!)
  })
  events.on('take-away-on', [], async (at, happened) => {
    for (const { recordId } of happened) await takeSome(at, recordId!)
  })

  async function takeSome(at: At, id: string): Promise<void> {
    const { tenantId } = at.transaction
    const taken = await at.transaction.run(sql`
      update notices.receipt t set deleted_at = now(), version = t.version + 1
      from (
        select id from notices.receipt where tenant_id = ${tenantId} and notice_id = ${id} and deleted_at is null limit ${most} for update) chosen
      where t.tenant_id = ${tenantId} and t.id = chosen.id returning t.id`)
    if (taken.length === most)
      await events.schedule(at, { key: `take away ${id}`, reaction: 'take-away-on', at: new Date(), entity: 'notice', recordId: id })
  }
}
