import t from 'tap'
import { buildApp } from '../../core/app.ts'
import { until } from '../support/server-process.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { articlePage, collecting, internet, rss } from './collecting.ts'
import type { Content } from './site.ts'

const { platform, site, source, begin, ended, items, owner } = await collecting(t)

/** Another server of the same installation, that collects too. */
async function another() {
  const app = await buildApp({
    databaseUrl: platform.ownerUrl,
    masterKeys: testKeys,
    secretCipher: 'aes',
    pluginFolders: [ownPlugins],
    demo: true,
    files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/another` },
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    connections: 4,
    fetchNetworks: [`${internet}/32`],
  })
  await app.platform.reactions.start()
  return app
}

t.test('two servers that collect the same articles at once keep each of them once, and visit their site in turn', async t => {
  const other = await another()
  t.teardown(() => other.close())
  const titles = Array.from({ length: 8 }, (_, at) => `共有的第${at}篇`)
  const paper = await site(Object.fromEntries(titles.map((title, at) => [`/${at}`, articlePage(title)])))
  const sources: string[] = []
  for (const name of ['a', 'b', 'c', 'd']) {
    paper.pages[`/${name}.xml`] = rss(titles.map((title, at) => ({ title, link: `/${at}` })))
    sources.push(await source(name, `${paper.address}/${name}.xml`))
  }
  const [started] = await owner('select extract(epoch from now()) * 1000 as at')
  const runs = await Promise.all((await Promise.all(sources.map(begin))).map(ended))
  t.same(
    runs.filter(run => run['state'] !== 'done').map(run => run['message']),
    [],
  )
  // Each visit has pushed the next one on by its tenth of a second, whichever server made it.
  const [turn] = await owner('select extract(epoch from next_at) * 1000 as at from core.outbound_turn where host = $1', [
    new URL(paper.address).host,
  ])
  const visits = paper.asked.filter(path => path !== '/robots.txt').length
  t.ok(Number(turn!['at']) >= Number(started!['at']) + visits * 100, 'two servers together are as slow as one')
  const all = (await Promise.all(sources.map(items))).flat()
  t.same(all.map(item => item['title']).sort(), [...titles].sort())
  t.equal(
    runs.reduce((sum, run) => sum + run['collected'], 0),
    titles.length,
  )
})

t.test('what a server that stops has begun another brings to its end', async t => {
  const other = await another()
  t.teardown(() => other.close())
  const slow = await site()
  const waiting: (() => void)[] = []
  let open = false
  const held =
    (title: string): Content =>
    (_, reply) => {
      const answer = () => reply.writeHead(200, { 'content-type': 'text/html' }).end(articlePage(title))
      if (open) answer()
      else waiting.push(answer)
    }
  const sources: string[] = []
  for (const name of ['a', 'b', 'c']) {
    slow.pages[`/${name}1`] = articlePage(`${name} 第一篇`)
    slow.pages[`/${name}2`] = held(`${name} 第二篇`)
    slow.pages[`/${name}.xml`] = rss([1, 2].map(at => ({ title: `${name} ${at}`, link: `/${name}${at}` })))
    sources.push(await source(`慢 ${name}`, `${slow.address}/${name}.xml`))
  }
  const runs = await Promise.all(sources.map(begin))
  await until(() => waiting.length >= 3)
  await other.close()
  open = true
  for (const answer of waiting) answer()
  for (const run of runs) t.match(await ended(run), { state: 'done', found: 2, collected: 2, failed: 0 })
  for (const id of sources) t.equal((await items(id)).length, 2)
})
