import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pg from 'pg'
import { type TenantId, tenantId } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Platform } from '../core/platform.ts'
import { write } from '../core/tenants/create-tenant.ts'
import { likeTextAs } from '../plugins/article-collector/server/like-text.ts'
import { option, tell } from './open.ts'
import { newTenant, pause, withPlatform } from './small.ts'

const entries = 10_000
const runs = Number(option('runs') ?? 8)
const perRun = 100
const kept = 100_000
const searches = 300
const host = '127.0.0.2'

/** What collecting from a feed of 10,000 articles takes in memory, run after run; and looking for a reprint among 100,000. */
export function benchCollector(): Promise<void> {
  return withPlatform(
    'collector',
    async (platform, ownerUrl) => {
      const { tenantId: tenant, rootId } = await newTenant(platform)
      await collectAgain(platform, tenant, rootId)
      await keepMany(platform, ownerUrl, tenant, rootId)
      await findReprints(platform, tenant, rootId)
    },
    { fetchNetworks: [`${host}/32`] },
  )
}

async function collectAgain(platform: Platform, tenant: TenantId, organizationId: string): Promise<void> {
  const site = createServer((_, reply) => void reply.writeHead(200, { 'content-type': 'application/xml' }).end(feed()))
  await new Promise<void>(done => site.listen(0, host, done))
  try {
    await platform.reactions.start()
    const values = { kind: 'feed', text: 'feed', collectAt: '00:00', pause: 0.1, perRun, copyPictures: false, keepDays: 0 }
    const address = `http://${host}:${(site.address() as AddressInfo).port}/rss.xml`
    const sourceId = await platform.engine.database.transaction(tenant, transaction =>
      write(platform.engine, transaction, 'article-collector/source', { ...values, organizationId, name: '很多', address }),
    )
    for (let run = 1; run <= runs; run++) {
      const peak = watchMemory()
      await collected(platform, tenant, sourceId, run)
      tell(`run ${run} of a feed of ${entries}, ${perRun} collected: peak ${peak()} MB resident, ${heapAfter()} MB of heap left`)
    }
  } finally {
    site.close()
  }
}

function feed(): string {
  const text = (at: number) => `第${at}篇：${'支部党员围绕主题逐一发言，交流体会，查找差距，明确努力方向。'.repeat(7)}`
  const items = Array.from(
    { length: entries },
    (_, at) => `<item><title>第${at}篇</title><link>/${at}</link><description>${text(at)}</description></item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`
}

/** Has its daily hour come, until it has run so many times. */
async function collected({ engine: { database } }: Platform, tenant: TenantId, sourceId: string, times: number): Promise<void> {
  for (;;) {
    const states = await database.tenant(tenant).run(sql<{ state: string }>`
      select state from article_collector.run where tenant_id = ${tenant} and source_id = ${sourceId}`)
    const open = states.some(({ state }) => state === 'waiting' || state === 'running')
    if (!open && states.length >= times) return
    if (!open)
      await database.global(sql`update core.pending_reaction set due_at = now() where key = ${`article-collector/daily ${sourceId}`}`)
    await pause(300)
  }
}

function watchMemory(): () => number {
  let most = 0
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  return () => {
    clearInterval(watching)
    return Math.round(most / 1_048_576)
  }
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapAfter(): number {
  collectGarbage()
  return Math.round(process.memoryUsage().heapUsed / 1_048_576)
}

async function keepMany({ engine }: Platform, ownerUrl: string, tenant: TenantId, organizationId: string): Promise<void> {
  await engine.database.transaction(tenant, transaction =>
    transaction.run(sql`
      insert into article_collector.item (tenant_id, id, organization_id, source_id, title, address, state, likeness1, likeness2, likeness3, likeness4)
      select ${tenant}, gen_random_uuid(), ${organizationId}, s.id, 'x', 'x', 'collected', random() * 65535, random() * 65535, random() * 65535, random() * 65535
      from generate_series(1, ${kept}::int), (select id from article_collector.source where tenant_id = ${tenant} limit 1) s`),
  )
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  // As autovacuum leaves it.
  await client.query('vacuum analyze article_collector.item')
  await client.end()
}

async function findReprints({ engine }: Platform, tenant: TenantId, organizationId: string): Promise<void> {
  const part = () => Math.floor(Math.random() * 65_536)
  const times: number[] = []
  for (let at = 0; at < searches; at++) {
    const began = performance.now()
    await engine.database.transaction(tenant, transaction =>
      likeTextAs({ engine, transaction, caller: platformCaller(tenantId(tenant)) }, organizationId, [part(), part(), part(), part()]),
    )
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1)
  tell(`a reprint looked for among ${kept}: ${searches} times, half within ${at(0.5)} ms, 99 in 100 within ${at(0.99)} ms`)
}
