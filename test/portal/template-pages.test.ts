import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import t from 'tap'
import { siteTemplates } from '../../plugins/portal/server/look/site-templates.ts'
import { created } from '../plugins/assets.ts'
import { openBrowser, visit } from '../support/browser.ts'
import { seriousFindings } from '../support/every-page.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const county = (await admin.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
const browser = await openBrowser(t)
const cover = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#b5651d' } })
  .png()
  .toBuffer()

const desk = await visit(browser, platform.sitesUrl)
const phone = await visit(browser, platform.sitesUrl, { width: 390, height: 844 })

for (const { name, columns } of siteTemplates())
  t.test(`${name}: everybody can read every page, at a desk and on a phone, and nothing on it jumps`, async t => {
    const articleId = await filledSite(name)
    const paths = ['', `columns/${columns[0]!.code}`, `articles/${articleId}`, 'search?q=支部', 'about', 'contact']
    for (const path of paths)
      for (const [width, { page }] of [
        [1280, desk],
        [390, phone],
      ] as const) {
        const where = `${name}/${path} at ${width}`
        const reply = await page.goto(`/demo/${name}/${path}`)
        t.equal(reply?.status(), 200, where)
        await page.waitForLoadState('networkidle')
        t.equal(await shifts(page), 0, `${where}: nothing jumps`)
        t.equal(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          0,
          `${where}: as wide as the screen`,
        )
        t.same(await seriousFindings(page), [], where)
        t.equal(await page.locator('h1').count(), 1, `${where}: one main heading`)
      }
  })

t.test('every page of every template is light', async t => {
  for (const { name, columns } of siteTemplates())
    for (const path of ['', `columns/${columns[0]!.code}`, 'search?q=支部', 'about']) {
      const html = await textOf(`/demo/${name}/${path}`)
      const linked = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(found => found[1]!)
      const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(found => found[1]!)
      t.ok((await weightOf([`/demo/${name}/${path}`, ...linked])) < 60_000, `${name}/${path}: HTML and CSS`)
      t.equal(scripts.length, 1)
      t.ok((await weightOf(scripts)) < 15_000, `${name}/${path}: JavaScript`)
    }
})

t.test('without JavaScript everything can be read, and the search works', async t => {
  const context = await browser.newContext({ baseURL: platform.sitesUrl, javaScriptEnabled: false, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto('/demo/stately/')
  for (const tab of await page.locator('.dj-tab').all()) t.ok(await tab.isVisible(), 'all that stands in tabs is seen')
  t.equal(await page.locator('.dj-slides-controls, .dj-tabs-bar').count(), 0, 'no buttons that do nothing')
  await page.getByRole('searchbox', { name: '搜索文章' }).first().fill('支部')
  await page.getByRole('button', { name: '搜索' }).first().click()
  await page.getByRole('heading', { name: '搜索', level: 1 }).waitFor()
  t.match(page.url(), /search\?q=/)
  await context.close()
})

t.test('slides, tabs and suggestions go by the keyboard, and nothing moves for those who want no motion', async t => {
  const { page } = desk
  await page.goto('/demo/stately/')
  await page.getByRole('button', { name: '下一张' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('2 / 3').waitFor()
  t.ok(await page.getByRole('button', { name: '开始轮播' }).isVisible(), 'it stands still until it is started')
  const [first, second] = [page.getByRole('tab').nth(0), page.getByRole('tab').nth(1)]
  await first.focus()
  await page.keyboard.press('ArrowRight')
  t.equal(await second.getAttribute('aria-selected'), 'true')
  t.equal(await first.getAttribute('aria-selected'), 'false')
  t.equal(await page.getByRole('tabpanel').count(), 1, 'one panel is shown')
  await page.getByRole('combobox', { name: '搜索文章' }).first().pressSequentially('观摩')
  const title = (await page.getByRole('option').first().textContent())!
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  // What could not be done is told where it was asked for.
  desk.expectRefusal('/like')
  await page.route('**/like', route => route.fulfill({ status: 429, json: { detail: '操作太频繁，请稍后再试' } }))
  await page.getByRole('button', { name: '赞' }).click()
  await page.getByRole('alert').getByText('操作太频繁，请稍后再试').waitFor()
  await page.unroute('**/like')
})

t.test('no page complained: nothing was stopped by the policy, nothing was missing', async t => {
  t.same(desk.complaints, [])
  t.same(phone.complaints, [])
})

/** A published site of the template with three articles in each of its first columns; gives one of them. */
async function filledSite(template: string): Promise<string> {
  const { id: siteId } = created(
    await admin.post('/portal/sites/from-template', { organizationId: county, template, code: template, title: '澜屏先锋网' }),
  )
  const columns = (await admin.get(`/portal/columns?filter[siteId][eq]=${siteId}&sort=order`)).body.data
  let articleId = ''
  for (const { id: columnId } of columns.slice(0, 2))
    for (const [at, title] of ['支部规范化建设现场观摩', '机关党员走进社区开展志愿服务', '全市基层党建工作推进会召开'].entries()) {
      const file = (await admin.upload('/core/files', { name: `${at}.png`, content: cover })).body.id
      const article = created(
        await admin.post('/portal/articles', { columnId, title, summary: '与会人员现场观摩，互学互鉴。', body, cover: file }),
      )
      t.equal((await admin.post(`/portal/articles/${article.id}/transitions/publish`, {})).status, 200)
      articleId = article.id
    }
  created(await admin.post(`/portal/sites/${siteId}/releases`, {}))
  return articleId
}

const body = `<p>会议要求，各级党组织要把工作重心放到支部。</p><h2>主要做法</h2><ul><li>走访</li><li>座谈</li></ul>
<blockquote><p>一个支部就是一座堡垒。</p></blockquote><table><tbody><tr><th>项目</th><td>完成</td></tr></tbody></table>`

/** How much jumped since the page was opened, as browsers count it. */
const shifts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>(done => {
        new PerformanceObserver(list =>
          done(list.getEntries().reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0)),
        ).observe({
          type: 'layout-shift',
          buffered: true,
        })
        // Where nothing jumped the observer has nothing to tell.
        setTimeout(() => done(0), 200)
      }),
  )

async function textOf(path: string): Promise<string> {
  return (await fetch(`${platform.sitesUrl}${path}`)).text()
}

async function weightOf(paths: string[]): Promise<number> {
  const texts = await Promise.all(paths.map(textOf))
  return texts.reduce((sum, text) => sum + brotliCompressSync(text).length, 0)
}
