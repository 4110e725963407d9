import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { pickUp } from '../support/pick-up.ts'
import { startPlatform } from '../support/platform.ts'

const { url, signIn } = await startPlatform(t)
const browser = await openBrowser(t)
const chief = await visit(browser, url)
const other = await visit(browser, url)
const [admin, secretary] = [await signInAt(chief, 'admin'), await signInAt(other, 'secretary')]
const api = await signIn('admin')
const keys = async () => (await api.get('/core/menus')).body.data.map((menu: { key: string }) => menu.key) as string[]
const link = (name: string) => secretary.getByRole('link', { name, exact: true })
other.expectRefusal('/api/v1/')

t.test('a menu switched off is gone for who is signed in: the page says that it is not open, and is back when it is on again', async () => {
  await link('党员信息').waitFor()
  await admin.goto('/admin/m/core.menus')
  const toggle = admin.getByRole('switch', { name: '启用党员信息' })
  const saved = () => admin.waitForResponse(reply => reply.url().includes('/core/menus/desktop/') && reply.request().method() === 'PATCH')
  await Promise.all([saved(), toggle.click()])
  await link('党员信息').click()
  await secretary.getByText('不能打开').first().waitFor()
  await link('党员信息').waitFor({ state: 'detached' })
  await Promise.all([saved(), toggle.click()])
  await secretary.goto('/admin/')
  await link('党员信息').click()
  await secretary.getByRole('heading', { name: '党员信息' }).waitFor()
})

t.test('a menu is renamed, and moved with the keyboard alone', async t => {
  await admin.getByRole('button', { name: '修改党员信息' }).click()
  await admin.getByLabel('名称').fill('党员名册')
  await admin.getByRole('button', { name: '保存' }).click()
  await admin.getByRole('link', { name: '党员名册' }).waitFor()
  await secretary.goto('/admin/')
  await link('党员名册').waitFor()
  const chartIsFirst = (all: string[]) => all.indexOf('core.organization-chart') < all.indexOf('core.organizations')
  t.notOk(chartIsFirst(await keys()))
  const handle = admin.getByRole('button', { name: '移动组织信息' })
  const ordered = admin.waitForResponse(reply => reply.url().endsWith('/core/menus/desktop/order'))
  await handle.focus()
  await pickUp(admin, '拿起了“组织信息”')
  await admin.keyboard.press('ArrowDown')
  await admin.getByText('移到“组织架构”的位置').waitFor({ state: 'attached' })
  await admin.keyboard.press('Space')
  await ordered
  t.ok(chartIsFirst(await keys()))
})

t.test('a plugin switched off takes its menus and pages along, and brings them back', async t => {
  await link('荣誉墙').waitFor()
  await admin.goto('/admin/m/core.plugins')
  await admin.getByRole('switch', { name: '启用荣誉管理' }).click()
  await admin.getByText('已有数据都保留').waitFor()
  await admin.getByRole('button', { name: '停用', exact: true }).click()
  await admin.getByText('“荣誉管理”已停用').waitFor()
  await admin.getByRole('link', { name: '荣誉墙' }).waitFor({ state: 'detached' })
  await link('荣誉墙').click()
  await secretary.getByText('不能打开').first().waitFor()
  await link('荣誉墙').waitFor({ state: 'detached' })
  await admin.getByRole('switch', { name: '启用荣誉管理' }).click()
  await admin.getByText('“荣誉管理”已启用').waitFor()
  await secretary.goto('/admin/')
  await link('荣誉墙').click()
  await secretary.getByRole('heading', { name: '荣誉墙' }).waitFor()
  t.same([...chief.complaints, ...other.complaints], [])
})
