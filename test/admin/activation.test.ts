import t from 'tap'
import { ownPassword } from '../core/fresh-tenant.ts'
import { openBrowser, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { url } = platform
const browser = await openBrowser(t)
const operator = await platform.signIn('operator')
const tenantCount = async () => (await operator.get('/core/tenants?count=exact&page[size]=1')).body.page.total

t.test('a unit moves in with a code: its login address, its first password, and then its own desk', async t => {
  const before = await tenantCount()
  const batch = await operator.post('/core/activation-codes/batch', { edition: 'professional', count: 1, note: '县委' })
  const visitor = await visit(browser, url)
  const { page } = visitor
  await page.goto('/admin/activate')
  await page.getByLabel('激活码').fill(batch.body.codes[0].toLowerCase())
  await page.getByLabel('党组织全称').fill('中共清溪县委员会')
  await page.getByLabel('管理员用户名').fill('qingxi')
  await page.getByLabel('管理员姓名').fill('周管理')
  await page.getByLabel('启用', { exact: true }).check()
  await page.getByRole('button', { name: '激活', exact: true }).dblclick()
  await page.getByRole('heading', { name: '入驻成功' }).waitFor()
  t.equal(await tenantCount(), before + 1, 'a second click makes nothing more')
  await page.getByText('ABC#123').waitFor()
  t.equal(await page.getByRole('link', { name: '/t/' }).textContent(), `${url}/t/zgqxxwyh`)

  await page.getByRole('link', { name: '/t/' }).click()
  await page.getByLabel('用户名').fill('qingxi')
  await page.getByLabel('密码').fill('ABC#123')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel('当前密码').fill('ABC#123')
  await page.getByLabel('新密码', { exact: true }).fill(ownPassword)
  await page.getByLabel('再次输入新密码').fill(ownPassword)
  await page.getByRole('button', { name: '修改密码，开始工作' }).click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()

  const admin = await platform.signIn('qingxi', { tenant: 'zgqxxwyh', password: ownPassword })
  t.match((await admin.get('/session')).body, { user: { name: '周管理' }, tenant: { edition: 'professional', reliefMode: true } })
  t.same(visitor.complaints, [])
})

t.test('what is wrong with a code or the form is said beside it, and leaves what was typed', async t => {
  const batch = await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 2 })
  const [used, free] = batch.body.codes
  await platform.anyone().post('/core/activations', { code: used, organizationName: '中共甲县委员会', username: 'jiaxian' })
  const before = await tenantCount()
  const visitor = await visit(browser, url, { width: 390, height: 844 })
  visitor.expectRefusal('/core/activations')
  const { page } = visitor
  await page.goto('/admin/activate')
  await page.getByLabel('党组织全称').fill('中共乙县委员会')
  const activate = page.getByRole('button', { name: '激活', exact: true })
  for (const [code, sentence] of [
    ['ABCD-EFGH-JKMN', '激活码不正确，或已作废'],
    [used, '该激活码已被使用'],
  ]) {
    await page.getByLabel('激活码').fill(code)
    await page.getByLabel('管理员用户名').fill('yixian')
    await activate.click()
    await page.getByText(sentence).waitFor()
    t.equal(await page.getByLabel('激活码').getAttribute('aria-invalid'), 'true')
  }
  await page.getByLabel('激活码').fill(free)
  await page.getByLabel('管理员用户名').fill('')
  await page.getByLabel('管理员手机号').fill('12345')
  await activate.click()
  await page.getByText('应是 11 位手机号码').waitFor()
  t.equal(await page.getByLabel('党组织全称').inputValue(), '中共乙县委员会')
  t.equal(await tenantCount(), before)
  t.same(visitor.complaints, [])
})
