import type { Page } from 'playwright-core'
import t from 'tap'
import { openRanks } from '../points/ranks.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'

const { platform, people, own, branch } = await openRanks(t)
const browser = await openBrowser(t)
const nameOf = async (id: string) => (await people.admin.get(`/members/members/${id}`)).body.name as string
const first = await nameOf(own[0]!.id)

/** The cells of the ranking's rows. */
async function rows(page: Page): Promise<string[][]> {
  await page.locator('.points-ranking tbody tr.ant-table-row').first().waitFor()
  return page
    .locator('.points-ranking tbody tr.ant-table-row')
    .evaluateAll(found => found.map(row => [...row.querySelectorAll('td')].map(cell => (cell.textContent ?? '').trim())))
}

t.test('who is how far is seen by time, kind and place, and what a place is made of', async t => {
  const visitor = await visit(browser, platform.url)
  const page = await signInAt(visitor, 'orgadmin')
  await page.getByRole('menuitem', { name: '积分排名' }).click()
  await page.getByText('这段时间还没有人得到积分').waitFor()
  await page.getByText('累计', { exact: true }).click()
  t.same(
    (await rows(page)).map(([rank, , , points]) => `${rank} ${points}`),
    ['1 10', '2 7', '2 7', '2 7', '5 3'],
  )
  await page.getByRole('button', { name: first }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('第 1 名').waitFor()
  await drawer.getByText('+10').waitFor()
  await drawer.getByText('0 → 10').waitFor()
  await drawer.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('tab', { name: '党组织' }).click()
  await page.getByText('127').waitFor()
  const { name } = (await people.admin.get(`/core/organizations/${branch}`)).body
  await page.getByRole('button', { name }).click()
  await drawer.getByText('本级 100 分，党员 27 分').waitFor()
  await drawer.getByRole('button', { name: '关闭' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出' }).click()])
  t.equal(download.suggestedFilename(), '党组织积分排名.xlsx')
  t.same(visitor.complaints, [])
})

t.test('on a narrow screen by night a member sees his own points and his place', async t => {
  const visitor = await visit(browser, platform.url, { width: 390, height: 844, night: true })
  const page = await signInAt(visitor, 'member')
  await page.goto('/admin/m/points.mine')
  await page.getByText('累计', { exact: true }).click()
  await page.getByText('在所在党组织 4 名有积分的党员中排第 1 名').waitFor()
  await page.getByText('+10').waitFor()
  await page.goto('/admin/m/points.rankings')
  await page.getByText('累计', { exact: true }).click()
  t.equal((await rows(page)).length, 4)
  t.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing stands out at the side')
  t.same(visitor.complaints, [])
})
