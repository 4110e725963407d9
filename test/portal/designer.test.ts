import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import t from 'tap'
import { everyComponent } from '../../designer/content/page-content.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'
import { dragIn, openDesigner, openTab, publish, save } from './designer-steps.ts'

const { url, sitesUrl, signIn } = await startPlatform(t)
const api = await signIn('admin')
const browser = await openBrowser(t)
// Room enough for a desktop's page as large as it is, so that pictures of it can be compared.
const editor = await visit(browser, url, { width: 1920, height: 900 })
// A template without a picture of itself is offered by its name.
editor.expectRefusal('/cover')
const page = await signInAt(editor, 'admin')

const photo = {
  name: '合影.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 800, height: 500, channels: 3, background: '#2c7a41' } })
    .png()
    .toBuffer(),
}

/** How far down each part of the page begins, how high it is, and what it says. */
const outline = () =>
  [...document.querySelectorAll('.dj-site-header, .dj-main > *, .dj-site-footer')].map(part => {
    const { top, height } = part.getBoundingClientRect()
    return [part.className, Math.round(top + scrollY), Math.round(height), (part.textContent ?? '').replace(/\s+/g, '').length]
  })

t.test('a site is built from a template by eye, published, seen by visitors as it was designed, and brought back', async t => {
  await page.goto('/admin/m/portal.sites/new')
  await page.getByRole('radio', { name: '简约机关' }).click()
  await page.getByLabel('站点名称').fill('澜屏机关党建')
  await page.getByLabel('网址代码').fill('lanping')
  await page.getByRole('button', { name: '创建站点' }).click()
  await page.getByRole('link', { name: '设计页面' }).waitFor()
  t.equal(await page.locator('.site-pages a').first().textContent(), '首页')
  await page.getByText(`${sitesUrl}/demo/lanping/`).waitFor()
  const siteId = /sites\/([0-9a-f-]{36})/.exec(page.url())![1]!
  const canvas = await openDesigner(page, siteId)

  await openTab(page, '主题')
  const colour = () => canvas.locator('html').evaluate(root => getComputedStyle(root).getPropertyValue('--dj-primary').trim())
  const before = await colour()
  await page.getByRole('radio', { name: '青松绿' }).click()
  await page.waitForFunction(() => document.querySelector('[role=radio][aria-label=青松绿]')?.getAttribute('aria-checked') === 'true')
  t.not(await colour(), before, 'the theme is seen on the page at once')

  const parts = canvas.locator('main.dj-main > *')
  for (const title of ['分隔', '图文并排', '入党誓词', '文章列表', '荣誉墙', '热门文章']) await dragIn(page, title, parts.nth(1))

  await canvas.locator('figure > img:not([src])').first().click()
  await openTab(page, '设置')
  await page.getByRole('button', { name: '图片 选择' }).click()
  const dialog = page.getByRole('dialog', { name: '选择图片' })
  await dialog.getByRole('tab', { name: '上传' }).click()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: '选择文件' }).click()])
  await chooser.setFiles(photo)
  t.ok(await dialog.getByRole('button', { name: '上传并使用' }).isDisabled(), 'a picture that says nothing of itself is not taken')
  await dialog.getByLabel('文字说明').fill('全体党员合影')
  await dialog.getByRole('button', { name: '上传并使用' }).click()
  await canvas.getByRole('img', { name: '全体党员合影' }).waitFor()

  const heading = canvas.getByRole('heading', { name: '支部简介' })
  await heading.click()
  await heading.dblclick()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('我们的支部')
  await page.keyboard.press('Escape')
  await save(page)
  await publish(page, '第一次发布')
  const drafts = (await api.get(`/portal/pages?filter[siteId][eq]=${siteId}&filter[kind][eq]=home&fields=content`)).body.data
  const standing = [...everyComponent(drafts[0].content.components)].map(({ name, block }) => block ?? name)
  for (const dragged of ['分隔', '图文并排', '入党誓词', 'portal.articles', 'honors.wall', 'portal.popular'])
    t.ok(standing.includes(dragged), dragged)

  const visitor = await visit(browser, sitesUrl, { width: 1440, height: 900 })
  for (const [device, title] of [
    ['desktop', '电脑'],
    ['phone', '手机'],
  ]) {
    await page.getByRole('radiogroup', { name: '预览宽度' }).getByText(title!).click()
    await canvas.locator('body').click({ position: { x: 2, y: 2 } })
    const size = await canvas
      .locator('html')
      .evaluate(root => ({ width: root.clientWidth, height: root.ownerDocument.defaultView!.innerHeight }))
    await visitor.page.setViewportSize(size)
    await visitor.page.goto('/demo/lanping/')
    await visitor.page.getByRole('img', { name: '全体党员合影' }).scrollIntoViewIfNeeded()
    const shown = await visitor.page.evaluate(outline)
    const designed = await canvas.locator('html').evaluate(outline)
    t.same(designed, shown, `${device}: every part stands where the designer showed it`)
    for (const place of [0, 600]) {
      await visitor.page.evaluate(top => scrollTo(0, top), place)
      await canvas.locator('html').evaluate((root, top) => root.ownerDocument.defaultView!.scrollTo(0, top), place)
      await page.mouse.move(5, 500)
      const differing = await difference(await visitor.page.screenshot(), await page.locator('.gjs-frame').screenshot())
      t.ok(differing < 0.03, `${device} at ${place}: ${differing}`)
    }
  }
  await page.getByRole('radiogroup', { name: '预览宽度' }).getByText('电脑').click()

  const again = canvas.getByRole('heading', { name: '我们的支部' })
  await again.click()
  await page.getByLabel('文字', { exact: true }).fill('另一个标题')
  await canvas.getByRole('heading', { name: '另一个标题' }).waitFor()
  await save(page)
  await publish(page, '改了标题')
  await seen('另一个标题')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('button', { name: '恢复第 1 版' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click()
  await page.getByText('已恢复到第 1 版').waitFor()
  await seen('我们的支部')
  t.equal(await visitor.page.getByRole('heading', { name: '另一个标题' }).count(), 0)
  t.equal(await page.getByRole('link', { name: `${sitesUrl}/demo/lanping/` }).getAttribute('target'), '_blank')
  for (const [menu, words] of [
    ['comments', '还没有评论'],
    ['sections', '还没有常用版块'],
  ]) {
    await page.goto(`/admin/m/portal.${menu}`)
    await page.getByText(words!).waitFor()
    t.equal(await page.getByRole('button', { name: /新增/ }).count(), 0, 'what no form can fill in is not made by one')
  }
  await page.goto(`/admin/m/portal.sites/${siteId}/edit`)
  await page.getByLabel('站点名称').waitFor()
  t.equal(await page.getByText('查看数据').count(), 0, 'the form asks for nothing that nobody types')
  t.same([...editor.complaints, ...visitor.complaints], [])

  /** By a visitor who looks again now and then. */
  async function seen(heading: string): Promise<void> {
    for (let nth = 0; nth < 50 && (await visitor.page.getByRole('heading', { name: heading }).count()) === 0; nth++) {
      await setTimeout(200)
      await visitor.page.reload()
    }
    t.equal(await visitor.page.getByRole('heading', { name: heading }).count(), 1, heading)
  }
})

/** How much of two pictures of one size differs clearly. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map(picture => sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })))
  const width = Math.min(a!.info.width, b!.info.width)
  const height = Math.min(a!.info.height, b!.info.height)
  let differing = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (picture: typeof a) => (y * picture!.info.width + x) * 3
      const [from, to] = [at(a), at(b)]
      if ([0, 1, 2].some(channel => Math.abs(a!.data[from + channel]! - b!.data[to + channel]!) > 40)) differing++
    }
  return differing / (width * height)
}
