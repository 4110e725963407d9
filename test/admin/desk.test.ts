import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

t.test('who signs in finds his menus, opens one, and signs out', async t => {
  const { url } = await startPlatform(t)
  const visitor = await visit(await openBrowser(t), url)
  const page = await signInAt(visitor, 'admin')
  await page.getByRole('link', { name: '党员信息' }).click()
  await page.getByRole('heading', { name: '党员信息' }).waitFor()
  await page.locator('tbody tr[data-row-key]').nth(5).waitFor()
  await page.getByRole('button', { name: /的账户/ }).click()
  await page.getByText('退出登录').click()
  await page.getByRole('button', { name: '登录', exact: true }).waitFor()
  t.same(visitor.complaints, [])
})

t.test('whoever is not signed in is led to the login page, and after it to where he wanted to go', async t => {
  const { url } = await startPlatform(t)
  const visitor = await visit(await openBrowser(t), url)
  const { page } = visitor
  visitor.expectRefusal('/api/v1/')
  await page.goto('/admin/m/members.members')
  await page.getByLabel('用户名').fill('admin')
  await page.getByLabel('密码').fill('Dangjian#2026')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '党员信息' }).waitFor()
  t.match(page.url(), /members\.members$/)
})
