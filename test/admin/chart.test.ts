import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const visitor = await visit(await openBrowser(t), platform.url)
const page = await signInAt(visitor, 'admin')
const drawing = page.getByRole('tree', { name: '组织架构图' })
const box = (name: string) => drawing.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) })
const wide = async (name: string) => (await box(name).locator('rect').boundingBox())!.width

await page.goto('/admin/m/core.organization-chart')
await box('青棠区委').waitFor()

t.test('a level is drawn when it is opened, and gone when it is closed, by mouse and by keys', async t => {
  t.equal(await drawing.getByRole('treeitem').count(), 7)
  await box('青棠区委').dblclick()
  await box('柳堤街道党委').waitFor()
  await drawing.focus()
  await page.keyboard.press('Enter')
  await box('柳堤街道党委').waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowUp')
  await box('澜屏市委').and(page.locator('[aria-selected=true]')).waitFor()
  t.equal(await drawing.getByRole('treeitem').count(), 7)
})

t.test('it is looked at from nearer and from farther', async t => {
  await page.getByRole('button', { name: '适应窗口' }).click()
  const whole = await wide('澜屏市委')
  await page.getByRole('button', { name: '放大' }).click()
  const near = await wide('澜屏市委')
  t.ok(near > whole, `${near} is more than ${whole}`)
  await drawing.focus()
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  t.ok((await wide('澜屏市委')) < whole)
  await page.keyboard.press('0')
  t.equal(Math.round(await wide('澜屏市委')), Math.round(whole))
})

t.test('what is sought is opened and in the middle', async t => {
  await page.getByLabel('查找党组织').fill('wcsq')
  await page.locator('.org-found').waitFor()
  await page.keyboard.press('Enter')
  await box('望潮社区党支部').and(page.locator('[aria-selected=true]')).waitFor()
  const [found, whole] = [(await box('望潮社区党支部').boundingBox())!, (await drawing.boundingBox())!]
  t.ok(Math.abs(found.x + found.width / 2 - whole.x - whole.width / 2) < 20)
  t.ok(Math.abs(found.y + found.height / 2 - whole.y - whole.height / 2) < 20)
})

async function exported(kind: string): Promise<{ name: string; content: Buffer }> {
  await page.getByRole('button', { name: '导出图片' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: kind }).click()])
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

t.test('the drawing is kept whole, whatever part is in sight, with every name', async t => {
  const { name, content } = await exported('SVG 矢量图')
  t.equal(name, '组织架构-澜屏市委.svg')
  const text = content.toString()
  for (const one of ['澜屏市委', '水务集团党委', '望潮社区党支部']) t.ok(text.includes(`>${one}</text>`), one)
  const [width, height] = [...text.matchAll(/<svg [^>]*width="([\d.]+)" height="([\d.]+)"/g)][0]!.slice(1).map(Number)
  const png = await exported('PNG 图片')
  const picture = await sharp(png.content).metadata()
  t.equal(picture.format, 'png')
  t.same([picture.width, picture.height], [Math.ceil(width! * 2), Math.ceil(height! * 2)])
  t.ok((await inkOf(png.content)) > 0.002, 'and something is written in it')
})

/** How much of a picture is dark: its letters. */
async function inkOf(content: Buffer): Promise<number> {
  const { data, info } = await sharp(content).greyscale().raw().toBuffer({ resolveWithObject: true })
  return data.filter(dot => dot < 100).length / (info.width * info.height)
}

t.test('it is drawn from another organization on', async t => {
  await page.getByRole('button', { name: '从这里画起' }).waitFor()
  await page.getByRole('button', { name: '适应窗口' }).click()
  await box('柳堤街道党委').click()
  await page.getByRole('button', { name: '从这里画起' }).click()
  await box('澜屏市委').waitFor({ state: 'detached' })
  t.equal(await drawing.getByRole('treeitem').count(), 5)
})

t.test('nothing went wrong on the way', async t => t.same(visitor.complaints, []))
