import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import sharp from 'sharp'
import t from 'tap'
import { sanitizeHtml } from '../../core/html/policy.ts'
import { hostile, hugeTexts, templateSyntax } from '../html/corpus.ts'
import { openBrowser } from '../support/browser.ts'
import { articlePage, collecting, rss, sentences } from './collecting.ts'

const { platform, site, source, collect, items, admin } = await collecting(t)

const photo = (width: number) =>
  sharp(randomBytes(width * 60 * 3), { raw: { width, height: 60, channels: 3 } })
    .png()
    .toBuffer()
const item = async (id: string) => (await admin.get(`/article-collector/items/${id}`)).body

t.test('pictures are copied into the platform, those that come lazily too, by what they are and not by what they are called', async t => {
  const large = await photo(200)
  const pictures = await site()
  const picture =
    (content: Buffer, type = 'image/png') =>
    (_: unknown, reply: ServerResponse) =>
      void reply.writeHead(200, { 'content-type': type }).end(content)
  pictures.pages['/large.png'] = picture(large)
  pictures.pages['/lazy.png?wx_fmt=png'] = picture(await photo(40))
  pictures.pages['/fake.png'] = picture(Buffer.from('<html><script>harm(1)</script></html>'))
  pictures.pages['/drawn.png'] = picture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>harm(1)</script></svg>'))
  pictures.pages['/page'] = articlePage(
    '图片新闻',
    `${sentences('图片新闻')}
    <p><img data-src="${pictures.address}/lazy.png?wx_fmt=png" src="data:image/gif;base64,AAAA" alt="懒图"><img src="/large.png" alt='大图" onerror="harm(1)'></p>
    <p><img src="/fake.png"><img src="/drawn.png"><img src="/gone.png"><img src="http://127.0.0.1:1/inside.png"><img src="file:00000000-0000-7000-8000-000000000000"></p>`,
  )
  pictures.pages['/rss.xml'] = rss([{ title: '图片新闻', link: '/page' }])
  const id = await source('图片', `${pictures.address}/rss.xml`)
  t.match(await collect(id), { state: 'done', collected: 1, failed: 0 })
  const [found] = await items(id)
  const { body, pictures: held, cover } = await item(found!['id'])
  t.equal(held.length, 2)
  t.match(body, new RegExp(`<img src="file:${held[0]}" alt="懒图" /><img src="file:${held[1]}" alt="[^"]*" />`))
  t.equal(body.match(/<img/g).length, 2, 'what is no picture, not there or inside is left out')
  const { bytes, headers } = await admin.get(`/core/files/${held[1]}/content`)
  t.equal(headers.get('content-type'), 'image/png')
  t.ok(bytes.length > 10_000)
  t.ok(cover && !held.includes(cover), 'the first one that is no icon is the cover, as a file of its own')

  const without = await source('不要图片', `${pictures.address}/rss2.xml`, { copyPictures: false })
  pictures.pages['/rss2.xml'] = rss([{ title: '不要图片', link: '/other' }])
  pictures.pages['/other'] = articlePage('不要图片', `${sentences('不要图片')}<img src="/large.png">`)
  await collect(without)
  t.notMatch((await items(without))[0]!['body'], /<img/)
})

t.test('whatever a site writes arrives harmless', async t => {
  const evil = await site()
  const cases = [...hostile, ...templateSyntax.map(html => ({ name: html, html }))]
  const pages = cases.map(({ html }, at) => ({
    title: `第${at}例`,
    link: `/${at}`,
    html: `${sentences(`第${at}例`, 2)}${html}<p>末段${at}</p>`,
  }))
  for (const { link, title, html } of pages) evil.pages[link] = articlePage(title, html)
  evil.pages['/pages.xml'] = rss(
    pages.map(({ title, link }) => ({ title: `${title}<script>harm(1)</script>`.replaceAll('<', '&lt;'), link })),
  )
  evil.pages['/texts.xml'] = rss(
    pages.map(({ title, link, html }) => ({
      title: `<![CDATA[${title}<img src=x onerror=harm(1)>]]>`,
      link: `/text${link}`,
      more: `<author>&lt;script&gt;harm(1)&lt;/script&gt;</author><content:encoded><![CDATA[订阅${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]></content:encoded>`,
    })),
  )
  // In one, its text is found by itself; in the other it is taken whole.
  const sources = [
    await source('网页', `${evil.address}/pages.xml`, { perRun: 500, copyPictures: false, bodySelector: '.text' }),
    await source('订阅', `${evil.address}/texts.xml`, { perRun: 500, copyPictures: false, text: 'feed' }),
  ]
  const bodies: string[] = []
  for (const id of sources) {
    const run = await collect(id)
    t.equal(run['state'], 'done', run['message'])
    t.equal(run['collected'] + run['duplicates'] + run['failed'], cases.length)
    t.ok(run['collected'] > cases.length * 0.8, `${run['message']} ${JSON.stringify(run['problems']).slice(0, 500)}`)
    for (const { body, title, author, summary } of await items(id)) {
      t.equal(sanitizeHtml(body, { files: true }), body, 'nothing of it is unknown to the policy')
      t.notMatch(`${title} ${author}`, /<|onerror/, 'titles and names are words')
      bodies.push(body, `<p>${title}</p>`, `<p title="${title}">${summary.replaceAll('<', '&lt;')}</p>`)
    }
  }
  const browser = await openBrowser(t)
  const page = await browser.newPage()
  await page.addInitScript('window.harm = what => { (window.done ??= []).push(what) }')
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.setContent(`<!doctype html><meta charset="utf-8">${bodies.join('\n')}`)
  await page.evaluate(() => new Promise(done => setTimeout(done, 300)))
  t.equal(await page.evaluate('window.done'), undefined, 'nothing runs')
  t.same(
    asked.filter(url => !url.startsWith('file:') && !url.startsWith('about:')),
    [],
    'nothing is asked for elsewhere',
  )
})

t.test('a huge or twisted page costs its own run time and memory alone', async t => {
  const huge = await site()
  const pages = hugeTexts().map(({ name, html }, at) => ({ title: name, link: `/${at}`, html }))
  for (const { link, title, html } of pages) huge.pages[link] = articlePage(title, html)
  huge.pages['/good'] = articlePage('平常的一篇')
  huge.pages['/rss.xml'] = rss([...pages, { title: '平常的一篇', link: '/good' }])
  const id = await source('庞大', `${huge.address}/rss.xml`)
  const run = await collect(id)
  t.match(run, { state: 'done', found: pages.length + 1 })
  t.ok((await items(id)).some(one => one['title'] === '平常的一篇'))
  t.ok(
    run['problems'].every(({ reason }: { reason: string }) => /[一-鿿]/.test(reason)),
    'and is told in words',
  )
})

t.test('a source is tried before it is saved: its list and one article as words alone, and nothing is kept', async t => {
  const tried = await site({
    '/list':
      '<ul class="news"><li><a href="/1">第一条</a><i>2026-06-30</i></li><li><a href="/2">第二条</a></li></ul><a id="next" href="/list2">下页</a>',
    '/bare-list': '<meta charset=utf-8><p class="old"><a href="/bare">老页面</a></p>',
    '/bare': `<meta charset=utf-8><title>x</title><h1>没有框架的页面</h1><div>${sentences('老页面')}</div>`,
    '/1': articlePage(
      '第一条',
      `${sentences('第一条', 3)}<script>harm(1)</script><img src="/a.png">`,
      '<meta name="author" content="王记者">',
    ),
  })
  const ask = (values: object) =>
    admin.post('/article-collector/sources/try', { kind: 'page', address: `${tried.address}/list`, ...values })
  const { status, body } = await ask({ listSelector: '.news li', dateSelector: 'i', nextSelector: '#next' })
  t.match(
    { status, body },
    {
      status: 200,
      body: {
        found: 2,
        next: `${tried.address}/list2`,
        entries: [
          { title: '第一条', address: `${tried.address}/1`, publishedAt: '2026-06-29T16:00:00.000Z' },
          { title: '第二条', publishedAt: null },
        ],
        article: { title: '第一条', author: '王记者', pictures: 1, problem: null },
      },
    },
  )
  t.match(body.article.paragraphs, [/^第一条第1段/, /第2段/, /第3段/])
  t.notMatch(JSON.stringify(body), /harm/)
  t.match((await ask({ listSelector: '.news li', article: `${tried.address}/2` })).body.article, { problem: /404/ })
  t.match(
    (await ask({ listSelector: '.old a', address: `${tried.address}/bare-list` })).body,
    {
      entries: [{ title: '老页面' }],
      article: { title: '没有框架的页面', paragraphs: { 7: /第8段/ } },
    },
    'pages without html and body are pages too',
  )
  for (const [values, detail] of [
    [{ listSelector: '.old li' }, /没有找到列表/],
    [{ listSelector: 'li[' }, /选择器写法有误/],
    [{ address: `${tried.address}/none`, listSelector: 'li' }, /404/],
    [{ address: 'http://127.0.0.1:1/', listSelector: 'li' }, /内网/],
    [{ kind: 'feed' }, /格式有错误|不是订阅源/],
  ] as const)
    t.match((await ask(values)).body, { code: 'article-collector.cannot-read', detail })
  t.equal(
    (await (await platform.signIn('member')).post('/article-collector/sources/try', { kind: 'feed', address: tried.address })).status,
    403,
  )
})
