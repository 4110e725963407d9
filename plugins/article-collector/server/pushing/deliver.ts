import { type At, type Doing, type Json, sql } from '../../../../core/index.ts'
import type { Parts } from '../parts.ts'
import { shortened } from '../reading/plain.ts'
import { timerOf } from './plan.ts'

/** So many are handed over at a time by one server. */
const atOnce = { atOnce: 4, ofTenant: 2 }
const leaseMs = 60_000

type Push = { itemId: string; columnId: string; siteId: string; publish: boolean; publishAt: string | null; wishedBy: string | null }

/** Hands articles over to the portal, each in a transaction of its own, under the rights of who wished it: what is refused is told at the push. */
export function deliverPushes({ commands, events, outbound, records, rights, tenants }: Parts): void {
  const errands = outbound.errands('push', atOnce)

  events.on('push', [], async (at, happened) => {
    const room = errands.room(at)
    for (const [order, { recordId }] of happened.entries()) {
      const begins = order < room
      await events.schedule(at, { ...timerOf(recordId!), at: begins ? new Date(Date.now() + leaseMs) : errands.turnFor(at) })
      if (begins) errands.begin(at, doing => deliver(doing, recordId!))
    }
  })

  // A copy of a tenant brings pushes that nobody carries out there. One that was wished a moment ago is on its way by itself.
  tenants.prepare(async at => {
    const left = await at.transaction.run(sql<{ id: string }>`
      select id from article_collector.push
      where tenant_id = ${at.transaction.tenantId} and state = 'waiting' and coalesce(updated_at, created_at) < now() - interval '5 minutes'`)
    for (const { id } of left) await events.schedule(at, { ...timerOf(id), at: new Date(Date.now() + leaseMs) })
  })

  async function deliver(doing: Doing, id: string): Promise<void> {
    try {
      await doing.transaction(at => handOver(at, id))
    } catch (error) {
      if (!(error instanceof Error && error.name === 'Problem')) throw error
      await doing.transaction(async at => {
        if (await waiting(at, id)) await records.change(at, 'push', id, { state: 'failed', message: shortened(error.message, 300) })
        await events.unschedule(at, timerOf(id).key)
      })
    }
  }

  async function handOver(at: At, id: string): Promise<void> {
    const push = await waiting(at, id)
    const item = push && (await records.find(at, 'item', push.itemId))
    if (push && item) {
      const { siteId, columnId, publish } = push
      const asked = { ...articleOf(item), siteId, columnId, publish, publishAt: laterThanNow(push.publishAt) }
      const wisher = await rights.under(at, push.wishedBy)
      const articleId = await commands.run(wisher, 'portal.receive', { id, asked })
      await records.change(at, 'push', id, { state: 'done', articleId: articleId ?? null })
      if (item['state'] !== 'pushed') await records.change(at, 'item', push.itemId, { state: 'pushed' })
    } else if (push) await records.change(at, 'push', id, { state: 'failed', message: '文章已删除' })
    await events.unschedule(at, timerOf(id).key)
  }
}

/** Locked until the transaction ends; undefined where it was carried out already. */
async function waiting({ transaction }: At, id: string): Promise<Push | undefined> {
  const [push] = await transaction.run(sql<Push>`
    select item_id as "itemId", column_id as "columnId", site_id as "siteId", coalesce(publish, false) as publish, publish_at as "publishAt",
      wished_by as "wishedBy"
    from article_collector.push where tenant_id = ${transaction.tenantId} and id = ${id} and state = 'waiting' for update`)
  return push
}

/** As the portal takes it: source and address stay with the article. */
function articleOf(item: Json): Json {
  const text = (name: string, most: number) => (typeof item[name] === 'string' ? shortened(item[name], most) : null)
  const address = String(item['address'] ?? '')
  return {
    title: text('title', 100),
    summary: text('summary', 300),
    author: text('author', 50),
    sourceName: text('sourceName', 50),
    sourceUrl: address.length <= 1_000 ? address : null,
    body: item['body'],
    cover: item['cover'],
  }
}

function laterThanNow(time: string | null): string | null {
  return time !== null && Date.parse(time) > Date.now() ? time : null
}
