import t from 'tap'
import { secondTenant } from '../isolation/second-tenant.ts'
import { created } from '../plugins/assets.ts'
import { startPlatform } from '../support/platform.ts'
import { newPicture, newSite, paragraph } from './site.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const county = (await admin.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
const site = await newSite(admin, { organizationId: county, code: 'county', says: '第一版的欢迎词' })

const visit = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${platform.sitesUrl}/demo/${path}`, { headers, redirect: 'manual' })
const read = async (path: string) => (await visit(path)).text()
const publish = async (id = site.id) => created(await admin.post(`/portal/sites/${id}/releases`, {}))
const draft = (components: unknown[], more: object = {}) =>
  admin.patch(`/portal/pages/${site.homeId}`, { content: { components }, ...more })
const previewOf = async (body: object = {}) => created(await admin.post(`/portal/sites/${site.id}/previews`, body))

/** Asks until it is so; the test ends by its time limit where it never is. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(done => setTimeout(done, 100))
}

t.test('a site is there once it is published, and not before', async t => {
  t.equal((await visit('county/')).status, 404)
  await publish()
  const reply = await visit('county/')
  t.equal(reply.status, 200)
  const html = await reply.text()
  t.match(html, '<p>第一版的欢迎词</p>')
  t.match(html, '<html lang="zh-CN">')
  t.match(html, '<title>county 网站</title>')
  t.match(html, `<link rel="canonical" href="${platform.sitesUrl}/demo/county/">`)
  t.match(html, '<meta property="og:title" content="county 网站">')
  t.notMatch(html, / style=|<script>| on[a-z]+=/, 'nothing that the policy would stop')
  for (const path of ['county/nothing', 'county/columns/nothing', 'county/articles/nothing', 'nothing/', 'county/a/b/c'])
    t.equal((await visit(path)).status, 404, path)
})

t.test('a page is sent once, compressed, under a strict policy', async t => {
  const { headers } = await visit('county/', { 'accept-encoding': 'br' })
  t.equal(headers.get('content-encoding'), 'br')
  t.match(headers.get('content-security-policy'), /default-src 'none'; script-src 'self'; style-src 'self' 'sha256-/)
  t.notMatch(headers.get('content-security-policy'), 'unsafe')
  const told = ({ 'x-request-id': _id, date: _date, ...rest }: Record<string, string>) => rest
  const kept = await visit('county/', { 'accept-encoding': 'br' })
  t.strictSame(told(Object.fromEntries(kept.headers)), told(Object.fromEntries(headers)), 'kept, it says what it said when it was made')
  t.not(kept.headers.get('x-request-id'), headers.get('x-request-id'))
  const etag = headers.get('etag')!
  t.equal((await visit('county/', { 'if-none-match': etag })).status, 304)
})

t.test('drafts are seen by nobody until they are published, and an earlier release can be brought back', async t => {
  const [first] = (await admin.get(`/portal/releases?filter[siteId][eq]=${site.id}&sort=-number`)).body.data
  t.equal((await draft([paragraph('第二版')], { title: '首页改' })).status, 200)
  t.match(await read('county/'), '第一版的欢迎词')
  const second = await publish()
  await until(async () => (await read('county/')).includes('第二版'))
  const compared = (await admin.get(`/portal/releases/${second.id}/compare?with=${first.id}`)).body.pages
  t.match(compared, [
    {
      ...{ kind: 'home', change: 'changed' },
      texts: [
        { kind: 'removed', text: '第一版的欢迎词' },
        { kind: 'added', text: '第二版' },
      ],
    },
  ])
  t.equal((await admin.post(`/portal/releases/${first.id}/restore`, { drafts: true })).status, 204)
  await until(async () => (await read('county/')).includes('第一版的欢迎词'))
  t.match((await admin.get(`/portal/pages/${site.homeId}`)).body.content, { components: [paragraph('第一版的欢迎词')] })
  t.match((await admin.get(`/portal/releases/${first.id}/compare?with=drafts`)).body.pages, [{ change: 'same', texts: [] }])
  t.match(await admin.post(`/portal/releases/${first.id}/restore`, {}), { status: 204 }, 'what is live stays so')
})

t.test('what a site or a page is called is text, wherever it stands', async t => {
  const title = `</title><script>harm(1)</script>" onload="harm(2)`
  await admin.patch(`/portal/sites/${site.id}`, { title, description: title })
  await until(async () => (await read('county/')).includes('&lt;/title&gt;'))
  t.notMatch(await read('county/'), /<script>| onload="/)
  await admin.patch(`/portal/sites/${site.id}`, { title: 'county 网站', description: null })
})

t.test('a site that is switched off is gone at once, and comes back as it was', async t => {
  await admin.patch(`/portal/sites/${site.id}`, { isOn: false })
  await until(async () => (await visit('county/')).status === 410)
  t.notMatch(await read('county/'), '欢迎词')
  await admin.patch(`/portal/sites/${site.id}`, { isOn: true })
  await until(async () => (await visit('county/')).status === 200)
  t.match(await read('county/'), '第一版的欢迎词')
})

t.test('a preview shows the drafts to whoever has its link, until it ends, and nothing of another site', async t => {
  await draft([paragraph('还没发布')])
  const { address } = await previewOf()
  const reply = await fetch(address)
  t.equal(reply.status, 200)
  t.match(await reply.text(), '还没发布')
  t.match(reply.headers.get('cache-control'), 'no-store')
  t.match(reply.headers.get('x-robots-tag'), 'noindex')
  t.notMatch(await read('county/'), '还没发布')
  const other = await newSite(admin, { organizationId: county, code: 'other', says: '别的站点' })
  t.equal((await fetch(address.replace('/county/', '/other/'))).status, 404)
  t.equal((await fetch(address.replace(/\w\/$/, '-/'))).status, 404, 'a sign that nobody gave')
  t.equal((await fetch(address.replace(/preview\/(.)/, 'preview/1'))).status, 404, 'a later end than was signed')
  t.equal((await visit('other/')).status, 404)
  t.not(other.id, site.id)
})

t.test('a picture is open to visitors while a live release shows it', async t => {
  const file = await newPicture(admin, site.id)
  const open = async () => (await visit(`-/files/${file}?width=160`)).status
  await draft([{ type: 'image', attributes: { src: `file:${file}`, alt: '合影' } }])
  t.equal(await open(), 404, 'a draft opens nothing')
  const { address } = await previewOf()
  t.equal((await fetch(`${address}files/${file}?width=160`)).status, 200, 'a preview shows it to whoever has the link')
  await publish()
  await until(async () => (await read('county/')).includes(`/demo/-/files/${file}?width=640 640w`))
  await until(async () => (await open()) === 200)
  await draft([paragraph('没有图了')])
  await publish()
  await until(async () => (await open()) === 404)
})

t.test('what a block shows is fresh on every page that holds it, without publishing again', async t => {
  await draft([paragraph('荣誉'), { type: 'block', block: 'honors.wall', settings: { count: 5, below: false } }])
  await publish()
  await until(async () => (await read('county/')).includes('dj-block-honors-wall'))
  const honor = { organizationId: county, kind: 'honor', title: '全省先进基层党组织', awardedOn: '2026-06-30' }
  t.notMatch(await read('county/'), honor.title)
  const { id } = created(await admin.post('/honors/organization-honors', honor))
  await until(async () => (await read('county/')).includes(honor.title))
  await admin.patch(`/honors/organization-honors/${id}`, { title: '全国先进基层党组织' })
  await until(async () => (await read('county/')).includes('全国先进基层党组织'))
  t.match(
    await admin.patch(`/portal/pages/${site.homeId}`, {
      content: { components: [{ type: 'block', block: 'honors.wall', settings: { count: 1_000 } }] },
    }),
    {
      status: 422,
      body: { errors: [{ pointer: '/content/components/0/settings/count' }] },
    },
  )
})

t.test('a tenant has no part in the sites of another', async t => {
  const second = await secondTenant(platform)
  t.equal((await fetch(`${platform.sitesUrl}/${second.code}/county/`)).status, 404)
  t.equal((await second.admin.get(`/portal/sites/${site.id}`)).status, 404)
  t.equal((await second.admin.post(`/portal/sites/${site.id}/previews`, {})).status, 404)
  t.equal((await second.admin.get(`/portal/styles?siteId=${site.id}`)).status, 404)
  const own = await newSite(second.admin, { organizationId: second.rootId, code: 'county', says: '第二个租户' })
  created(await second.admin.post(`/portal/sites/${own.id}/releases`, {}))
  t.match(await (await fetch(`${platform.sitesUrl}/${second.code}/county/`)).text(), '第二个租户')
  t.notMatch(await read('county/'), '第二个租户')
})
