import t from 'tap'
import { wordsIn } from '../../designer/content/kinds.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { seriousFindings } from '../support/every-page.ts'
import { startPlatform } from '../support/platform.ts'
import { openDesigner, openTab, plainSiteOf, save } from './designer-steps.ts'
import { picturePng } from './site.ts'

const { url, signIn } = await startPlatform(t)
const api = await signIn('admin')
const browser = await openBrowser(t)
const editor = await visit(browser, url, { width: 1440, height: 900 })
const page = await signInAt(editor, 'admin')
const plainSite = plainSiteOf(api)
const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(2_000)])

t.test('pages are added, named, ordered and copied; a part is carried to another page and to another site', async t => {
  const { site, home } = await plainSite('pages', [{ tagName: 'h2', components: [{ type: 'textnode', content: '带走的标题' }] }])
  const canvas = await openDesigner(page, site)
  await openTab(page, '页面')
  const list = page.getByRole('list', { name: '页面' })
  await page.getByRole('button', { name: '新增页面' }).click()
  const added = page.getByRole('dialog', { name: '新增页面' })
  await added.getByLabel('标题').fill('关于')
  await added.getByLabel('网址').fill('About us')
  t.ok(await added.getByRole('button', { name: '新增' }).isDisabled(), 'an address that is none is not taken')
  await added.getByLabel('网址').fill('about')
  await added.getByRole('button', { name: '新增' }).click()
  await list.getByRole('button', { name: '关于 /about' }).and(page.locator('[aria-current]')).waitFor()
  await list.getByRole('button', { name: '复制 首页' }).click()
  const copy = page.getByRole('dialog', { name: '复制页面' })
  await copy.getByLabel('标题').fill('另一个首页')
  await copy.getByLabel('网址').fill('again')
  await copy.getByRole('button', { name: '新增' }).click()
  await canvas.getByRole('heading', { name: '带走的标题' }).waitFor()
  await list.getByRole('button', { name: '修改 关于' }).click()
  const named = page.getByRole('dialog', { name: '页面设置' })
  await named.getByLabel('标题').fill('关于我们')
  await named.getByLabel('显示在导航').check()
  await named.getByRole('button', { name: '保存' }).click()
  await list.getByRole('button', { name: '关于我们 /about' }).waitFor()
  await list.getByRole('button', { name: '上移 另一个首页' }).click()
  await list.getByRole('button', { name: '上移 关于我们' }).and(page.locator(':enabled')).waitFor()
  const stored = (await api.get(`/portal/pages?filter[siteId][eq]=${site}&filter[kind][eq]=page`)).body.data
  t.match(stored, [
    { title: '另一个首页', path: 'again' },
    { title: '关于我们', path: 'about', inMenu: true },
  ])

  await canvas.getByRole('heading', { name: '带走的标题' }).click()
  await page.keyboard.press('Control+c')
  await list.getByRole('button', { name: '关于我们 /about' }).click()
  await canvas.getByRole('heading', { name: '带走的标题' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Control+v')
  await canvas.getByRole('heading', { name: '带走的标题' }).waitFor()
  await save(page)
  const other = await plainSite('pages-two', [{ tagName: 'p', components: [{ type: 'textnode', content: '另一个站点' }] }])
  const elsewhere = await openDesigner(page, other.site)
  await page.keyboard.press('Control+v')
  await elsewhere.getByRole('heading', { name: '带走的标题' }).waitFor()
  await save(page)
  const contents = await Promise.all([home, stored[1].id, other.home].map(id => api.get(`/portal/pages/${id}`)))
  t.same(
    contents.map(({ body }) => body.content.components.map(wordsIn)),
    [['带走的标题'], ['带走的标题'], ['另一个站点', '带走的标题']],
  )
  t.same(editor.complaints, [])
})

t.test('a part that was saved is there on every site of the organization, until it is deleted', async t => {
  const { site } = await plainSite('parts', [
    { tagName: 'section', components: [{ tagName: 'h2', components: [{ type: 'textnode', content: '书记寄语' }] }] },
  ])
  const canvas = await openDesigner(page, site)
  t.ok(await page.getByRole('button', { name: '存为常用版块' }).isDisabled(), 'nothing is selected yet')
  await canvas.getByRole('heading', { name: '书记寄语' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '存为常用版块' }).click()
  const dialog = page.getByRole('dialog', { name: '存为常用版块' })
  await dialog.getByLabel('名称').fill('寄语区')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('已存为常用版块').waitFor()

  const other = await plainSite('parts-two', [{ tagName: 'p', components: [{ type: 'textnode', content: '原有内容' }] }])
  const elsewhere = await openDesigner(page, other.site)
  await page.getByLabel('查找组件').fill('寄语')
  await page.getByRole('button', { name: '寄语区', exact: true }).click()
  await elsewhere.getByRole('heading', { name: '书记寄语' }).waitFor()
  await save(page)
  await page.getByRole('button', { name: '删除常用版块 寄语区' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click()
  await page.getByText('没有找到这样的组件').waitFor()
  t.ok(await elsewhere.getByRole('heading', { name: '书记寄语' }).isVisible(), 'what was made of it stays')
  t.same((await api.get('/portal/sections')).body.data, [])
  t.same(editor.complaints, [])
})

t.test('slides and tabs are turned while they are edited, and each of them can be changed, added and taken away', async t => {
  const { site, home } = await plainSite('turned', [{ tagName: 'p', components: [{ type: 'textnode', content: '开头' }] }])
  const canvas = await openDesigner(page, site)
  await page.getByLabel('查找组件').fill('选项卡')
  await page.getByRole('button', { name: '选项卡', exact: true }).click()
  await canvas.getByText('宣传和执行党的路线方针政策').waitFor()
  t.notOk(await canvas.getByText('书记主持全面工作').isVisible(), 'one is shown, as visitors have it')
  await canvas.getByRole('tab', { name: '班子' }).click()
  await canvas.getByText('书记主持全面工作').click()
  await page.getByLabel('文字', { exact: true }).fill('书记抓全面')
  await page.getByText('第 2 个，共 3 个').waitFor()
  await page.getByRole('button', { name: '加一个' }).click()
  await page.getByText('第 3 个，共 4 个').waitFor()
  await page.getByRole('button', { name: '下一个' }).click()
  await canvas.getByText('三会一课').waitFor()
  await page.getByRole('button', { name: '删除这个' }).click()
  await page.getByText('共 3 个').waitFor()

  await page.getByLabel('查找组件').fill('轮播')
  await page.getByRole('button', { name: '轮播', exact: true }).click()
  const place = canvas.locator('.dj-slides-place')
  await place.getByText('1 / 3').waitFor()
  await canvas.getByRole('button', { name: '下一张' }).click()
  await place.getByText('2 / 3').waitFor()
  await canvas.getByText('全县党支部书记示范培训班开班').click()
  await page.getByLabel('文字', { exact: true }).fill('第二张的标题')
  await canvas.getByText('第二张的标题').waitFor()
  await save(page)
  const { components } = (await api.get(`/portal/pages/${home}`)).body.content
  const said = wordsIn({ components })
  for (const words of ['书记抓全面', '第二张的标题', '红色讲堂走进田间地头']) t.match(said, words)
  t.notMatch(said, '三会一课')
  t.notMatch(JSON.stringify(components), /data-dj-(ready|shown)|designer-turns|dj-tabs-bar/, 'nothing of the turning is stored')
  t.same(editor.complaints, [])
})

t.test('a setting that names a record is chosen among records, a video among videos', async t => {
  const { site, home } = await plainSite('chosen', [
    { type: 'block', block: 'honors.wall', settings: {} },
    { tagName: 'video', attributes: { controls: '' } },
  ])
  const { name: member } = (await api.get('/members/members?page[size]=1&fields=name')).body.data[0]
  for (const [name, content] of [
    ['合影.png', picturePng],
    ['短片.mp4', film],
  ] as const) {
    const file = (await api.upload('/core/files', { name, content })).body.id
    await api.post('/portal/pictures', { siteId: site, file, title: name, alt: '说明' })
  }
  await page.route('**/portal/blocks', async route => {
    const response = await route.fetch()
    const { data } = (await response.json()) as { data: { name: string; settings: { properties: Record<string, unknown> } }[] }
    data.find(({ name }) => name === 'honors.wall')!.settings.properties['of'] = { title: '哪名党员', 'x-relation': 'members/member' }
    await route.fulfill({ response, json: { data } })
  })
  // The server knows nothing of that setting.
  for (const refused of ['/portal/blocks/honors.wall/preview', `/portal/pages/${home}`]) editor.expectRefusal(refused)
  await openDesigner(page, site)
  await openTab(page, '结构')
  const layer = (name: string) => page.getByRole('treeitem', { name })
  const chosen = page.locator('.designer-settings .ant-select-selection-item')
  await layer('荣誉墙').click()
  await page.getByLabel('哪名党员').fill(member)
  await page.locator('.ant-select-item-option').filter({ hasText: member }).first().click()
  await chosen.filter({ hasText: member }).waitFor()
  await layer('视频').click()
  await chosen.filter({ hasText: member }).waitFor({ state: 'detached' })
  await layer('荣誉墙').click()
  await chosen.filter({ hasText: member }).waitFor()

  await layer('视频').click()
  for (const [field, title, offered, left] of [
    ['视频', '选择视频', '短片.mp4', '合影.png'],
    ['封面', '选择图片', '合影.png', '短片.mp4'],
  ] as const) {
    await page.getByRole('button', { name: `${field} 选择` }).click()
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.getByRole('button', { name: offered }).waitFor()
    t.equal(await dialog.getByRole('button', { name: left }).count(), 0)
    await dialog.getByRole('button', { name: offered }).click()
    await page.getByRole('button', { name: `${field} 更换` }).waitFor()
  }
  await page.unroute('**/portal/blocks')
  t.same(editor.complaints, [])
})

t.test('whoever cannot see or has a small screen is not shut out of the editor', async t => {
  const { site } = await plainSite('open', [
    { tagName: 'h2', components: [{ type: 'textnode', content: '标题' }] },
    { tagName: 'figure', components: [{ tagName: 'img', attributes: { alt: '' } }] },
  ])
  const canvas = await openDesigner(page, site)
  const inOrder = async (where: string) => t.same(await seriousFindings(page), [], where)
  for (const name of ['组件', '页面', '结构', '主题']) {
    await openTab(page, name)
    await inOrder(name)
  }
  await canvas.getByRole('heading', { name: '标题' }).click()
  await inOrder('设置')
  await openTab(page, '样式')
  await inOrder('样式')
  for (const [opener, name] of [
    ['存为常用版块', '存为常用版块'],
    ['发布', '发布站点'],
  ]) {
    await page.getByRole('button', { name: opener, exact: true }).click()
    await page.getByRole('dialog', { name }).waitFor()
    await inOrder(name!)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name }).waitFor({ state: 'hidden' })
  }
  await openTab(page, '结构')
  await page.getByRole('treeitem', { name: '图片框' }).click()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('treeitem', { name: '图片', exact: true }).click()
  await openTab(page, '设置')
  await page.getByRole('button', { name: '图片 选择' }).click()
  await page.getByRole('dialog', { name: '选择图片' }).getByRole('tab', { name: '上传' }).click()
  await inOrder('选择图片')
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: 390, height: 844 })
  const dock = page.getByRole('navigation', { name: '面板' })
  await dock.getByRole('button', { name: '组件' }).click()
  await inOrder('on a phone')
  await page.getByLabel('查找组件').fill('分隔')
  await page.getByRole('button', { name: '分隔', exact: true }).click()
  await canvas.locator('.dj-divider').waitFor()
  t.notOk(await page.getByRole('region', { name: '组件' }).isVisible(), 'what was put in is seen')
  await dock.getByRole('button', { name: '结构' }).click()
  await page.getByRole('treeitem', { name: /标题/ }).click()
  await page.getByRole('button', { name: '下移' }).click()
  await dock.getByRole('button', { name: '设置' }).click()
  await page.getByLabel('文字', { exact: true }).fill('手机上改的')
  await canvas.getByRole('heading', { name: '手机上改的' }).waitFor()
  await inOrder('settings on a phone')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '保存' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^已保存$/ })
    .waitFor()
  t.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)
  const { width, right } = await page.locator('.gjs-frame').evaluate(frame => frame.getBoundingClientRect())
  t.ok(width > 380 && right <= 391, 'the whole width of the page is seen, smaller')
  await page.setViewportSize({ width: 1440, height: 900 })
  t.same(editor.complaints, [])
})
