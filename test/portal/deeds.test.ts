import { parseRssFeed } from 'feedsmith'
import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { secondServerWithSites } from '../core/second-server.ts'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { articleIn, publishedIn } from './columns.ts'
import { cookieOf, liveSite, send } from './visiting.ts'

const platform = await startPlatform(t)
const other = await secondServerWithSites(t, platform, [])
const [admin, secretary, member] = await Promise.all([platform.signIn('admin'), platform.signIn('secretary'), platform.signIn('member')])
const branch = (await secretary.get('/core/organizations')).body.data[0].id
const site = await liveSite(platform, secretary, branch)
const open = await liveSite(platform, secretary, branch, { comments: 'after' })
const cookie = await cookieOf(member, platform.sitesUrl, `/demo/${site.siteCode}/`)
const neighbour = await newTenant(platform, '中共临水县委员会')

const countsOf = async (address: string, headers: Record<string, string> = {}): Promise<Body> =>
  (await fetch(`${address}/counts`, { headers })).json()

t.test('a like counts once, however often it is sent at the same time and to whichever server, and can be taken back', async t => {
  const { id } = await publishedIn(secretary, site.columnId)
  const address = `${site.base}articles/${id}`
  const addresses = [address, address.replace(platform.sitesUrl, other.sitesUrl)]
  const replies = await Promise.all(Array.from({ length: 50 }, (_, at) => send(`${addresses[at % 2]}/like`, {}, { cookie })))
  t.same([...new Set(replies.map(reply => reply.status))], [200])
  t.match(await countsOf(address, { cookie }), { likes: 1, liked: true, favourites: 0, favourited: false })
  t.match(await countsOf(address), { likes: 1, liked: false }, 'others have not said so')
  t.match(await (await send(`${address}/like`, { on: false }, { cookie })).json(), { likes: 0, liked: false })
  await send(`${address}/favourite`, {}, { cookie })
  const { data } = (await member.get('/portal/reactions')).body
  t.match(data, [{ kind: 'favourite', article: { id } }], 'everyone finds his own favourites at the desk')
  t.same((await secretary.get('/portal/reactions')).body.data, [], 'and nobody those of others')
})

t.test('a plain form does the same without scripts; who is not signed in is led there', async t => {
  const { id } = await publishedIn(secretary, site.columnId)
  const address = `${site.base}articles/${id}`
  const form = (headers: Record<string, string>) =>
    fetch(`${address}/like`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: platform.sitesUrl, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  const path = new URL(address).pathname
  const done = await form({ cookie })
  t.same([done.status, done.headers.get('location')], [303, path])
  t.equal((await countsOf(address)).likes, 1)
  const unknown = await form({})
  t.same([unknown.status, unknown.headers.get('location')], [303, `/-/login?to=${encodeURIComponent(path)}`])
  t.equal((await send(`${address}/like`, {})).status, 401)
  t.equal((await form({ cookie, origin: 'https://elsewhere.example' })).status, 403, 'no other site sends it for him')
})

t.test('nobody has a say of what he cannot read there', async t => {
  const draft = await articleIn(secretary, site.columnId)
  const gone = await publishedIn(secretary, site.columnId)
  await secretary.post(`/portal/articles/${gone.id}/transitions/withdraw`, {})
  const elsewhere = await publishedIn(secretary, open.columnId)
  for (const { id } of [draft, gone, elsewhere])
    for (const deed of ['like', 'favourite', 'comments'])
      t.equal((await send(`${site.base}articles/${id}/${deed}`, { text: '好' }, { cookie })).status, 404)
  t.equal((await fetch(`${site.base}articles/${draft.id}/counts`)).status, 404)
  t.equal((await fetch(`${platform.sitesUrl}/${neighbour.code}/${site.siteCode}/articles/${elsewhere.id}/counts`)).status, 404)
  t.equal((await member.post(`/portal/articles/${draft.id}/like`, {})).status, 404)
})

t.test('comments wait for someone to look at them, or for none unless they hold a word of the list', async t => {
  t.equal((await admin.post('/portal/sensitive-words', { word: '加微信' })).status, 201)
  const { id } = await publishedIn(secretary, open.columnId)
  const address = `${open.base}articles/${id}/comments`
  const said = async (text: string) => (await send(address, { text }, { cookie })).json()
  t.match(await said('学习了，很受启发。'), { state: 'approved' })
  for (const text of ['请加 微-信联系', '请加Ｗ，加微　信', '加\u200b微信']) t.match(await said(text), { state: 'pending' }, text)
  const waiting = (await secretary.get(`/portal/comments?filter[articleId][eq]=${id}&filter[state][eq]=pending`)).body.data
  t.equal(waiting.length, 3)
  t.same(waiting[0].words, ['加微信'])
  t.match((await member.get('/portal/comments')).body.data[0], { state: 'pending' }, 'who wrote it knows where it is')
  t.notOk('words' in (await member.get('/portal/comments')).body.data[0], 'and not by which word')
  await secretary.post(`/portal/comments/${waiting[0].id}/transitions/approve`, {})
  await until(async () => (await countsOf(`${open.base}articles/${id}`)).comments === 2)
  const careful = await publishedIn(secretary, site.columnId)
  const reply = await send(`${site.base}articles/${careful.id}/comments`, { text: '很好' }, { cookie })
  t.match(await reply.json(), { state: 'pending' })
  const closed = await publishedIn(secretary, site.columnId, { commentsOpen: false })
  t.equal((await send(`${site.base}articles/${closed.id}/comments`, { text: '很好' }, { cookie })).status, 409)
})

t.test('with an article that is deleted for good go its comments, likes and counts, and nothing of another', async t => {
  const [gone, kept] = [await publishedIn(secretary, open.columnId), await publishedIn(secretary, open.columnId)]
  for (const { id } of [gone, kept]) {
    await send(`${open.base}articles/${id}/comments`, { text: '一句话' }, { cookie })
    await send(`${open.base}articles/${id}/favourite`, {}, { cookie })
  }
  await secretary.post(`/portal/articles/${gone.id}/transitions/withdraw`, {})
  t.equal((await secretary.delete(`/portal/articles/${gone.id}`)).status, 204)
  t.equal(
    (await secretary.get(`/portal/comments?filter[articleId][eq]=${gone.id}`)).body.data.length,
    1,
    'out of the bin it would come back whole',
  )
  t.equal((await secretary.post(`/portal/articles/${gone.id}/transitions/erase`, { confirm: true })).status, 204)
  for (const list of ['comments', 'article-counts', 'reactions']) {
    const [of, ofKept] = await Promise.all(
      [gone, kept].map(({ id }) => (list === 'reactions' ? member : secretary).get(`/portal/${list}?filter[articleId][eq]=${id}`)),
    )
    t.same(of!.body.data, [], list)
    t.equal(ofKept!.body.data.length, 1, list)
  }
})

t.test('feeds tell of what is published at once, of a site or a column, and of nothing else', async t => {
  const feed = async (path: string) => {
    const reply = await fetch(`${site.base}${path}`)
    t.match(reply.headers.get('content-type'), 'application/rss+xml')
    return parseRssFeed(await reply.text())
  }
  await feed('feed.xml')
  const title = '标题 <b>&amp;</b> ]]> 尾'
  const { id } = await publishedIn(secretary, site.columnId, { title, summary: '摘要 & 其他' })
  const draft = await articleIn(secretary, site.columnId)
  await until(async () => (await feed('feed.xml')).items?.[0]?.title === title)
  const all = await feed(`columns/${site.columnCode}/feed.xml`)
  t.match(all.items?.[0], {
    title,
    link: `${site.base}articles/${id}`,
    description: '摘要 & 其他',
    guid: { value: `${site.base}articles/${id}` },
  })
  t.notOk(all.items?.some(item => item.link?.endsWith(draft.id)))
  t.notOk(all.items?.some(item => item.title === draft.title))
  await secretary.post(`/portal/articles/${id}/transitions/withdraw`, {})
  await until(async () => !(await feed('feed.xml')).items?.some(item => item.title === title))
  t.equal((await fetch(`${site.base}columns/nothing/feed.xml`)).status, 404)
  const map = await (await fetch(`${site.base}sitemap.xml`)).text()
  t.match(map, `<loc>${site.base}columns/${site.columnCode}</loc>`)
  t.notMatch(map, draft.id)
})

t.test('search engines are told of the sitemaps of sites that are on, and those of a large site come in parts', async t => {
  const large = await liveSite(platform, secretary, branch)
  const robots = async () => (await fetch(`${platform.sitesUrl}/robots.txt`)).text()
  const told = await robots()
  for (const { base } of [site, open]) t.match(told, `Sitemap: ${base}sitemap.xml\n`)
  t.notMatch(told, /Sitemap: (?!http)/)
  const { id } = await publishedIn(secretary, large.columnId)
  await asOwner(
    platform,
    `insert into portal.article select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* from portal.article a, generate_series(1, 20000)
     where a.id = $1`,
    [id],
  )
  const addresses = async (path: string) =>
    [...(await (await fetch(`${large.base}${path}`)).text()).matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address!)
  const parts = await addresses('sitemap.xml')
  t.strictSame(
    parts,
    [0, 1, 2].map(part => `${large.base}sitemaps/${part}.xml`),
  )
  const found = (await Promise.all(parts.map(part => addresses(part.slice(large.base.length))))).flat()
  t.equal(found.length, new Set(found).size, 'none twice')
  t.equal(found.filter(address => address.includes('/articles/')).length, 20_001)
  t.ok(found.includes(`${large.base}columns/${large.columnCode}`))
  for (const none of ['3.xml', 'x.xml', '00.xml']) t.equal((await fetch(`${large.base}sitemaps/${none}`)).status, 404, none)
  // Asked for within the minute, the list is as it was; a site that is off is not among it on a server that has not been asked.
  await secretary.patch(`/portal/sites/${large.siteId}`, { isOn: false })
  t.notMatch(await (await fetch(`${other.sitesUrl}/robots.txt`)).text(), `/${large.siteCode}/sitemap.xml`)
})
