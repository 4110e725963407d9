import { type At, sql } from '../../../core/index.ts'
import { lockedNotice, messageOf, type Parts } from './notice.ts'

const most = 500

/** Those who have not read it by then are told again, each once in each round. */
export function reminding({ events, messages }: Parts): void {
  events.on('remind', ['notices/notice.remind'], async (at, happened) => {
    for (const { id: round, recordId } of happened) {
      await at.transaction.run(sql`
        update notices.notice set round = ${round}, reminded = null where tenant_id = ${at.transaction.tenantId} and id = ${recordId}`)
      await remindSome(at, recordId!)
    }
  })
  events.on('remind-on', [], async (at, happened) => {
    for (const { recordId } of happened) await remindSome(at, recordId!)
  })

  async function remindSome(at: At, id: string): Promise<void> {
    const notice = await lockedNotice(at, id)
    if (notice?.state !== 'sent') return
    const some = await countReminder(at, id, notice.reminded)
    const to = some.map(one => one.user_id)
    await messages.tell(at, { ...messageOf(notice), id: `notice ${id} ${notice.round}`, template: 'unread', to })
    if (some.length < most) return
    const last = some.at(-1)!
    await at.transaction.run(sql`
      update notices.notice set reminded = ${`${last.organization_id} ${last.id}`} where tenant_id = ${at.transaction.tenantId} and id = ${id}`)
    await events.schedule(at, { key: `remind ${id}`, reaction: 'remind-on', at: new Date(), entity: 'notice', recordId: id })
  }
}

type Reminded = { id: string; user_id: string; organization_id: string }

/** Some who have not read it, beyond those up to whom it was done. */
async function countReminder({ transaction }: At, id: string, reminded: string | null): Promise<Reminded[]> {
  const [organization, receipt] = reminded?.split(' ') ?? []
  const beyond = receipt ? sql`and (organization_id, id) > (${organization}::uuid, ${receipt}::uuid)` : sql``
  const rows = await transaction.run(sql<Reminded>`
    update notices.receipt t set reminders = coalesce(t.reminders, 0) + 1, reminded_at = now(), version = t.version + 1
    from (
      select id from notices.receipt
      where tenant_id = ${transaction.tenantId} and notice_id = ${id} and state = 'unread' and deleted_at is null ${beyond}
      order by organization_id, id limit ${most} for update) chosen
    where t.tenant_id = ${transaction.tenantId} and t.id = chosen.id returning t.id, t.user_id, t.organization_id`)
  return rows.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
}

function placeOf({ organization_id, id }: Reminded): string {
  return `${organization_id} ${id}`
}
