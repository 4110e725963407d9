import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { tenantId } from '../../core/database/database.ts'
import { blocks } from '../../core/plugins/parts/blocks.ts'
import { startPlatform } from '../support/platform.ts'
import { demoPlace, seen } from './on-a-page.ts'

const platform = await startPlatform(t, { plugins: [join(import.meta.dirname, 'fixtures')] })
const { app } = platform
const admin = await platform.signIn('admin')
const { tenant, root, below } = await demoPlace(admin)
const part = blocks.of('core', app.platform)

const post = async (title: string, organizationId = root, more: object = {}) => {
  const made = await admin.post('/board/bills', { title, organizationId, state: 'posted', phone: '13800138000', ...more })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return String(made.body.id)
}
const switchOn = async (plugin: string, on: boolean) => t.equal((await admin.patch(`/core/plugins/${plugin}`, { on })).status, 200)

await post('公开的')
await post('草稿', root, { state: 'draft' })
await post('下级的', below[0])
await post('旁边的', below[1])

t.test('a block shows what the public may see, and says where there is nothing', async t => {
  const { html, depends } = await seen(app, 'board.bills', { tenant, organizationId: root })
  t.match(html, /^<div class="dj-block dj-block-board-bills">/)
  t.match(html, /公开的[\s\S]*下级的|下级的[\s\S]*公开的/)
  t.match(html, /我们的网站\/home/)
  t.notMatch(html, /草稿/, 'what is not posted is not there')
  t.notMatch(html, /13800138000/, 'nor is a field that the public may not see')
  t.same(depends.sort(), ['board/bill', 'core/organization'])
  const empty = await seen(app, 'board.bills', { tenant, organizationId: below[2]! })
  t.match(empty.html, /还没有张贴/)
})

t.test('of another organization, above, below or beside, it shows what is asked for alone', async t => {
  const own = await seen(app, 'board.bills', { tenant, organizationId: below[0]! })
  t.match(own.html, /下级的/)
  t.notMatch(own.html, /公开的|旁边的/)
  const narrow = await seen(app, 'board.bills', { tenant, organizationId: root }, { below: false })
  t.match(narrow.html, /公开的/)
  t.notMatch(narrow.html, /下级的/)
})

t.test('another tenant’s organization and records are nothing to it', async t => {
  const other = await seen(app, 'board.bills', { tenant: '00000000-0000-7000-8000-000000000001', organizationId: root })
  t.notMatch(other.html, /公开的|下级的/)
})

t.test('one record is shown by its id, and not where the public may not see it', async t => {
  const [open, draft] = [await post('单独的'), await post('单独的草稿', root, { state: 'draft' })]
  const of = (id: string) => seen(app, 'board.bills', { tenant, organizationId: below[2]!, context: { article: { id } } })
  t.match((await of(open)).html, /<b>单独的\|<\/b>/)
  t.notMatch((await of(draft)).html, /<b>/)
  t.equal((await admin.delete(`/board/bills/${open}`)).status, 204)
  t.notMatch((await of(open)).html, /<b>/, 'nor when it is in the bin')
})

t.test('what was typed stays text: html, template expressions, and the names of what no template may reach', async t => {
  const typed = '<img src=x onerror=alert(1)>{{constructor.constructor "return 1"}}{{{settings}}}{{lookup this "__proto__"}}'
  const id = await post(typed, below[2])
  const { html } = await seen(
    app,
    'board.bills',
    { tenant, organizationId: below[2]!, context: { article: { id } } },
    { heading: `"${typed}` },
  )
  t.notMatch(html, /<img src=x/)
  t.match(html, /&lt;img src&#x3D;x onerror&#x3D;alert\(1\)&gt;\{\{constructor\.constructor &quot;return 1&quot;\}\}/)
  t.match(html, /<h3 title="&quot;&lt;img/, 'an attribute does not end there')
  t.equal((await admin.delete(`/board/bills/${id}`)).status, 204)
})

t.test('an address that was typed leads somewhere, and runs nothing', async t => {
  const more = async (typed: string) =>
    /<a href="([^"]*)">更多/.exec((await seen(app, 'board.bills', { tenant, organizationId: root }, { more: typed })).html)?.[1]
  t.equal(await more('https://www.example.org/a?b=1'), 'https://www.example.org/a?b&#x3D;1')
  t.equal(await more('columns/news'), 'columns/news')
  for (const typed of ['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', '//evil.example', 'vbscript:x'])
    t.equal(await more(typed), '', typed)
})

t.test('settings that are not declared, of the wrong kind or out of their range are refused, each at its place', async t => {
  t.same(part.check('board.bills', { heading: '好', count: 3, below: false, more: 'page:019a0000-0000-7000-8000-000000000001' }), [])
  t.same(part.check('board.bills', { heading: null }), [])
  const pointers = (settings: unknown) => part.check('board.bills', settings).map(problem => problem.pointer)
  t.same(pointers({ colour: 'red' }), ['/colour'])
  t.same(pointers({ count: 0 }), ['/count'])
  t.same(pointers({ count: '3' }), ['/count'])
  t.same(pointers({ more: 'javascript:alert(1)' }), ['/more'])
  t.same(pointers([]), [''])
  t.match(part.check('board.nothing', {}), [{ code: 'unknown-block' }])
})

t.test('a block that fails leaves nothing in its place, and the others as they are', async t => {
  const [broken, fails, fine] = await Promise.all([
    seen(app, 'board.broken', { tenant, organizationId: root }),
    seen(app, 'board.code', { tenant, organizationId: root, title: 'fails' }),
    seen(app, 'board.code', { tenant, organizationId: root }),
  ])
  t.equal(broken.html, '')
  t.equal(fails.html, '')
  t.ok(fails.until, 'it is tried again before long')
  t.match(fine.html, /我们的网站 由公众查看/)
})

t.test('pictures come in several widths and say how large they are', async t => {
  const content = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
  const file = (await admin.upload('/core/files', { name: '合影.jpg', content })).body.id
  const id = await post('有图的', below[3], { picture: file })
  const { html } = await seen(app, 'board.bills', { tenant, organizationId: below[3]! })
  const [image] = /<img[^>]*>/.exec(html) ?? []
  t.match(image, new RegExp(`src="/demo/-/files/${file}\\?width&#x3D;`))
  t.match(image, /srcset="[^"]*160w/)
  t.match(image, /width="800" height="400"/)
  t.match(image, /alt="有图的"/)
  t.equal((await admin.delete(`/board/bills/${id}`)).status, 204)
})

t.test('with its plugin off it is neither offered nor shown', async t => {
  const names = async () => (await part.all(tenantId(tenant))).map(block => block.name)
  t.ok((await names()).includes('board.bills'))
  await switchOn('board', false)
  t.notOk((await names()).includes('board.bills'))
  t.equal((await seen(app, 'board.bills', { tenant, organizationId: root })).html, '')
  await switchOn('board', true)
})

t.test('what the tenant takes from the public is gone from its pages', async t => {
  const [guest] = (await admin.get('/core/roles?filter[code][eq]=guest&fields=permissions')).body.data
  const set = async (bill: object | null) =>
    t.equal((await admin.patch(`/core/roles/${guest.id}`, { permissions: bill ? { 'board/bill': bill } : null })).status, 200)
  await set({ actions: [] })
  t.match((await seen(app, 'board.bills', { tenant, organizationId: root })).html, /还没有张贴/)
  await set({ actions: ['read'], scope: 'tenant', fields: { '*': 'hidden', organizationId: 'read-only', title: 'read-only' } })
  t.match((await seen(app, 'board.bills', { tenant, organizationId: root })).html, /草稿/, 'as it may open more')
  await set(null)
})

t.test('the honor wall shows honors and rewards of an organization and those below, never penalties', async t => {
  const honor = (values: object) =>
    admin.post('/honors/organization-honors', {
      organizationId: below[4],
      awardedOn: '2024-07-01',
      documentNumber: '内部〔2024〕1号',
      ...values,
    })
  t.equal((await honor({ title: '先进基层党组织', kind: 'honor', level: 'province', issuer: '省委' })).status, 201)
  t.equal((await honor({ title: '通报批评一次', kind: 'penalty', penalty: 'criticism' })).status, 201)
  const { html } = await seen(app, 'honors.wall', { tenant, organizationId: below[4]! }, { count: 60 })
  t.match(html, /先进基层党组织/)
  t.match(html, /省级/)
  t.match(html, /2024年7月1日/)
  t.notMatch(html, /通报批评一次|内部/)
  const national = await seen(app, 'honors.wall', { tenant, organizationId: below[4]! }, { level: 'national', year: 2024 })
  t.notMatch(national.html, /先进基层党组织/)
})
