import type { Page } from 'playwright-core'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { listedNames, openList, rowsOf } from './list-steps.ts'

const platform = await startPlatform(t)
const [admin, orgadmin] = [await platform.signIn('admin'), await platform.signIn('orgadmin')]
const browser = await openBrowser(t)
const [first, second] = [await visit(browser, platform.url), await visit(browser, platform.url)]
const [page, other] = [await signInAt(first, 'admin'), await signInAt(second, 'orgadmin')]
const query = 'filter[category][in]=probationary&sort=name&page[size]=20'
const views = async (): Promise<Body[]> => (await admin.get('/core/saved-views')).body.data

const openViews = async (at: Page) => {
  await at.locator('.list-view').click()
  await at.getByRole('menuitem', { name: '全部记录' }).waitFor()
}
const shown = (at: Page) => at.locator('.list-view').textContent()

t.test('what a list shows is kept as a view with its columns, and shared with an organization and all below it', async t => {
  await openList(page, 'members.members', '?if=category.in:probationary&sort=name')
  await page.getByRole('button', { name: '列设置' }).click()
  await page.getByRole('list', { name: '显示的列', exact: true }).getByRole('checkbox', { name: '身份证号' }).click()
  await page.getByRole('heading', { name: '党员信息' }).click()
  await openViews(page)
  await page.getByRole('menuitem', { name: '另存为视图' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '名称' }).fill('预备党员')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.locator('.list-view', { hasText: '预备党员' }).waitFor()
  t.match(await views(), [{ name: '预备党员', entity: 'members/member', organization: null }])

  await openList(other, 'members.members')
  await openViews(other)
  t.equal(await other.getByRole('menuitem', { name: '预备党员' }).count(), 0, 'not yet shared')

  await openViews(page)
  await page.getByRole('menuitem', { name: '改名与共享' }).click()
  await dialog.getByRole('textbox', { name: '名称' }).fill('待转正')
  await dialog.getByRole('radio', { name: /某个党组织/ }).check()
  await dialog.getByRole('combobox', { name: '党组织' }).click()
  await page.locator('.ant-select-dropdown:visible').getByText('澜屏市委').first().click()
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.locator('.list-view', { hasText: '待转正' }).waitFor()

  await openList(other, 'members.members')
  await openViews(other)
  await other.getByRole('menuitem', { name: '待转正' }).click()
  const expected = (await orgadmin.get(`/members/members?${query}`)).body.data.map((member: Body) => member.name)
  t.same(await listedNames(other, expected), expected, 'of the records that the other may see')
  t.notOk((await other.locator('.ant-table-header th').allTextContents()).includes('身份证号'))
  await openViews(other)
  for (const name of ['改名与共享', '删除视图']) t.equal(await other.getByRole('menuitem', { name }).count(), 0, name)
})

t.test('a view can be the one that the list opens with; a change of it is only kept when asked; deleted, it is gone', async t => {
  await openViews(page)
  await page.getByRole('menuitem', { name: '设为默认打开' }).click()
  await page.goto('/admin/m/members.members')
  await page.locator('.list-view', { hasText: '待转正' }).waitFor()
  const expected = (await admin.get(`/members/members?${query}`)).body.data.map((member: Body) => member.name)
  t.same(await listedNames(page, expected), expected)

  await page.getByRole('button', { name: '按“姓名”排序' }).click()
  await page.locator('.list-view', { hasText: '待转正 *' }).waitFor()
  t.match((await views())[0].query, /sort=name/, 'nobody else sees it changed')
  await openViews(page)
  await page.getByRole('menuitem', { name: '更新当前视图' }).click()
  await page.getByText('视图已更新').waitFor()
  t.match((await views())[0].query, /sort=-name/)

  await openViews(page)
  await page.getByRole('menuitem', { name: '删除视图' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await page.getByText('视图已删除').waitFor()
  t.same(await views(), [])
  await page.goto('/admin/m/members.members')
  await rowsOf(page).first().waitFor()
  t.match(await shown(page), /^视图/)
})

t.test('nothing on the way complained', t => {
  t.same([...first.complaints, ...second.complaints], [])
  t.end()
})
