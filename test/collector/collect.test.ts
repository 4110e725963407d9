import iconv from 'iconv-lite'
import t from 'tap'
import { until } from '../support/server-process.ts'
import { articlePage, collecting, rss, sentences } from './collecting.ts'
import { leadsTo, openSite } from './site.ts'

const { site, source, collect, begin, ended, items, admin, owner, organizationId } = await collecting(t)

t.test('what a feed tells of is collected: main text, facts and where it is from', async t => {
  const people = await site()
  people.pages['/a.html'] = articlePage('主题党日活动', `${sentences('主题党日')}<p><a href="/more">延伸阅读</a></p>`)
  people.pages['/b.html'] = articlePage('支部换届选举')
  people.pages['/rss.xml'] = rss([
    {
      title: '主题党日活动',
      link: '/a.html?utm_source=rss',
      more: '<pubDate>Wed, 01 Jul 2026 09:30:00 +0800</pubDate><author>李记者</author>',
    },
    { title: '支部换届选举', link: `${people.address}/b.html` },
    { title: '没有网址', link: '' },
  ])
  people.pages['/a.html?utm_source=rss'] = people.pages['/a.html']!
  const id = await source('某某网', `${people.address}/rss.xml`)
  t.match(await collect(id), { state: 'done', found: 2, collected: 2, duplicates: 0, failed: 0, message: '发现 2 篇，新采集 2 篇' })
  const [first, second] = await items(id)
  t.match(first, {
    title: '主题党日活动',
    state: 'collected',
    author: '李记者',
    sourceName: '某某网',
    address: `${people.address}/a.html?utm_source=rss`,
    publishedAt: '2026-07-01T01:30:00.000Z',
    summary: /^主题党日第1段/,
    body: /主题党日第8段/,
  })
  t.match(second, { title: '支部换届选举' })
  t.notMatch(first!['body'], /首页|ICP备/, 'what is around the article stays there')
  t.match(first!['body'], `href="${people.address}/more"`)
  t.match((await admin.get(`/article-collector/sources/${id}`)).body, { lastState: 'good', lastMessage: '发现 2 篇，新采集 2 篇' })

  const before = people.asked.length
  t.match(await collect(id), { state: 'done', found: 2, collected: 0 })
  t.equal(people.asked.length, before + 1, 'of what is there already nothing is asked again')
  t.equal((await items(id)).length, 2)
})

t.test('Atom, RDF and JSON feeds are read, and one that brings its texts along', async t => {
  const other = await site({
    '/atom.xml': `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>x</id><updated>2026-06-01T00:00:00Z</updated>
      <entry><id>1</id><title>青年学习</title><updated>2026-06-01T00:00:00Z</updated><link rel="alternate" href="/1"/><content type="html">${sentences('青年学习').replaceAll('<', '&lt;')}</content></entry></feed>`,
    '/rdf.xml': `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><title>x</title><link>/</link><description>x</description></channel><item><title>基层减负</title><link>/2</link><dc:date>2026-05-02</dc:date><description><![CDATA[${sentences('基层减负')}]]></description></item></rdf:RDF>`,
    '/feed.json': JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'x',
      items: [{ id: '3', url: '/3', title: '乡村振兴', content_text: '一段话。\n又一段话。' }],
    }),
  })
  for (const [name, title] of Object.entries({ 'atom.xml': '青年学习', 'rdf.xml': '基层减负', 'feed.json': '乡村振兴' })) {
    const id = await source(name, `${other.address}/${name}`, { text: 'feed' })
    t.match(await collect(id), { state: 'done', collected: 1 }, name)
    t.match(await items(id), [{ title, body: /<p>/ }])
  }
})

t.test('a page in GBK is read by its list, page after page', async t => {
  const old = await site()
  const gbk = (text: string) => iconv.encode(text, 'gbk')
  const row = (title: string, path: string) => `<li><a href="${path}">${title}</a><span>2026年7月${path.at(-1)}日</span></li>`
  old.pages['/list.html'] = gbk(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>
    <body><ul class="list">${row('镕基同志调研', '1')}${row('党费收缴公示', '2')}</ul><a class="next" href="list2.html">下一页</a></body></html>`)
  old.pages['/list2.html'] = gbk(`<ul class="list">${row('志愿服务', '3')}</ul><a class="next" href="list.html">下一页</a>`)
  for (const [path, title] of Object.entries({ '/1': '镕基同志调研', '/2': '党费收缴公示', '/3': '志愿服务' }))
    old.pages[path] = (_, reply) =>
      void reply.writeHead(200, { 'content-type': 'text/html; charset=GBK' }).end(gbk(articlePage(title).replace('utf-8', 'gbk')))
  const rules = { kind: 'page', listSelector: '.list li', dateSelector: 'span', nextSelector: 'a.next', bodySelector: '.text', pages: 5 }
  const id = await source('老网站', `${old.address}/list.html`, rules)
  t.match(await collect(id), { state: 'done', found: 3, collected: 3 })
  t.match(
    (await items(id)).map(({ title, publishedAt }) => [title, publishedAt]).sort(),
    [
      ['党费收缴公示', '2026-07-01T16:00:00.000Z'],
      ['志愿服务', '2026-07-02T16:00:00.000Z'],
      ['镕基同志调研', '2026-06-30T16:00:00.000Z'],
    ].sort(),
  )
  t.match(
    (await items(id)).map(item => item['body']),
    [/第8段/, /第8段/, /第8段/],
  )
})

t.test('what is wrong with one source is told in words, and harms no other', async t => {
  const inside = await openSite(t, { '/secret': articlePage('机密') })
  const bad = await site({
    '/broken.xml': '<?xml version="1.0"?><rss version="2.0"><channel><item><title>半截',
    '/page.xml': '<html><body>不是订阅源</body></html>',
    '/inside.xml': leadsTo(`${inside.address}/secret`),
    '/robots.txt': 'User-agent: *\nDisallow: /private/',
    '/private/rss.xml': rss([]),
    '/mixed.xml': rss([
      { title: '好文章', link: '/good' },
      { title: '没有了', link: '/gone' },
      { title: '引向内网', link: '/inside' },
      { title: '直指内网', link: `${inside.address}/secret` },
      { title: '不许采集', link: '/private/1' },
    ]),
    '/good': articlePage('好文章'),
    '/inside': leadsTo(`${inside.address}/secret`),
    '/slow.xml': () => {},
  })
  const slow = await source('慢', `${bad.address}/slow.xml`)
  const slowRun = await begin(slow)
  for (const [path, message] of Object.entries({
    '/broken.xml': '订阅源的格式有错误，读不出来',
    '/page.xml': '这个网址是网页，不是订阅源',
    '/inside.xml': '该网站转到了不能访问的网址：不能是本机或内网的地址',
    '/private/rss.xml': '该网站的 robots.txt 不允许采集这个网址',
    '/nowhere.xml': '该网站答复“404”，没有给出内容',
  })) {
    const id = await source(path, bad.address + path)
    t.match(await collect(id), { state: 'failed', message, collected: 0 }, path)
    t.match((await admin.get(`/article-collector/sources/${id}`)).body, { lastState: 'broken', lastMessage: message })
  }
  const mixed = await source('有好有坏', `${bad.address}/mixed.xml`)
  const run = await collect(mixed)
  t.match(run, { state: 'done', found: 5, collected: 1, failed: 4, message: '发现 5 篇，新采集 1 篇，未采到 4 篇' })
  t.match(
    run['problems'].map(({ title, reason }: { title: string; reason: string }) => `${title}：${reason}`),
    [/^没有了：.*404/, /^引向内网：.*内网/, /^直指内网：.*内网/, /^不许采集：.*robots/],
  )
  t.same(inside.asked, [], 'nothing came to the inside')
  t.match(
    (await items(mixed)).map(item => item['title']),
    ['好文章'],
  )
  const { body: messages } = await admin.get('/core/messages?filter[title][like]=采集出错')
  t.equal(messages.data.length, 5, 'who made a source is told once that it is broken')
  t.equal((await admin.get(`/article-collector/runs/${slowRun}`)).body.state, 'running', 'meanwhile the slow one goes on')
  t.equal((await admin.post(`/article-collector/sources/${slow}/collect`)).body.code, 'article-collector.under-way')
})

t.test('of ten thousand articles a run takes as many as it is told to, the next one goes on', async t => {
  const large = await site({
    '/all.xml': rss(
      Array.from({ length: 10_000 }, (_, at) => ({
        title: `第${at}篇`,
        link: `/${at}`,
        more: `<content:encoded><![CDATA[${sentences(`文${at}`, 3)}]]></content:encoded>`,
      })),
    ),
  })
  const id = await source('很多', `${large.address}/all.xml`, { text: 'feed', perRun: 20 })
  t.match(await collect(id), { found: 10_000, collected: 20, message: '发现 10000 篇，新采集 20 篇，还有 9980 篇留待下次' })
  t.match(await collect(id), { found: 10_000, collected: 20, message: /还有 9960 篇/ })
  t.equal((await items(id)).length, 40)
})

t.test('a site that says that nothing is new is asked for nothing else', async t => {
  const marked = await site({ '/1': articlePage('新消息') })
  marked.pages['/rss.xml'] = (request, reply) => {
    if (request.headers['if-none-match'] === '"v1"') return void reply.writeHead(304).end()
    reply.writeHead(200, { 'content-type': 'application/xml', etag: '"v1"' }).end(rss([{ title: '新消息', link: '/1' }]))
  }
  const id = await source('有标记', `${marked.address}/rss.xml`)
  t.match(await collect(id), { collected: 1 })
  t.match(await collect(id), { state: 'done', message: '没有更新' })
})

t.test('the same article is kept once, however many sources bring it at once, and under whatever address', async t => {
  const [one, two] = [await site(), await site()]
  const titles = ['甲', '乙', '丙', '丁', '戊'].map(name => `转载${name}`)
  const list = titles.map((title, at) => ({ title, link: `${one.address}/${at}` }))
  for (const [at, title] of titles.entries()) one.pages[`/${at}`] = articlePage(title)
  for (const path of ['/a.xml', '/b.xml', '/c.xml']) one.pages[path] = rss(list)
  const sources = await Promise.all(['/a.xml', '/b.xml', '/c.xml'].map(path => source(path, one.address + path)))
  const runs = await Promise.all((await Promise.all(sources.map(begin))).map(ended))
  t.ok(runs.every(run => run['state'] === 'done'))
  const all = (await Promise.all(sources.map(items))).flat()
  t.same(all.map(item => item['title']).sort(), [...titles].sort())
  t.equal(
    runs.reduce((sum, run) => sum + run['collected'], 0),
    titles.length,
  )

  // Elsewhere, in other marks and spaces, behind another address.
  two.pages['/again'] = articlePage('转载甲（转）', sentences('转载甲').replaceAll('，', ', ').replaceAll('<p>', '<p>　　'))
  two.pages['/rss.xml'] = rss([{ title: '转载甲（转）', link: '/again' }])
  const copied = await source('别处', `${two.address}/rss.xml`)
  t.match(await collect(copied), { collected: 0, duplicates: 1, message: '发现 1 篇，新采集 0 篇，重复 1 篇' })
  const [duplicate] = await items(copied)
  t.match(duplicate, { state: 'duplicate', duplicateOf: { label: '转载甲' } })

  // What was thrown away does not come again.
  t.equal((await admin.delete(`/article-collector/items/${all[0]!['id']}`)).status, 204)
  t.match(await collect(sources[0]!), { collected: 0, duplicates: 0 })
})

t.test('a run whose server died goes on, and nothing is collected or counted twice', async t => {
  const stuck = await site({ '/1': articlePage('一篇'), '/3': articlePage('三篇') })
  const waiting: (() => void)[] = []
  stuck.pages['/2'] = (_, reply) => void waiting.push(() => reply.writeHead(200, { 'content-type': 'text/html' }).end(articlePage('二篇')))
  stuck.pages['/rss.xml'] = rss(['1', '2', '3'].map(at => ({ title: at, link: `/${at}` })))
  const id = await source('中断', `${stuck.address}/rss.xml`)
  const run = await begin(id)
  await until(() => waiting.length === 1)
  // Its time has passed: another takes it over, while the first still waits.
  await owner(`update core.pending_reaction set due_at = now() where key = $1`, [`article-collector/run ${run}`])
  await until(() => waiting.length === 2)
  for (const go of waiting) go()
  t.match(await ended(run), { state: 'done', found: 3, collected: 3, duplicates: 0, failed: 0 })
  t.equal((await items(id)).length, 3)
})

t.test('a source that leads inside is not taken', async t => {
  for (const address of [
    'http://127.0.0.1:3000/rss.xml',
    'http://10.0.0.1/',
    'http://localhost/',
    'file:///etc/passwd',
    'http://user:word@example.com/',
  ]) {
    const values = { organizationId, name: '内', kind: 'feed', address, collectAt: '06:30' }
    const { status, body } = await admin.post('/article-collector/sources', values)
    t.match({ status, body }, { status: 422, body: { errors: [{ pointer: '/address' }] } }, address)
  }
})

t.test('every day at its hour a source that is on is collected, by the clock of China', async t => {
  const daily = await site({ '/rss.xml': rss([{ title: '每天', link: '/1' }]), '/1': articlePage('每天') })
  const id = await source('每天', `${daily.address}/rss.xml`, { collectAt: '23:15' })
  const key = `article-collector/daily ${id}`
  const due = async () => (await owner(`select due_at from core.pending_reaction where key = $1`, [key]))[0]?.['due_at']
  await until(async () => (await due()) !== undefined)
  t.match(new Date(String(await due())).toISOString(), /T15:15:00/)
  await owner(`update core.pending_reaction set due_at = now() where key = $1`, [key])
  await until(async () => (await items(id)).length === 1)
  t.match(new Date(String(await due())).toISOString(), /T15:15:00/, 'and planned for the next day')
  await admin.patch(`/article-collector/sources/${id}`, { enabled: false })
  await until(async () => (await due()) === undefined)
})
