import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { secondServerWithSites } from '../core/second-server.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { publishedIn } from './columns.ts'
import { cookieOf, liveSite } from './visiting.ts'

const platform = await startPlatform(t)
const other = await secondServerWithSites(t, platform, [])
const [secretary, member] = await Promise.all([platform.signIn('secretary'), platform.signIn('member')])
const branch = (await secretary.get('/core/organizations')).body.data[0].id
const site = await liveSite(platform, secretary, branch)
const elsewhere = site.base.replace(platform.sitesUrl, other.sitesUrl)

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const desk = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const robot = 'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)'

/** What is opened with this browser; gives the figures that came back. */
const opened = async (base: string, id: string, agent: string, headers: Record<string, string> = {}): Promise<Body> =>
  (await fetch(`${base}articles/${id}/counts`, { headers: { 'user-agent': agent, ...headers } })).json()
const readsOf = async (id: string): Promise<number> => (await secretary.get(`/portal/articles/${id}/counts`)).body.reads

t.test('someone counts once a day, however often he opens it and on whichever server; robots do not count', async t => {
  const { id } = await publishedIn(secretary, site.columnId)
  await Promise.all([site.base, elsewhere, site.base].map(base => opened(base, id, phone)))
  await Promise.all([opened(site.base, id, robot), opened(site.base, id, desk, { 'sec-purpose': 'prefetch' }), opened(site.base, id, '')])
  await until(async () => (await readsOf(id)) === 1)
  for (const base of [elsewhere, site.base, elsewhere]) await opened(base, id, phone)
  await opened(elsewhere, id, desk)
  await until(async () => (await readsOf(id)) === 2)
  const cookie = await cookieOf(member, platform.sitesUrl, `/demo/${site.siteCode}/`)
  for (const agent of [phone, desk]) await opened(site.base, id, agent, { cookie })
  await until(async () => (await readsOf(id)) === 3)
  const rows = await asOwner(platform, `select visitor from portal.reading`)
  t.equal(rows.length, 3)
  t.notMatch(JSON.stringify(rows), /127\.0\.0\.1|Mozilla/, 'who it was is not written down')
  const { data } = (await secretary.get(`/portal/article-counts?filter[articleId][eq]=${id}`)).body
  t.match(data, [{ reads: 3, likes: 0, article: { id } }])
})

t.test('the next day he counts again, and of the days before nothing tells who it was', async t => {
  const { id } = await publishedIn(secretary, site.columnId)
  await opened(site.base, id, phone)
  await until(async () => (await readsOf(id)) === 1)
  await asOwner(platform, `update portal.reading set day = day - 3`)
  await asOwner(platform, `update portal.reading_key set day = day - 3`)
  await opened(site.base, id, phone)
  await until(async () => (await readsOf(id)) === 2)
  t.match(await asOwner(platform, `select count(*)::int as count from portal.reading_key`), [{ count: 1 }])
  t.match(await asOwner(platform, `select count(*)::int as count from portal.reading`), [{ count: 1 }])
})

t.test('what is typed finds titles, also by their initials, and only what is published on that site', async t => {
  const found = async (typed: string) => (await fetch(`${site.base}suggest?q=${encodeURIComponent(typed)}`)).json() as Promise<Body[]>
  const { id } = await publishedIn(secretary, site.columnId, { title: '防汛抢险突击队' })
  await secretary.post('/portal/articles', { columnId: site.columnId, title: '防汛抢险草稿', body: '<p>字</p>' })
  for (const typed of ['抢险', 'fxqx'])
    t.same(await found(typed), [{ title: '防汛抢险突击队', href: `/demo/${site.siteCode}/articles/${id}` }])
  t.same(await found(''), [])
  const away = await liveSite(platform, secretary, branch)
  t.same(await (await fetch(`${away.base}suggest?q=${encodeURIComponent('抢险')}`)).json(), [])
})
