import { createHmac, randomBytes } from 'node:crypto'
import { isbot } from 'isbot'
import { type At, sql, todayInShanghai, type Visit } from '../../../../core/index.ts'
import type { ArticleParts } from './parts.ts'

/** Who has opened an article on which day, not yet written. `who` never leaves the memory. */
type Noted = { articleId: string; day: string; who: string }

const everyMs = 3_000
/** So often the ranking of what is read is told anew. */
const rankingMs = 600_000
/** More than this is not kept while the database is away. */
const mostNoted = 100_000

let noted = new Map<string, { tenantId: Visit['tenantId']; one: Noted }>()

/**
 * Readings are counted in memory and written some seconds later, so that none costs a request a write. Someone counts once a day for an
 * article, however often he loads it and on whichever server: guests are told apart by address and browser, robots are left out.
 */
export const readings = {
  /** Notes that an article's page was given to someone. Costs nothing, and never fails. */
  note({ tenantId, articleId, visit }: { tenantId: Visit['tenantId']; articleId: string; visit: Visit }): void {
    const { userAgent, headers, ip } = visit
    if (!userAgent || isbot(userAgent) || headers['sec-purpose']?.includes('prefetch')) return
    const day = todayInShanghai()
    const keep = (who: string) => {
      if (noted.size < mostNoted) noted.set(`${tenantId} ${articleId} ${day} ${who}`, { tenantId, one: { articleId, day, who } })
    }
    const guest = `guest ${ip} ${userAgent}`
    visit.visitor().then(
      visitor => keep(visitor ? `user ${visitor.userId}` : guest),
      () => keep(guest),
    )
  },
}

export function startReadings({ blocks, rounds, tenants }: Pick<ArticleParts, 'blocks' | 'rounds' | 'tenants'>): void {
  const ranked = new Map<string, number>()
  rounds.every(everyMs, async () => {
    const some = noted
    noted = new Map()
    const byTenant = Map.groupBy(some, ([, { tenantId }]) => tenantId)
    for (const [tenantId, ofTenant] of byTenant)
      try {
        await tenants.act(tenantId, async at => {
          await writeReadings(
            at,
            ofTenant.map(([, { one }]) => one),
          )
          if (Date.now() - (ranked.get(tenantId) ?? 0) < rankingMs) return
          ranked.set(tenantId, Date.now())
          await blocks.changed(at, 'article-count')
        })
      } catch (error) {
        // They come along with the next round.
        for (const [key, one] of ofTenant) if (noted.size < mostNoted) noted.set(key, one)
        throw error
      }
  })
}

/** Counts those that have not been counted on that day. In one order everywhere, so that two servers never wait for each other. */
async function writeReadings(at: At, some: Noted[]): Promise<void> {
  const { transaction } = at
  for (const [day, ofDay] of Map.groupBy(some, one => one.day)) {
    const key = await keyOf(at, day)
    const visitors = ofDay.map(({ who }) => createHmac('sha256', key).update(who).digest('base64url'))
    await transaction.run(sql`
      with fresh as (
        insert into portal.reading (tenant_id, id, article_id, day, visitor)
        select t.tenant_id, gen_random_uuid(), t.id, ${day}::date, one.visitor
        from unnest(${ofDay.map(one => one.articleId)}::uuid[], ${visitors}::text[]) one (article_id, visitor)
        join portal.article t on t.tenant_id = ${transaction.tenantId} and t.id = one.article_id and t.state = 'published' and t.deleted_at is null
        order by t.id, one.visitor
        on conflict do nothing returning article_id)
      insert into portal.article_count as c (tenant_id, id, article_id, site_id, organization_id, reads, likes, favourites, comments, day)
      select t.tenant_id, t.id, t.id, t.site_id, t.organization_id, f.reads, 0, 0, 0, ${day}::date
      from (select article_id, count(*) as reads from fresh group by article_id) f
      join portal.article t on t.tenant_id = ${transaction.tenantId} and t.id = f.article_id
      order by t.id
      on conflict (tenant_id, id) do update set reads = c.reads + excluded.reads, day = excluded.day, updated_at = now()`)
  }
}

/** The key of a day, the same on every server. Whoever makes it does away with the days before, and with what was told apart by their keys. */
async function keyOf({ transaction }: At, day: string): Promise<string> {
  const { tenantId } = transaction
  const read = () =>
    transaction.run(sql<{ key: string }>`select key from portal.reading_key where tenant_id = ${tenantId} and day = ${day}::date`)
  const [known] = await read()
  if (known) return known.key
  const made = await transaction.run(sql`
    insert into portal.reading_key (tenant_id, id, day, key)
    values (${tenantId}, gen_random_uuid(), ${day}::date, ${randomBytes(32).toString('base64url')}) on conflict do nothing returning key`)
  if (made.length > 0) {
    // Yesterday's last readings may still be on their way.
    await transaction.run(sql`delete from portal.reading where tenant_id = ${tenantId} and day < ${day}::date - 1`)
    await transaction.run(sql`delete from portal.reading_key where tenant_id = ${tenantId} and day < ${day}::date - 1`)
  }
  const [stored] = await read()
  return stored!.key
}
