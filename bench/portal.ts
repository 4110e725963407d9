import { writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { load } from './load.ts'
import { type BenchDatabase, benchApp, option, tell } from './open.ts'
import { type Running, spawnServer, startProduct } from './processes.ts'
import { seedPortal } from './seed/portal.ts'
import { benchUsers } from './seed/seed.ts'
import { ask, tokenOf } from './sign-in.ts'
import { figures, row } from './table.ts'

const connections = 50
const rounds = 5
const tries = 20

/**
 * A site of twenty pages with a column of 100,000 articles (`--articles=` for fewer): its home page with all its blocks beside a bare Fastify route that sends the
 * same bytes; publishing it; and the column listed, searched and paged through, one request at a time.
 */
export async function benchPortal(database: BenchDatabase, { seconds }: { seconds: number }): Promise<void> {
  const app = await benchApp(database)
  const { siteId, columnId } = await seedPortal(app.platform.engine, Number(option('articles') ?? 100_000), tell).finally(() => app.close())
  const client = new pg.Client({ connectionString: database.embedded.url })
  await client.connect()
  // As autovacuum leaves a table that nobody writes to any more.
  await client.query('vacuum analyze portal.article')
  await client.end()
  const product = await startProduct(database.embedded.url, database.folder)
  try {
    const token = await tokenOf(product.url, benchUsers.tenant)
    const { publish, restoreFirst } = publishing(product.url, siteId, token)
    const times = []
    for (let at = 0; at < 5; at++) times.push(await timed(publish))
    tell(
      `publishing 20 pages: ${times.map(ms => `${ms.toFixed(0)} ms`).join(', ')}; bringing the one before back ${(await timed(restoreFirst)).toFixed(0)} ms`,
    )
    await homePage(product, database, seconds)
    await column(product, { columnId, token })
  } finally {
    await product.stop()
  }
}

function publishing(url: string, siteId: string, token: string): { publish(): Promise<unknown>; restoreFirst(): Promise<unknown> } {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const releases = `${url}/api/v1/portal/releases?filter[siteId][eq]=${siteId}&filter[state][eq]=past&sort=-number&page[size]=1`
  return {
    publish: () => ask(`${url}/api/v1/portal/sites/${siteId}/releases`, { method: 'POST', headers, body: '{}' }),
    async restoreFirst() {
      const { data } = await ask<{ data: { id: string }[] }>(releases, { headers })
      const reply = await fetch(`${url}/api/v1/portal/releases/${data[0]!.id}/restore`, { method: 'POST', headers, body: '{}' })
      if (!reply.ok) throw new Error(`not brought back: ${reply.status}`)
    },
  }
}

/** The page as a browser gets it, Brotli and all, beside the same bytes from a route that does nothing else. */
async function homePage(product: Running, { folder }: BenchDatabase, seconds: number): Promise<void> {
  const path = '/bench/portal/'
  const headers = { 'accept-encoding': 'br' }
  const [bytes, plain] = await Promise.all([
    raw(`${product.sites}${path}`, headers),
    fetch(`${product.sites}${path}`).then(reply => reply.text()),
  ])
  const blocks = plain.match(/class="dj-block /g)?.length ?? 0
  writeFileSync(join(folder, 'page.br'), bytes)
  const bare = await spawnServer(['--max-semi-space-size=8', 'bench/hand-written/page.ts'], { PAGE: join(folder, 'page.br') })
  try {
    tell(`home page: ${blocks} blocks, ${(plain.length / 1024).toFixed(0)} KB, ${(bytes.length / 1024).toFixed(1)} KB compressed`)
    tell(row(`${connections} connections`, 'product /s', 'p50 ms', 'p99 ms', 'bare /s', 'p50 ms', 'p99 ms', 'share'))
    tell(row('---', '---', '---', '---', '---', '---', '---', '---'))
    // In turn, several times: what else the machine does falls on both.
    for (let round = 1; round <= rounds; round++) {
      const mine = await load(product.sites!, { path, headers }, { seconds, connections })
      const theirs = await load(bare.url, { path, headers }, { seconds, connections })
      tell(row(`round ${round}`, ...figures(mine), ...figures(theirs), (mine.perSecond / theirs.perSecond).toFixed(2)))
    }
  } finally {
    await bare.stop()
  }
}

/** What one request takes, half of them and the slowest: in the desk, and on the site before it is kept. */
async function column({ url, sites }: Running, { columnId, token }: { columnId: string; token: string }): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  const articles = `${url}/api/v1/portal/articles?filter[columnId][eq]=${columnId}&page[size]=20`
  const asked: [string, (at: number) => string, RequestInit][] = [
    ['desk: first page', () => articles, { headers }],
    ['desk: page 2,500', at => `${articles}&page[number]=${2_500 + at}`, { headers }],
    ['desk: search', at => `${articles}&q=${words[at % words.length]}`, { headers }],
    ['site: first page', () => `${sites}/bench/portal/columns/news`, {}],
    ['site: far pages', at => `${sites}/bench/portal/columns/news?page=${1_000 + at * 100}`, {}],
    ['site: search', at => `${sites}/bench/portal/search?q=${words[at % words.length]}${at}`, {}],
  ]
  tell(row('one at a time', 'p50 ms', 'slowest ms'))
  tell(row('---', '---', '---'))
  for (const [name, address, request] of asked) {
    const times: number[] = []
    for (let at = 0; at < tries; at++) times.push(await timed(() => fetched(encodeURI(address(at)), request)))
    times.sort((one, other) => one - other)
    tell(row(name, times[tries / 2]!.toFixed(1), times.at(-1)!.toFixed(1)))
  }
}

const words = ['主题党日', '乡村振兴', '学习', '支部']

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

async function fetched(address: string, request: RequestInit): Promise<void> {
  const reply = await fetch(address, request)
  if (!reply.ok) throw new Error(`${address}: ${reply.status} ${await reply.text()}`)
  await reply.arrayBuffer()
}

/** As it came over the wire: `fetch` would unpack it. */
function raw(address: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((done, failed) => {
    get(address, { headers }, reply => {
      const parts: Buffer[] = []
      reply.on('data', part => parts.push(part)).on('end', () => done(Buffer.concat(parts)))
    }).on('error', failed)
  })
}
