import t from 'tap'
import { created } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const [admin, secretary] = await Promise.all(['admin', 'secretary'].map(name => platform.signIn(name)))
const county = (await admin!.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
const templates = (await admin!.get('/portal/templates')).body.data as Body[]

t.test('every template makes a whole site that can be published and walked through', async t => {
  t.ok(templates.length >= 5)
  for (const { name, pages, columns } of templates) {
    const { id } = created(
      await admin!.post('/portal/sites/from-template', {
        organizationId: county,
        template: name,
        code: `of-${name}`,
        title: `用${name}建的站`,
      }),
    )
    t.equal((await admin!.get(`/portal/pages?filter[siteId][eq]=${id}&count=exact`)).body.page.total, pages.length, name)
    t.equal((await admin!.get(`/portal/columns?filter[siteId][eq]=${id}&count=exact`)).body.page.total, columns.length)
    created(await admin!.post(`/portal/sites/${id}/releases`, {}))
    const base = `${platform.sitesUrl}/demo/of-${name}/`
    const [column] = (await admin!.get(`/portal/columns?filter[siteId][eq]=${id}`)).body.data
    for (const path of ['', 'about', 'search?q=党建', `columns/${column.code}`])
      t.equal((await fetch(base + path)).status, 200, `${name}/${path}`)
    const home = await (await fetch(base)).text()
    const links = [...home.matchAll(/<a [^>]*href="(\/demo\/[^"#]*)"/g)].map(([, href]) => href!)
    for (const href of new Set(links)) t.not((await fetch(platform.sitesUrl + href)).status, 404, `${name}: ${href}`)
  }
})

t.test('who designs is told of templates, themes, pieces and blocks, and sees blocks as the public does', async t => {
  const [site] = (await secretary!.get('/portal/sites')).body.data
  for (const path of ['themes', 'library', 'blocks']) {
    const { status, body } = await secretary!.get(`/portal/${path}`)
    t.equal(status, 200, path)
    t.ok(body.data.length > 0, path)
  }
  t.match((await secretary!.get(`/portal/styles?siteId=${site.id}`)).body, {
    base: /\.dj-section/,
    theme: /--dj-primary/,
    blocks: /\.dj-block-honors-wall/,
  })
  const preview = await secretary!.post('/portal/blocks/honors.wall/preview', { siteId: site.id, settings: { count: 3 } })
  t.match(preview, { status: 200, body: { html: /dj-block-honors-wall/ } })
  t.equal((await secretary!.get(`/portal/templates/${templates[0]!.name}/cover`)).status in { 200: true, 404: true }, true)
})

t.test('a template that is not there, and a place where one may not build, make nothing', async t => {
  const wanted = { organizationId: county, template: 'stately', code: 'mine', title: '我的' }
  t.match(await admin!.post('/portal/sites/from-template', { ...wanted, template: 'nothing' }), { status: 422 })
  t.match(await secretary!.post('/portal/sites/from-template', wanted), { status: 422, body: { errors: [{ pointer: '/organizationId' }] } })
  t.same((await admin!.get('/portal/sites?filter[code][eq]=mine')).body.data, [])
})

t.test('the demo has a site of its root and one of a branch, both to be visited', async t => {
  for (const [code, says] of [
    ['city', '澜屏先锋网'],
    ['branch-home', '党支部之家'],
  ] as const)
    t.match(await (await fetch(`${platform.sitesUrl}/demo/${code}/`)).text(), says)
})
