import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { seriousFindings } from '../support/every-page.ts'
import { until } from '../support/server-process.ts'
import { articlePage, collecting } from './collecting.ts'

const { platform, site, source, admin, organizationId } = await collecting(t)

const titles = ['主题党日', '理论学习', '志愿服务']
const town = await site(Object.fromEntries(titles.map((title, at) => [`/${at}`, articlePage(title)])))
town.pages['/list'] =
  `<!doctype html><html><body><ul class="news">${titles.map((title, at) => `<li><a href="/${at}">${title}</a></li>`).join('')}</ul></body></html>`
const sourceId = await source('镇政府网', `${town.address}/list`, { kind: 'page', listSelector: '.old li' })
const portal = (await admin.post('/portal/sites', { organizationId, code: 'town-news', title: '镇党建网' })).body
const column = (await admin.post('/portal/columns', { siteId: portal.id, title: '镇里要闻', code: 'news', kind: 'articles' })).body

const browser = await openBrowser(t)

t.test('an admin mends a selector by trying it, collects, and pushes what was found', async t => {
  const visitor = await visit(browser, platform.url)
  visitor.expectRefusal('/sources/try')
  const page = await signInAt(visitor, 'admin')
  await page.goto(`/admin/m/article-collector.sources/${sourceId}`)
  await page.getByRole('link', { name: '试一试选择器' }).click()
  await page.getByRole('button', { name: '试一试' }).click()
  await page.getByText('页面上没有找到列表').waitFor()
  await page.getByLabel('列表中的每一条').fill('.news li')
  await page.getByRole('button', { name: '试一试' }).click()
  await page.getByRole('heading', { name: '找到 3 条' }).waitFor()
  await page.getByRole('button', { name: '志愿服务' }).click()
  await page.getByText('志愿服务第1段').waitFor()
  await page.getByRole('button', { name: '存到来源' }).click()
  await page.getByText('已存到来源').waitFor()

  await page.getByRole('link', { name: '回到来源' }).click()
  await page.getByRole('button', { name: '立即采集' }).click()
  await page.getByText('发现 3 篇，新采集 3 篇').first().waitFor()

  await page.goto('/admin/m/article-collector.inbox')
  await page.getByLabel('搜索标题').fill('志愿')
  await page.getByLabel('搜索标题').press('Enter')
  await page.getByLabel('选择 主题党日').waitFor({ state: 'detached' })
  await page.getByLabel('选择 志愿服务').waitFor()
  await page.getByLabel('搜索标题').fill('')
  await page.getByLabel('选择 主题党日').check()
  await page.getByLabel('选择 理论学习').check()
  t.same(await seriousFindings(page), [])
  await page.getByRole('button', { name: '推送 2 篇' }).click()
  await page.getByLabel('栏目').click()
  await page.keyboard.type('镇里要闻')
  await page.getByText('镇党建网 · 镇里要闻').click()
  await page.keyboard.press('Escape')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /推\s*送/ })
    .click()
  await page.getByText('正在推送 2 篇次').waitFor()
  await until(
    async () => (await admin.get(`/portal/articles?filter[columnId][eq]=${column.id}&filter[state][eq]=published`)).body.data.length === 2,
  )
  await page.getByText('已推送', { exact: true }).click()
  await page.getByRole('button', { name: '主题党日' }).click()
  await page.getByText('主题党日第1段').first().waitFor()
  t.equal(await page.getByRole('link', { name: '原文' }).getAttribute('href'), `${town.address}/0`)
  t.same(visitor.complaints, [])
})
