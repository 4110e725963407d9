import { type At, sql } from '../../../core/index.ts'
import type { Parts } from './parts.ts'
import { type Source, sourceOf } from './source.ts'
import { startRun } from './start-run.ts'

const dayMs = 86_400_000
const chinaMs = 8 * 3_600_000

/** Every source that is on is collected once a day at its hour, by the clock of China. What was missed in a standstill comes once. */
export function collectDaily(parts: Parts): void {
  const { events, tenants } = parts
  events.on(
    'plan',
    ['article-collector/source.created', 'article-collector/source.updated', 'article-collector/source.restored'],
    async (at, happened) => {
      for (const { recordId } of happened) await planNext(at, recordId!)
    },
    { changes: ['enabled', 'collectAt'] },
  )
  events.on('unplan', ['article-collector/source.deleted'], async (at, happened) => {
    for (const { recordId } of happened) await events.unschedule(at, timerOf(recordId!).key)
  })
  events.on('daily', [], async (at, happened) => {
    for (const { recordId } of happened) {
      const source = await sourceOf(at, recordId!)
      if (!source?.enabled) continue
      await startRun(parts, at, source, 'schedule')
      await planNext(at, source.id)
    }
  })
  // What a copy of a tenant brings, and what was made while the plugin was off. A time that has passed meanwhile is now.
  tenants.prepare(async at => {
    const sources = await at.transaction.run(sql<{ id: string; nextAt: string | null }>`
      select id, next_at as "nextAt" from article_collector.source where tenant_id = ${at.transaction.tenantId} and enabled and deleted_at is null`)
    for (const { id, nextAt } of sources)
      if (nextAt) await events.schedule(at, { ...timerOf(id), at: new Date(nextAt) })
      else await planNext(at, id)
  })

  async function planNext(at: At, id: string): Promise<void> {
    const source = await sourceOf(at, id)
    const next = source?.enabled ? nextTime(source, Date.now()) : undefined
    if (next) await events.schedule(at, { ...timerOf(id), at: next })
    else await events.unschedule(at, timerOf(id).key)
    await at.transaction.run(sql`
      update article_collector.source set next_at = ${next?.toISOString() ?? null} where tenant_id = ${at.transaction.tenantId} and id = ${id}`)
  }
}

function timerOf(sourceId: string) {
  return { key: `daily ${sourceId}`, reaction: 'daily', entity: 'source', recordId: sourceId }
}

/** The next time after now that it is that hour in China. */
export function nextTime({ collectAt }: Pick<Source, 'collectAt'>, now: number): Date {
  const [hour = 0, minute = 0] = collectAt.split(':').map(Number)
  const midnight = Math.floor((now + chinaMs) / dayMs) * dayMs - chinaMs
  const today = midnight + (hour * 60 + minute) * 60_000
  return new Date(today > now ? today : today + dayMs)
}
