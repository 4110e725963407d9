import t from 'tap'
import { created } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { newPicture, newSite, paragraph } from './site.ts'

const platform = await startPlatform(t)
const [admin, secretary, member] = await Promise.all(['admin', 'secretary', 'member'].map(name => platform.signIn(name)))
const branch = (await admin!.get('/core/users?filter[username][eq]=secretary')).body.data[0].organization.id
const county = (await admin!.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
const site = await newSite(secretary!, { organizationId: branch, code: 'branch' })
const other = await newSite(admin!, { organizationId: county, code: 'county' })

const publish = async (body: object = {}, siteId = site.id) =>
  created(await (siteId === site.id ? secretary! : admin!).post(`/portal/sites/${siteId}/releases`, body)) as Body
const stateOf = async (id: string) => (await admin!.get(`/portal/releases/${id}`)).body.state

t.test('a page is saved with what it holds, and with the files that it shows', async t => {
  const file = await newPicture(secretary!, site.id)
  const content = { components: [{ type: 'image', attributes: { src: `file:${file}`, alt: '合影' } }], styles: [] }
  const { status, body } = await secretary!.patch(`/portal/pages/${site.homeId}`, { content })
  t.equal(status, 200, JSON.stringify(body))
  t.same((await secretary!.get(`/portal/pages/${site.homeId}?fields=content,pictures`)).body, { ...body, content, pictures: [file] })
})

t.test('what a page may not hold is refused where it stands, and nothing is changed', async t => {
  const before = (await secretary!.get(`/portal/pages/${site.homeId}`)).body
  const foreign = await newPicture(admin!, other.id)
  const cases: [object, string][] = [
    [{ components: [{ tagName: 'script' }] }, '/content/components/0/tagName'],
    [{ components: [{ attributes: { onclick: 'x' } }] }, '/content/components/0/attributes/onclick'],
    [{ styles: [{ selectors: ['body'], style: {} }] }, '/content/styles/0/selectors'],
    [{ components: [{ type: 'image', attributes: { src: `file:${foreign}`, alt: '' } }] }, '/content/components/0/attributes/src'],
    [{ styles: [{ selectors: ['#d1'], style: { 'background-image': `url(file:${foreign})` } }] }, '/content/styles/0/style'],
  ]
  for (const [content, pointer] of cases) {
    const reply = await secretary!.patch(`/portal/pages/${site.homeId}`, { content })
    t.match(reply, { status: 422, body: { code: 'record.invalid', errors: [{ pointer }] } }, pointer)
  }
  t.same((await secretary!.get(`/portal/pages/${site.homeId}`)).body, before)
})

t.test('two who design the same page do not overwrite each other', async t => {
  const { headers } = await secretary!.get(`/portal/pages/${site.homeId}`)
  const etag = headers.get('etag')!
  const save = (says: string) =>
    admin!.patch(`/portal/pages/${site.homeId}`, { content: { components: [paragraph(says)] } }, { headers: { 'if-match': etag } })
  t.equal((await save('先到')).status, 200)
  t.match(await save('后到'), { status: 412, body: { code: 'record.stale' } })
})

t.test('a page keeps away from the addresses of columns, articles and searches, and from those of others', async t => {
  const page = (path: string) => secretary!.post('/portal/pages', { siteId: site.id, kind: 'page', path, title: '关于' })
  t.match(await page('articles'), { status: 422, body: { errors: [{ pointer: '/path', code: 'reserved-path' }] } })
  t.equal((await page('about')).status, 201)
  t.equal((await page('about')).status, 409)
  t.equal((await secretary!.post('/portal/pages', { siteId: site.id, kind: 'home', title: '又一个首页' })).status, 409)
})

t.test('a release takes the place of the one before, and that can be brought back', async t => {
  const first = await publish({ note: '第一版' })
  t.match(first, { number: 1, state: 'live' })
  const second = await publish()
  t.match(second, { number: 2, state: 'live' })
  t.equal(await stateOf(first.id), 'past')
  t.equal((await admin!.get(`/portal/sites/${site.id}`)).body.liveRelease.id, second.id)
  t.equal((await secretary!.post(`/portal/releases/${first.id}/transitions/bring-back`, {})).status, 200)
  t.same([await stateOf(first.id), await stateOf(second.id)], ['live', 'past'])
  t.equal((await admin!.get(`/portal/sites/${site.id}`)).body.liveRelease.id, first.id)
})

t.test('where the site wants it, a release is reviewed before anybody sees it', async t => {
  await admin!.patch(`/portal/sites/${site.id}`, { needsReview: true })
  const release = await publish({ note: '请审核' })
  t.equal(release.state, 'review')
  const tasks = (await admin!.get('/core/tasks?page[size]=100')).body.data as Body[]
  t.ok((await platform.signIn('orgadmin')) && tasks, 'somebody is asked')
  const reviewer = await platform.signIn('orgadmin')
  t.match(await reviewer.post(`/portal/releases/${release.id}/transitions/refuse`, { why: '标题有误' }), {
    status: 200,
    body: { state: 'refused' },
  })
  const again = await publish()
  t.match(await reviewer.post(`/portal/releases/${again.id}/transitions/approve`, {}), { status: 200, body: { state: 'live' } })
  await admin!.patch(`/portal/sites/${site.id}`, { needsReview: false })
})

t.test('a release waits for its time, and one that was cancelled does not come', async t => {
  t.match(await admin!.post(`/portal/sites/${site.id}/releases`, { publishAt: '2020-01-01T00:00:00Z' }), { status: 422 })
  const publishAt = new Date(Date.now() + 1_500).toISOString()
  const [due, cancelled] = [await publish({ publishAt }), await publish({ publishAt })]
  t.equal(due.state, 'scheduled')
  t.match(await admin!.post(`/portal/releases/${cancelled.id}/transitions/cancel`, {}), { status: 200, body: { state: 'cancelled' } })
  while ((await stateOf(due.id)) === 'scheduled') await new Promise(done => setTimeout(done, 100))
  t.same([await stateOf(due.id), await stateOf(cancelled.id)], ['live', 'cancelled'])
})

t.test('a page that was published can be deleted for good; the release keeps what it showed', async t => {
  const about = { siteId: site.id, kind: 'page', path: 'gone', title: '将删除', content: { components: [paragraph('曾经在此')] } }
  const { id } = created(await secretary!.post('/portal/pages', about)) as Body
  const release = await publish()
  t.equal((await secretary!.delete(`/portal/pages/${id}`)).status, 204)
  t.equal((await admin!.post(`/portal/pages/${id}/transitions/erase`, { confirm: true })).status, 204)
  const { pages } = (await admin!.get(`/portal/releases/${release.id}/compare?with=drafts`)).body
  t.match(
    pages.find((page: Body) => page.path === 'gone'),
    { change: 'added', texts: [{ kind: 'added', text: '曾经在此' }] },
  )
  created(await secretary!.post('/portal/pages', about))
})

t.test('a site without a home page is not published', async t => {
  const { id } = created(await admin!.post('/portal/sites', { organizationId: county, code: 'empty', title: '空站' }))
  t.match(await admin!.post(`/portal/sites/${id}/releases`, {}), { status: 409, body: { code: 'portal.no-home-page' } })
})

t.test('sites of others, their drafts, pictures and releases are out of reach', async t => {
  const release = await publish({}, other.id)
  t.equal((await secretary!.post(`/portal/sites/${other.id}/releases`, {})).status, 404)
  for (const path of [`sites/${other.id}`, `pages/${other.homeId}`, `releases/${release.id}`]) {
    t.equal((await secretary!.get(`/portal/${path}`)).status, 404, path)
    t.equal((await member!.get(`/portal/${path}`)).status, 403, path)
  }
  t.equal((await secretary!.patch(`/portal/pages/${other.homeId}`, { title: '我的' })).status, 404)
  t.equal((await secretary!.post('/portal/pages', { siteId: other.id, kind: 'page', path: 'mine', title: '我的' })).status, 422)
  t.equal((await secretary!.post(`/portal/releases/${release.id}/transitions/retire`, {})).status, 404)
})
