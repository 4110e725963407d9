import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { wordsIn } from '../../designer/content/kinds.ts'
import type { StoredComponent } from '../../designer/content/page-content.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'
import { openDesigner, openTab, plainSiteOf, publish } from './designer-steps.ts'

const { url, sitesUrl, signIn } = await startPlatform(t)
const api = await signIn('admin')
const browser = await openBrowser(t)
const editor = await visit(browser, url, { width: 1440, height: 900 })
const page = await signInAt(editor, 'admin')
const plainSite = plainSiteOf(api)

t.test('who comes later is told what the other changed, and takes it or keeps his own', async t => {
  const { site, home } = await plainSite('two', [{ tagName: 'h2', components: [{ type: 'textnode', content: '原来的标题' }] }])
  const canvas = await openDesigner(page, site)
  editor.expectRefusal(`/portal/pages/${home}`)
  const other = (await api.get(`/portal/pages/${home}`)).body
  const theirs = (title: string) => ({ components: [{ tagName: 'h2', components: [{ type: 'textnode', content: title }] }], styles: [] })
  await api.patch(`/portal/pages/${home}`, { content: theirs('他人的标题') }, { headers: { 'if-match': `"${other.version}"` } })
  await rename('原来的标题', '我的标题')
  const dialog = page.getByRole('dialog', { name: '“首页”刚被他人修改过' })
  await dialog.getByText('他人的标题').waitFor()
  t.ok(await dialog.getByText('我的标题').isVisible(), 'both changes are told')
  t.equal(await storedTitle(), '他人的标题', 'nothing of theirs is written over meanwhile')
  await dialog.getByRole('button', { name: /^采用/ }).click()
  await canvas.getByRole('heading', { name: '他人的标题' }).waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: /^已保存$/ })
    .waitFor()

  const now = (await api.get(`/portal/pages/${home}`)).body
  await api.patch(`/portal/pages/${home}`, { content: theirs('又一个标题') }, { headers: { 'if-match': `"${now.version}"` } })
  await rename('他人的标题', '还是我的标题')
  await dialog.getByRole('button', { name: '保留我的' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^已保存$/ })
    .waitFor()
  t.equal(await storedTitle(), '还是我的标题')
  t.same(editor.complaints, [])

  async function rename(from: string, to: string) {
    await canvas.getByRole('heading', { name: from }).click()
    await openTab(page, '设置')
    await page.getByLabel('文字', { exact: true }).fill(to)
    await canvas.getByRole('heading', { name: to }).waitFor()
    await page.keyboard.press('Control+s')
  }
  async function storedTitle(): Promise<string> {
    return (await api.get(`/portal/pages/${home}`)).body.content.components[0].components[0].content
  }
})

t.test('by keys alone a page is filled, ordered, changed, undone and stored', async t => {
  const { site, home } = await plainSite('keys', [
    { tagName: 'h2', components: [{ type: 'textnode', content: '甲' }] },
    { tagName: 'h2', components: [{ type: 'textnode', content: '乙' }] },
  ])
  const canvas = await openDesigner(page, site)
  const headings = () => canvas.getByRole('heading').allTextContents()
  await page.getByLabel('查找组件').focus()
  await page.keyboard.type('分隔')
  for (let nth = 0; nth < 8 && (await focused()) !== '分隔'; nth++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await canvas.locator('.dj-divider').waitFor()
  await page.getByRole('tab', { name: '组件' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const tree = page.getByRole('tree', { name: '页面结构' })
  for (let nth = 0; nth < 4 && !(await tree.evaluate(one => one.contains(document.activeElement))); nth++) await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowUp')
  await tree.locator('[aria-selected=true]', { hasText: '乙' }).waitFor()
  await page.keyboard.press('Alt+ArrowUp')
  t.same(await headings(), ['乙', '甲'])
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await canvas.getByRole('heading', { name: '乙' }).nth(1).waitFor()
  // What is done before the panels are drawn anew is one step to be undone.
  await tree.locator('[aria-selected=true][aria-posinset="2"]', { hasText: '乙' }).waitFor()
  await page.keyboard.press('Delete')
  await tree.locator('[aria-selected=true]', { hasText: '甲' }).waitFor()
  await page.keyboard.press('Control+z')
  t.same(await headings(), ['乙', '乙', '甲'])
  await page.keyboard.press('Control+s')
  t.same(await storedHeadings(3), ['乙', '乙', '甲'])
  t.same(editor.complaints, [])

  /** As they are stored, once there are so many. */
  async function storedHeadings(count: number): Promise<string[]> {
    for (let nth = 0; ; nth++) {
      const { components } = (await api.get(`/portal/pages/${home}`)).body.content
      const found = components.filter((one: StoredComponent) => one.tagName === 'h2').map(wordsIn)
      if (found.length === count || nth === 100) return found
      await setTimeout(100)
    }
  }
  async function focused() {
    return page.evaluate(() => document.activeElement?.textContent ?? '')
  }
})

t.test('a version waits for its time or for who reviews it, is called off, and is compared with what visitors see', async t => {
  const { site, home } = await plainSite('later', [{ tagName: 'p', components: [{ type: 'textnode', content: '第一句话' }] }])
  const visitorsSee = async () => (await fetch(`${sitesUrl}/demo/later/`)).text()
  await page.goto(`/admin/m/portal.sites/${site}`)
  await publish(page, '开站')
  await versionIs(1, '线上')
  await says('第二句话')
  await page.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '发布站点' })
  await dialog.getByRole('radio', { name: '定时' }).check()
  t.ok(await dialog.getByRole('button', { name: '定时发布' }).isDisabled(), 'no time, no publishing')
  await dialog.getByLabel('定时发布时间').fill('2099-01-02 08:00')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: '定时发布' }).click()
  await versionIs(2, '将于 2099年1月2日 08:00 上线')
  await page.getByRole('button', { name: '第 2 版与线上对比' }).click()
  const compared = page.getByRole('dialog', { name: '第 2 版与线上的第 1 版' })
  await compared.locator('ins', { hasText: '第二句话' }).waitFor()
  t.same(await compared.locator('del').allTextContents(), ['第一句话'])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '取消发布' }).click()
  await versionIs(2, '已取消')
  t.match(await visitorsSee(), '第一句话')

  const { version } = (await api.get(`/portal/sites/${site}`)).body
  await api.patch(`/portal/sites/${site}`, { needsReview: true }, { headers: { 'if-match': `"${version}"` } })
  await page.reload()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await dialog.getByText('这个站点发布前需要审核。').waitFor()
  await dialog.getByRole('button', { name: '提交审核' }).click()
  await versionIs(3, '待审核')
  t.notMatch(await visitorsSee(), '第二句话', 'nothing goes out before it was looked at')
  await page.getByRole('link', { name: '第 3 版去审核' }).click()
  await page.getByRole('button', { name: '通过', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '通过' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.goto(`/admin/m/portal.sites/${site}`)
  await versionIs(3, '线上')
  t.match(await visitorsSee(), '第二句话')
  t.same(editor.complaints, [])

  async function versionIs(number: number, told: string) {
    await page
      .getByRole('listitem')
      .filter({ hasText: `第 ${number} 版` })
      .filter({ hasText: told })
      .waitFor()
  }
  async function says(words: string) {
    const before = (await api.get(`/portal/pages/${home}`)).body
    const content = { components: [{ tagName: 'p', components: [{ type: 'textnode', content: words }] }], styles: [] }
    await api.patch(`/portal/pages/${home}`, { content }, { headers: { 'if-match': `"${before.version}"` } })
  }
})

t.test('nothing of a hostile page runs in the editor, not even where the server would have let it through', async t => {
  const { site, home } = await plainSite('hostile', [{ tagName: 'p', components: [{ type: 'textnode', content: '原来的' }] }])
  const harm = 'parent.harm = 1; harm = 1'
  const hostile = {
    components: [
      { tagName: 'p', name: `<img src=x onerror="${harm}">`, components: [{ type: 'textnode', content: `<img src=x onerror="${harm}">` }] },
      {
        tagName: 'div',
        script: harm,
        content: `<img src=x onerror="${harm}">`,
        attributes: { onclick: harm, onmouseover: harm },
        components: [],
      },
      { tagName: 'script', components: [{ type: 'textnode', content: harm }] },
      { type: 'custom-code', tagName: 'iframe', attributes: { srcdoc: `<script>${harm}</script>` } },
      { tagName: 'a', attributes: { href: `javascript:${harm}` }, components: [{ type: 'textnode', content: '点我' }] },
    ],
    styles: [{ selectors: ['#x'], style: { color: `red}</style><script>${harm}</script>` } }],
  }
  await page.route(`**/portal/pages/${home}`, async route => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), content: hostile } })
  })
  const canvas = await openDesigner(page, site)
  await canvas.getByText('点我').click()
  await canvas.locator('main p').first().click()
  await canvas.locator('main p').first().hover()
  const ran = await page.evaluate(
    () => 'harm' in window || 'harm' in document.querySelector<HTMLIFrameElement>('.gjs-frame')!.contentWindow!,
  )
  t.notOk(ran)
  t.equal(await canvas.locator('main script, main iframe, main [onclick], main img').count(), 0)
  t.same(editor.complaints, [])
  await page.unroute(`**/portal/pages/${home}`)
})
