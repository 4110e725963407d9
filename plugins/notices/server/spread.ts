import { type At, sql } from '../../../core/index.ts'
import { addressedBy, lockedNotice, messageOf, type Notice, type Parts } from './notice.ts'

/** So many people in one transaction: some tenths of a second. */
const most = 500

/** A notice that was sent reaches everyone it is for, each once. */
export function spreading({ events, messages, people, records }: Parts): void {
  events.on('spread', ['notices/notice.send'], async (at, happened) => {
    for (const { recordId } of happened) {
      await records.change(at, 'notice', recordId!, { sentAt: new Date().toISOString(), progress: 'sending' })
      await reachSome(at, recordId!)
    }
  })
  events.on('spread-on', [], async (at, happened) => {
    for (const { recordId } of happened) await reachSome(at, recordId!)
  })

  async function reachSome(at: At, id: string): Promise<void> {
    const notice = await lockedNotice(at, id)
    if (notice?.state !== 'sent' || notice.progress !== 'sending') return
    const { reached_organization: organizationId, reached_user: userId } = notice
    const after = organizationId !== null && userId !== null ? { organizationId, userId } : undefined
    const some = await people.addressed(at, addressedBy(notice), { after, most })
    const to = await writeReceipts(at, notice, some)
    const template = notice.urgent ? 'urgent' : 'notice'
    await messages.tell(at, { ...messageOf(notice), id: `notice ${id}`, template, to })
    if (some.length < most) return end(at, id)
    await at.transaction.run(sql`
      update notices.notice set reached_organization = ${some.at(-1)!.organizationId}, reached_user = ${some.at(-1)!.userId}
      where tenant_id = ${at.transaction.tenantId} and id = ${id}`)
    await events.schedule(at, { key: `spread ${id}`, reaction: 'spread-on', at: new Date(), entity: 'notice', recordId: id })
  }

  async function end(at: At, id: string): Promise<void> {
    const [row] = await at.transaction.run(sql<{ recipients: number }>`
      select count(*) as recipients from notices.receipt where tenant_id = ${at.transaction.tenantId} and notice_id = ${id}`)
    await records.change(at, 'notice', id, { progress: 'done', recipients: row!.recipients })
  }
}

/** Gives those who had none yet: their users. */
async function writeReceipts(at: At, notice: Notice, some: { userId: string; organizationId: string }[]): Promise<string[]> {
  if (some.length === 0) return []
  const { tenantId } = at.transaction
  const rows = await at.transaction.run(sql<{ user_id: string }>`
    insert into notices.receipt (tenant_id, id, notice_id, title, user_id, organization_id, state, reminders)
    select ${tenantId}::uuid, gen_random_uuid(), ${notice.id}::uuid, ${notice.title}, one.user_id, one.organization_id, 'unread', 0
    from unnest(${some.map(one => one.userId)}::uuid[], ${some.map(one => one.organizationId)}::uuid[]) one (user_id, organization_id)
    on conflict do nothing returning user_id`)
  return rows.map(row => row.user_id)
}
