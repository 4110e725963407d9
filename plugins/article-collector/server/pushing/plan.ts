import { type At, sql } from '../../../../core/index.ts'
import type { Parts } from '../parts.ts'

/** An article that is to be an article of a column. */
export type Wish = { itemId: string; columnId: string; publish: boolean; publishAt?: string | null; byRule?: boolean }

/**
 * Plans pushes, each article to each column once: one that failed before is tried again. Gives how many are on their way, and how many were pushed
 * before.
 */
export async function planPushes(
  { records, events }: Pick<Parts, 'records' | 'events'>,
  at: At,
  wishes: Wish[],
): Promise<{ planned: number; already: number }> {
  const known = await at.transaction.run(sql<{ id: string; itemId: string; columnId: string; state: string }>`
    select id, item_id as "itemId", column_id as "columnId", state from article_collector.push where tenant_id = ${at.transaction.tenantId}
      and item_id = any(${wishes.map(wish => wish.itemId)}::uuid[]) and column_id = any(${wishes.map(wish => wish.columnId)}::uuid[])`)
  let planned = 0
  for (const { publishAt = null, byRule = false, ...wish } of wishes) {
    const before = known.find(one => one.itemId === wish.itemId && one.columnId === wish.columnId)
    if (before && before.state !== 'failed') continue
    const values = { publish: wish.publish, publishAt, byRule, state: 'waiting', message: null, wishedBy: at.caller.userId ?? null }
    if (before) await records.change(at, 'push', before.id, values)
    const id = before?.id ?? (await records.create(at, 'push', { ...wish, ...values }))
    await events.schedule(at, { ...timerOf(id), at: new Date() })
    planned++
  }
  return { planned, already: wishes.length - planned }
}

/** The timer that carries a push out, and comes again where nobody does so to the end. */
export function timerOf(pushId: string) {
  return { key: `push ${pushId}`, reaction: 'push', entity: 'push', recordId: pushId }
}
