import t from 'tap'
import { ownPassword } from '../core/fresh-tenant.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { url } = platform
const browser = await openBrowser(t)
const operator = await platform.signIn('operator')
const tenantCount = async () => (await operator.get('/core/tenants?count=exact&page[size]=1')).body.page.total

t.test('a unit moves in with a code that the operator made, and its admin adds the first organization and the first member', async t => {
  const before = await tenantCount()
  const seller = await visit(browser, url)
  const console = await signInAt(seller, 'operator', { tenant: 'platform' })
  await console.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '激活码' }).click()
  await console.getByRole('button', { name: '生成激活码' }).click()
  await console.getByRole('dialog').getByRole('combobox', { name: '版本' }).press('ArrowDown')
  await console.getByTitle('专业版').click()
  await console.getByRole('button', { name: '生成', exact: true }).click()
  const code = await console.getByRole('textbox', { name: '激活码' }).inputValue()
  t.same(seller.complaints, [])
  await seller.context.close()

  const visitor = await visit(browser, url, { height: 900 })
  const { page } = visitor
  await page.goto('/admin/activate')
  await page.getByLabel('激活码').fill(code.toLowerCase())
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

  await page.goto('/admin/m/core.organizations/new')
  await page.getByLabel('党组织全称').fill('中共清溪县第一支部委员会')
  await page.getByLabel('类别').click()
  await page.getByTitle('党支部', { exact: true }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已新增党组织').waitFor()

  await page.goto('/admin/m/members.members/new')
  await page.getByLabel('党组织名称').fill('第一支部')
  await page.locator('.picker-found').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByLabel('姓名').fill('秦新员')
  await page.getByLabel('身份证号').fill('370101198808080018')
  await page.getByLabel('手机号').fill('17700001111')
  await page.getByLabel('党员类别', { exact: true }).fill('正式')
  await page.keyboard.press('Enter')
  for (const [label, day] of [
    ['入党日期', '2010-07-01'],
    ['转正日期', '2011-07-01'],
  ]) {
    await page.getByLabel(label!).fill(day!)
    await page.keyboard.press('Tab')
  }
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已新增党员').waitFor()

  const admin = await platform.signIn('qingxi', { tenant: 'zgqxxwyh', password: ownPassword })
  t.match((await admin.get('/members/members')).body.data, [
    { name: '秦新员', sex: '1', birthOn: '1988-08-08', organization: { label: '中共清溪县第一支部委员会' }, joinedOn: '2010-07-01' },
  ])
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
