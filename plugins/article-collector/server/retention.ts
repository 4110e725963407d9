import { type At, sql } from '../../../core/index.ts'
import type { Parts } from './parts.ts'

/** So many at a time, each time in a transaction of its own. */
const most = 500

/**
 * What nobody pushed within the days that its source says goes, at night: text, pictures and the records of old runs. Of an article its address
 * and the fingerprints of its text stay, so that it is not collected anew; and one stays whole that another is told to be like.
 */
export function keepRetention({ events, files }: Parts): void {
  events.on('tidy', ['article-collector.night'], at => tidy(at))
  events.on('tidy-on', [], at => tidy(at))

  async function tidy(at: At): Promise<void> {
    const emptied = await emptyItems(at)
    await files.drop(at, 'item', emptied)
    const removed = await removeRuns(at)
    if (emptied.length === most || removed === most) await events.schedule(at, { key: 'tidy on', reaction: 'tidy-on', at: new Date() })
  }
}

async function emptyItems({ transaction }: At): Promise<string[]> {
  const { tenantId } = transaction
  const emptied = await transaction.run(sql<{ id: string }>`
    update article_collector.item t set state = 'expired', body = null, pictures = null, cover = null, summary = null,
      deleted_at = coalesce(t.deleted_at, now()), version = t.version + 1, updated_at = now()
    from (
      select i.id from article_collector.item i
      join article_collector.source s on s.tenant_id = ${tenantId} and s.id = i.source_id and s.keep_days > 0
      where i.tenant_id = ${tenantId} and i.state not in ('pushed', 'expired') and i.created_at < now() - make_interval(days => s.keep_days::int)
        and not exists (select 1 from article_collector.push p where p.tenant_id = ${tenantId} and p.item_id = i.id)
        and not exists (
          select 1 from article_collector.item l where l.tenant_id = ${tenantId} and l.duplicate_of_id = i.id and l.deleted_at is null)
      limit ${most} for update of i) old
    where t.tenant_id = ${tenantId} and t.id = old.id returning t.id`)
  return emptied.map(({ id }) => id)
}

async function removeRuns({ transaction }: At): Promise<number> {
  const { tenantId } = transaction
  const removed = await transaction.run(sql`
    delete from article_collector.run r using (
      select o.id from article_collector.run o
      join article_collector.source s on s.tenant_id = ${tenantId} and s.id = o.source_id and s.keep_days > 0
      where o.tenant_id = ${tenantId} and o.state in ('done', 'failed') and o.created_at < now() - make_interval(days => s.keep_days::int)
      limit ${most} for update of o) old
    where r.tenant_id = ${tenantId} and r.id = old.id returning r.id`)
  return removed.length
}
