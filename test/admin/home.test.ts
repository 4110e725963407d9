import t from 'tap'
import { freshTenant } from '../core/fresh-tenant.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import type { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { url } = platform
const browser = await openBrowser(t)

const totalOf = async (client: Client, path: string) => (await client.get(`${path}?count=exact&page[size]=1`)).body.page.total
const figures = async (client: Client) =>
  Object.fromEntries((await client.get('/core/figures')).body.data.map((one: { entity: string; value: number }) => [one.entity, one.value]))

t.test('the admin of a new unit is led to the first steps, and pins, orders and unpins what he uses, by keyboard too', async t => {
  const tenant = await freshTenant(platform, '中共枫林县委员会')
  const visitor = await visit(browser, url)
  const page = await signInAt(visitor, 'chief', { tenant: tenant.code, password: tenant.password })
  await page.getByRole('heading', { name: /好，管理员|夜深了，管理员/ }).waitFor()
  await page.getByText('当前为：标准版').first().waitFor()
  const steps = page.getByRole('region', { name: '三步用起来' })
  await steps.getByRole('link', { name: '新建或导入下级党组织' }).waitFor()
  await steps.getByText(`${url}/t/${tenant.code}`).waitFor()

  await page.getByRole('button', { name: '设置常用功能' }).click()
  for (const title of ['用户管理', '角色权限', '操作日志']) {
    await page.getByRole('button', { name: `添加${title}` }).click()
    await page.getByRole('button', { name: `移动${title}` }).waitFor()
  }
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '移动操作日志' }).focus()
  const announced = (words: string) => page.getByText(words).waitFor({ state: 'attached' })
  await page.keyboard.press('Space')
  await announced('“操作日志”移到第 3 位')
  await page.keyboard.press('ArrowUp')
  await announced('“操作日志”移到第 2 位')
  await page.keyboard.press('Space')
  await announced('“操作日志”放在第 2 位')
  await dialog.getByRole('button', { name: '移除用户管理' }).click()
  await page.getByRole('button', { name: '添加用户管理' }).waitFor()
  await page.getByRole('button', { name: '完成' }).click()
  const tiles = page.getByRole('region', { name: '常用功能' }).getByRole('listitem')
  t.same(await tiles.allTextContents(), ['操作日志', '角色权限'])
  const { body } = await tenant.admin.get('/core/shortcuts')
  t.same(
    body.data.map((one: { menu: string }) => one.menu),
    ['core.audit', 'core.roles'],
  )
  await tiles.first().getByRole('link').click()
  await page.getByRole('heading', { name: '操作日志' }).waitFor()
  t.same(visitor.complaints, [])
})

t.test('figures tell of what one governs, and of nothing else', async t => {
  const admin = await platform.signIn('admin')
  const orgadmin = await platform.signIn('orgadmin')
  for (const client of [admin, orgadmin]) {
    t.same(await figures(client), {
      'core/organization': await totalOf(client, '/core/organizations'),
      'members/member': await totalOf(client, '/members/members'),
      'study-notes/study-note': await totalOf(client, '/study-notes/study-notes'),
    })
  }
  t.ok((await figures(orgadmin))['members/member']! < (await figures(admin))['members/member']!)
  t.same(await figures(await platform.signIn('member')), {})
  await admin.patch('/core/plugins/members', { on: false })
  t.same(Object.keys(await figures(admin)), ['core/organization'])
  await admin.patch('/core/plugins/members', { on: true })

  const visitor = await visit(browser, url)
  const page = await signInAt(visitor, 'orgadmin')
  const shown = page.getByRole('region', { name: '数量' })
  await shown.getByText(String((await figures(orgadmin))['members/member'])).waitFor()
  await shown.getByRole('link', { name: '党员' }).click()
  await page.getByRole('heading', { name: '党员信息' }).waitFor()
  t.same(visitor.complaints, [])
})

t.test('a message waits at the bell until it is read, and leads nowhere but into the admin', async t => {
  const admin = await platform.signIn('admin')
  const member = await platform.signIn('member')
  const { body: own } = await member.get('/core/profile')
  for (const content of ['请于本周五前交纳党费', '请参加周六的主题党日']) {
    const job = await admin.post('/members/members/remind', { ids: [own.record.id], content })
    await admin.jobEnd(job.body.id)
  }
  const others = await admin.get('/core/messages?count=exact')
  const visitor = await visit(browser, url)
  const page = await signInAt(visitor, 'member')
  await page.getByRole('button', { name: '消息，2 条未读' }).click()
  const panel = page.getByRole('tooltip')
  await panel.getByRole('button', { name: /主题党日/ }).click()
  await page.getByRole('button', { name: '消息，1 条未读' }).waitFor()
  t.match((await member.get('/core/messages?filter[readAt][null]=false')).body.data, [{ body: /主题党日/ }])
  await panel.getByRole('link', { name: '查看全部消息' }).click()
  await page.getByRole('main').getByRole('button', { name: '全部标为已读' }).click()
  await page.getByRole('button', { name: '消息', exact: true }).waitFor()
  t.equal((await member.get('/core/messages?filter[readAt][null]=true')).body.data.length, 0)
  t.same((await admin.get('/core/messages?count=exact')).body.page.total, others.body.page.total)
  t.same(visitor.complaints, [])
})

t.test('one sees where one is signed in and ends it there, and a wrong current password is told and ends nothing', async t => {
  const elsewhere = await platform.signIn('orgadmin')
  const visitor = await visit(browser, url)
  const page = await signInAt(visitor, 'orgadmin')
  await page.goto('/admin/account/sessions')
  await page.getByRole('row', { name: /本机/ }).waitFor()
  await page.getByRole('button', { name: '退出其他所有设备' }).click()
  await page.getByRole('button', { name: '全部退出' }).click()
  await page.getByText('已退出').waitFor()
  t.equal((await elsewhere.get('/session')).status, 401)
  t.equal((await page.request.get('/api/v1/session')).status(), 200)

  visitor.expectRefusal('/api/v1/session/password')
  await page.getByRole('tab', { name: '修改密码' }).click()
  await page.getByLabel('当前密码').fill('Wrong#2026wrong')
  await page.getByLabel('新密码', { exact: true }).fill('Lantern#47river')
  await page.getByLabel('再次输入新密码').fill('Lantern#47river')
  await page.getByRole('button', { name: '修改密码', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: '密码不正确' }).waitFor()
  await page.getByLabel('当前密码').fill('Dangjian#2026')
  await page.getByRole('button', { name: '修改密码', exact: true }).click()
  await page.getByText('密码已修改').waitFor()
  await t.resolves(platform.signIn('orgadmin', { password: 'Lantern#47river' }))

  await page.getByRole('tab', { name: '基础信息' }).click()
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await page.getByLabel('手机号').fill('123')
  visitor.expectRefusal('/core/profile')
  await page.getByRole('button', { name: '保存' }).click()
  await page
    .getByText(/手机号/)
    .nth(1)
    .waitFor()
  await page.getByLabel('手机号').fill('19911112222')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存').waitFor()
  const { body } = await (await platform.signIn('admin')).get('/core/users?filter[username][eq]=orgadmin')
  t.equal(body.data[0].phone, '19911112222')
  t.same(visitor.complaints, [])
})

t.test('what one changes in one’s own record is changed there, and only what one may change is asked for', async t => {
  const member = await platform.signIn('member')
  const visitor = await visit(browser, url)
  const page = await signInAt(visitor, 'member')
  await page.goto('/admin/account')
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await page.getByLabel('现居住地', { exact: true }).fill('澜屏市望潮路 8 号')
  t.equal(await page.getByRole('textbox', { name: '身份证号' }).count(), 0)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存').waitFor()
  await page.getByText('澜屏市望潮路 8 号').waitFor()
  t.equal((await member.get('/core/profile')).body.record.residence, '澜屏市望潮路 8 号')
  t.same(visitor.complaints, [])
})
