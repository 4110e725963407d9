import t from 'tap'
import { created } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { articleIn, publishedIn } from './columns.ts'
import { picturePng } from './site.ts'
import { cookieOf, send } from './visiting.ts'

const platform = await startPlatform(t)
const [admin, member] = await Promise.all([platform.signIn('admin'), platform.signIn('member')])
const county = (await admin.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
const [template] = (await admin.get('/portal/templates')).body.data as Body[]

async function wholeSite(code: string): Promise<{ id: string; base: string; columns: Body[] }> {
  const site = { organizationId: county, template: template.name, code, title: '云山党建' }
  const { id } = created(await admin.post('/portal/sites/from-template', site))
  created(await admin.post(`/portal/sites/${id}/releases`, {}))
  const columns = (await admin.get(`/portal/columns?filter[siteId][eq]=${id}&filter[kind][eq]=articles`)).body.data
  return { id, base: `${platform.sitesUrl}/demo/${code}/`, columns }
}

const { id: siteId, base, columns } = await wholeSite('cloud')
const [column, beside] = columns as [Body, Body]
const other = await wholeSite('river')
const read = async (path: string): Promise<string> => (await fetch(base + path)).text()
const status = async (address: string): Promise<number> => (await fetch(address)).status
const act = (id: string, event: string) => admin.post(`/portal/articles/${id}/transitions/${event}`, {})

/** What is asked again and again until it is so, two seconds at most. */
async function within2s(isSo: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + 2_000
  while (Date.now() < end) if (await isSo()) return true
  return isSo()
}

t.test('a new article is on every page that lists it within two seconds, and gone from all when it is withdrawn', async t => {
  const title = '山乡新事：党员带头修好进村路'
  const pages = ['', `columns/${column.code}`, 'feed.xml']
  for (const page of pages) t.notMatch(await read(page), title)
  const { id } = await publishedIn(admin, column.id, { title })
  const on = async (wanted: boolean) => (await Promise.all(pages.slice(1).map(read))).every(html => html.includes(title) === wanted)
  t.ok(await within2s(() => on(true)))
  t.equal(await status(`${base}articles/${id}`), 200)
  t.notMatch(await read(`columns/${beside.code}`), `${title}</a><time`, 'another column lists it nowhere but among what is read most')
  await act(id, 'withdraw')
  t.ok(await within2s(async () => (await on(false)) && !(await read('')).includes(title)))
  t.ok(await within2s(async () => (await status(`${base}articles/${id}`)) === 404))
})

t.test('every block that is offered can be shown as it comes, and what is read most lists what was published', async t => {
  const { id, title } = await publishedIn(admin, column.id)
  const shown = async (block: string) =>
    (await admin.post(`/portal/blocks/${block}/preview`, { siteId, settings: {}, context: { kind: 'home' } })).body.html as string
  for (const { name } of (await admin.get('/portal/blocks')).body.data) t.match(await shown(name), '<div class="dj-block ', name)
  t.match(await shown('portal.popular'), `>${title}</a>`)
  await act(id, 'withdraw')
  t.notMatch(await shown('portal.popular'), `>${title}</a>`)
})

t.test('nobody reads a draft, what is scheduled, another site’s or another tenant’s', async t => {
  const draft = await articleIn(admin, column.id)
  const planned = await articleIn(admin, column.id)
  const later = new Date(Date.now() + 86_400_000).toISOString()
  await admin.post(`/portal/articles/${planned.id}/transitions/schedule`, { publishAt: later })
  const elsewhere = await publishedIn(admin, other.columns[0].id)
  for (const { id } of [draft, planned, elsewhere]) t.equal(await status(`${base}articles/${id}`), 404)
  t.equal(await status(`${other.base}articles/${elsewhere.id}`), 200)
  const neighbour = await newTenant(platform, '中共临水县委员会')
  t.equal(await status(`${platform.sitesUrl}/${neighbour.code}/river/articles/${elsewhere.id}`), 404)
  const listed = await read(`columns/${column.code}`)
  for (const { title } of [draft, planned, elsewhere]) t.notMatch(listed, title)
  t.equal((await member.get(`/portal/articles/${draft.id}`)).status, 404, 'nor at the desk who only reads')
  t.equal((await member.get(`/portal/articles/${elsewhere.id}`)).status, 200)
})

t.test('an article’s page shows its text, pictures and source, and what was said of it once that was approved', async t => {
  const upload = async (name: string) => (await admin.upload('/core/files', { name, content: picturePng })).body.id as string
  const [cover, inText] = [await upload('封面.png'), await upload('现场.png')]
  const { id } = await publishedIn(admin, column.id, {
    ...{ title: '主题党日走进红色教育基地', cover, sourceName: '县委组织部', sourceUrl: 'https://example.cn/a' },
    body: `<p>讲解员<img src="file:${inText}" alt="现场" onerror="x()"></p><script>x()</script>`,
  })
  await until(async () => (await status(`${base}articles/${id}`)) === 200)
  const html = await read(`articles/${id}`)
  t.match(html, '主题党日走进红色教育基地</h1>')
  t.match(html, /<p>讲解员<img [^>]*\/demo\/-\/files\//)
  t.notMatch(html, /onerror|<script>/)
  t.match(html, 'href="https://example.cn/a"')
  t.equal(await status(`${platform.sitesUrl}/demo/-/files/${inText}?width=320`), 200, 'pictures of what is published are everybody’s')
  await act(id, 'withdraw')
  await until(async () => (await status(`${platform.sitesUrl}/demo/-/files/${inText}?width=320`)) === 404)
})

t.test('the search finds articles by the words of their text, and only what is published there', async t => {
  const body = '<p>沿河各村落实河长制，每周巡查两次。</p>'
  const { id } = await publishedIn(admin, column.id, { title: '清水绕村', body })
  const draft = await articleIn(admin, column.id, { title: '还在写的稿子', body })
  const elsewhere = await publishedIn(admin, other.columns[0].id, { title: '别的站点', body })
  const html = await read(`search?q=${encodeURIComponent('河长制')}`)
  t.match(html, `/demo/cloud/articles/${id}">清水绕村</a>`)
  for (const { title } of [draft, elsewhere]) t.notMatch(html, title)
  t.match(await read(`search?q=${encodeURIComponent('<b>没有这个词')}`), 'value="&lt;b&gt;没有这个词"')
})

t.test('a comment stands on the page once it was approved, with the surname alone', async t => {
  const { id } = await publishedIn(admin, column.id)
  const cookie = await cookieOf(member, platform.sitesUrl, '/demo/cloud/')
  await send(`${base}articles/${id}/comments`, { text: '向榜样学习<b>！' }, { cookie })
  t.notMatch(await read(`articles/${id}`), '向榜样学习')
  const [said] = (await admin.get(`/portal/comments?filter[articleId][eq]=${id}`)).body.data
  await admin.post(`/portal/comments/${said.id}/transitions/approve`, {})
  t.ok(await within2s(async () => (await read(`articles/${id}`)).includes('向榜样学习&lt;b&gt;！')))
  const { name } = (await member.get('/session')).body.user
  t.notMatch(await read(`articles/${id}`), name)
  await admin.post(`/portal/comments/${said.id}/transitions/refuse`, {})
  t.ok(await within2s(async () => !(await read(`articles/${id}`)).includes('向榜样学习')))
})
