import type { FrameLocator, Locator, Page } from 'playwright-core'
import type { Client } from '../support/client.ts'

/** The page that is being designed. */
export const canvasOf = (page: Page): FrameLocator => page.frameLocator('.gjs-frame')

/** Opens the designer and waits until the page stands in the canvas. */
export async function openDesigner(page: Page, siteId: string, pageId = ''): Promise<FrameLocator> {
  await page.goto(`/admin/m/portal.sites/${siteId}/design/${pageId}`)
  const canvas = canvasOf(page)
  await canvas.locator('main.dj-main > *').first().waitFor()
  return canvas
}

/** Opens a tab of the panels at the left or right. */
export const openTab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

/** Drags something of the library to the upper edge of what stands in the canvas, as a hand does. */
export async function dragIn(page: Page, title: string, before: Locator): Promise<void> {
  await openTab(page, '组件')
  await page.getByLabel('查找组件').fill(title)
  const from = await boxOf(page.getByRole('button', { name: title, exact: true }).last())
  await before.scrollIntoViewIfNeeded()
  const to = await boxOf(before)
  const [x, y] = [to.x + Math.min(40, to.width / 2), to.y + 3]
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 10, from.y + 25, { steps: 3 })
  await page.mouse.move(x, y, { steps: 10 })
  const place = page.locator('.gjs-placeholder').first()
  for (let nth = 0; nth < 60 && !(await place.isVisible()); nth++) await page.mouse.move(x + (nth % 7) * 3, y + (nth % 3))
  await page.mouse.up()
  await page.getByLabel('查找组件').fill('')
}

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  if (!box) throw new Error('nothing to be seen there')
  return box
}

/** Saves by the key, and waits until nothing is left to save. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await page
    .getByRole('status')
    .filter({ hasText: /^已保存$/ })
    .waitFor()
}

/** Publishes from where one is. */
export async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: '发布' }).first().click()
  const dialog = page.getByRole('dialog', { name: '发布站点' })
  await dialog.getByLabel('说明').fill(note)
  await dialog.getByRole('button', { name: '立即发布' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Makes sites of one page, of the highest organization. */
export const plainSiteOf =
  (api: Client) =>
  async (code: string, components: unknown[]): Promise<{ site: string; home: string }> => {
    const { id: organizationId } = (await api.get('/core/organizations/tree?page[size]=1')).body.data[0]
    const site = (await api.post('/portal/sites', { organizationId, code, title: `站点 ${code}` })).body.id
    const made = await api.post('/portal/pages', { siteId: site, kind: 'home', title: '首页', content: { components, styles: [] } })
    return { site, home: made.body.id }
  }
