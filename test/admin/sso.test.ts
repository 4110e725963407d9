import t from 'tap'
import { asking } from '../core/sso-platform.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

t.test('a platform is applied for, approved, given a secret, and entered from', async t => {
  const platform = await startPlatform(t)
  const browser = await openBrowser(t)

  const admin = await visit(browser, platform.url)
  const desk = await signInAt(admin, 'admin')
  await desk.getByRole('link', { name: '免密登录' }).click()
  await desk.getByText('还没有接入的平台').waitFor()
  await desk.getByRole('button', { name: '申请接入平台' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('平台名称').fill('江北政务协同')
  await form.getByLabel('平台网址').fill('oa.example.cn')
  await form.getByLabel('联系人').fill('联系人甲')
  await form.getByLabel('联系电话').fill('0531-12345678')
  admin.expectRefusal('/core/tenant/sso-applications')
  await form.getByRole('button', { name: '提交申请' }).click()
  await form.getByText('请填写以 https:// 或 http:// 开头的网址').waitFor()
  await form.getByLabel('平台网址').fill('https://oa.example.cn')
  await form.getByRole('button', { name: '提交申请' }).click()
  const card = desk.getByRole('region', { name: '江北政务协同' })
  await card.getByText('待审核').waitFor()

  await card.getByRole('button', { name: '修改' }).click()
  await form.getByLabel('联系人').fill('联系人乙')
  await form.getByRole('button', { name: '提交申请' }).click()
  await form.waitFor({ state: 'hidden' })

  const operator = await visit(browser, platform.url)
  const office = await signInAt(operator, 'operator', { tenant: 'platform' })
  await office.getByRole('link', { name: '免密登录审核' }).click()
  await office
    .getByRole('row', { name: /江北政务协同/ })
    .getByRole('button', { name: '通过', exact: true })
    .click()
  await office
    .getByRole('dialog')
    .getByRole('button', { name: /通\s*过/ })
    .click()
  await office.getByText('没有待审核的申请').waitFor()

  await desk.reload()
  await card.getByText('200 / 200').waitFor()
  await card.getByRole('button', { name: '生成密钥' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '生成密钥' }).click()
  const secret = (await desk.getByTestId('secret').textContent())!.trim()
  await desk.getByRole('button', { name: '已经保存好了' }).click()
  await card.getByRole('button', { name: '更换密钥' }).waitFor()
  t.notOk((await desk.content()).includes(secret), 'it is shown once')
  const [application] = (await (await platform.signIn('admin')).get('/core/tenant/sso-applications')).body.data

  const person = await visit(browser, platform.url)
  const { entry } = (await asking(platform, application.id, secret)({ username: 'secretary', destination: '/admin/m/members.members' }))
    .body
  await person.page.goto(entry)
  await person.page.getByRole('heading', { name: '党员信息' }).waitFor()
  await person.page.goto(entry)
  await person.page.getByRole('alert').getByText('进入的凭证已用过或已过期').waitFor()

  await desk.getByRole('tab', { name: '使用记录' }).click()
  await desk.getByRole('row', { name: /江北政务协同.*已进入.*电脑/ }).waitFor()
  await desk.getByRole('tab', { name: '接入文档' }).click()
  await desk.getByRole('heading', { name: '取凭证' }).waitFor()
  await desk.getByText('X-SSO-Signature', { exact: true }).first().waitFor()

  for (const who of [admin, operator, person]) t.same(who.complaints, [])
})
