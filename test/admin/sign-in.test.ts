import sharp from 'sharp'
import t from 'tap'
import { ownPassword } from '../core/fresh-tenant.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { url } = platform
const browser = await openBrowser(t)
const admin = await platform.signIn('admin')

t.test('who has no password at hand signs in with a code that is sent to his phone, once a minute', async t => {
  const { body } = await admin.get('/core/users?filter[username][eq]=member')
  const { phone } = body.data[0]
  const visitor = await visit(browser, url)
  const { page } = visitor
  await page.goto('/admin/login/demo')
  await page.getByRole('button', { name: '验证码登录' }).click()
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByText(`验证码已发往 ${phone}`).waitFor()
  t.ok(await page.getByRole('button', { name: '秒后可重发' }).isDisabled())

  const inbox = await visitor.context.newPage()
  await inbox.goto('/admin/inbox')
  const sms = inbox.getByRole('listitem').filter({ hasText: phone }).first()
  const code = (await sms.textContent())!.match(/验证码是 (\d{6})/)![1]!
  await inbox.close()

  visitor.expectRefusal('/api/v1/session')
  await page.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: '验证码不正确或已过期' }).waitFor()
  await page.getByLabel('短信验证码').fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()

  await page.getByRole('button', { name: /的账户/ }).click()
  await page.getByText('退出登录').click()
  await page.goto('/admin/login')
  await page.getByRole('button', { name: '登录其他单位' }).waitFor()
  t.same(visitor.complaints, [])
})

t.test('who types a password with capitals locked is told, until they are let go', async t => {
  const { page } = await visit(browser, url)
  await page.goto('/admin/login/demo')
  const password = page.getByLabel('密码')
  const locked = page.getByText('大写锁定已打开')
  await password.press('a')
  t.equal(await locked.count(), 0)
  const press = (capitals: boolean) =>
    password.evaluate((field, on) => field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, modifierCapsLock: on })), capitals)
  await press(true)
  await locked.waitFor()
  t.match(
    await password.evaluate(field => document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent),
    '大写锁定已打开',
  )
  await press(false)
  await locked.waitFor({ state: 'detached' })
})

t.test('a wrong password and an unknown name are told alike, and a locked account is told to who knows its password', async t => {
  const visitor = await visit(browser, url)
  visitor.expectRefusal('/api/v1/session')
  const { page } = visitor
  await page.goto('/admin/login/demo')
  const told = async (username: string, password: string) => {
    await page.getByLabel('用户名').fill(username)
    await page.getByLabel('密码').fill(password)
    const answered = page.waitForResponse('**/api/v1/session')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await answered
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    return page.getByRole('alert').textContent()
  }
  const wrong = await told('secretary', 'Wrong#2026')
  t.equal(await told('nobody-here', 'Wrong#2026'), wrong)
  t.equal(await page.getByLabel('密码').getAttribute('type'), 'password')
  await page.getByRole('button', { name: '显示' }).click()
  t.equal(await page.getByLabel('密码').getAttribute('type'), 'text')
  for (const password of ['Wrong#2027', 'Wrong#2028', 'Wrong#2029']) t.equal(await told('secretary', password), wrong)
  t.match(await told('secretary', 'Dangjian#2026'), '账号已被锁定')
  const { body } = await admin.get('/core/users?filter[username][eq]=secretary')
  t.equal(body.data[0].state, 'locked')
  t.same(visitor.complaints, [])
})

t.test('a first password has to be changed before anything else is reachable, and only what would do can be sent', async t => {
  const operator = await platform.signIn('operator')
  const batch = await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 1 })
  const made = await platform
    .anyone()
    .post('/core/activations', { code: batch.body.codes[0], organizationName: '中共春江县委员会', username: 'chunjiang' })
  const { tenant } = made.body
  const visitor = await visit(browser, url)
  visitor.expectRefusal('/api/v1/')
  const { page } = visitor
  await page.goto(`/t/${tenant.code}`)
  await page.getByLabel('用户名').fill('chunjiang')
  await page.getByLabel('密码').fill('ABC#123')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '请先修改密码' }).waitFor()
  await page.goto('/admin/m/core.users')
  await page.getByRole('heading', { name: '请先修改密码' }).waitFor()
  t.equal((await page.request.get('/api/v1/core/users')).status(), 403)

  const save = page.getByRole('button', { name: '修改密码，开始工作' })
  const rule = (words: string) => page.getByRole('listitem').filter({ hasText: words }).getAttribute('data-met')
  await page.getByLabel('当前密码').fill('ABC#123')
  await page.getByLabel('新密码', { exact: true }).fill('short')
  t.same([await rule('至少 12 位'), await rule('4 位以上连续'), await save.isDisabled()], ['false', 'true', true])
  await page.getByLabel('新密码', { exact: true }).fill('Chunjiang#2026x')
  t.ok(await save.isDisabled())
  await page.getByLabel('再次输入新密码').fill('Chunjiang#2026x')
  t.same([await rule('至少 12 位'), await rule('两次输入一致')], ['true', 'true'])
  await save.click()
  await page.getByRole('alert').filter({ hasText: '密码不能包含用户名' }).waitFor()
  await page.getByLabel('新密码', { exact: true }).fill(ownPassword)
  await page.getByLabel('再次输入新密码').fill(ownPassword)
  await save.click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
  t.match(page.url(), /core\.users$|m\/users$/, 'and leads where one wanted to go')
  await t.resolves(platform.signIn('chunjiang', { tenant: tenant.code, password: ownPassword }))
  t.same(visitor.complaints, [])
})

t.test('the login page leads nowhere but into the admin', async t => {
  const visitor = await visit(browser, url)
  visitor.expectRefusal('/api/v1/')
  const { page } = visitor
  for (const next of ['//example.org/', '/\\example.org', '/../api/docs']) {
    await page.context().clearCookies()
    await page.goto(`/admin/login/demo?next=${encodeURIComponent(next)}`)
    await page.getByLabel('用户名').fill('admin')
    await page.getByLabel('密码').fill('Dangjian#2026')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('navigation', { name: '主菜单' }).waitFor()
    t.match(page.url(), new RegExp(`^${url}/admin/?$`), next)
  }
  t.same(visitor.complaints, [])
})

t.test('a session that was ended elsewhere leads to the login page, and from there back', async t => {
  const visitor = await visit(browser, url)
  const page = await signInAt(visitor, 'orgadmin')
  await page.getByRole('link', { name: '党员信息' }).click()
  await page.getByRole('heading', { name: '党员信息' }).waitFor()
  visitor.expectRefusal('/api/v1/')
  const elsewhere = await platform.signIn('orgadmin')
  t.equal((await elsewhere.post('/session/end-others')).status, 204)
  // Whatever the desk asks for next may lead there before a click would.
  await page.goto('/admin/m/core.users')
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await page.getByLabel('用户名').fill('orgadmin')
  await page.getByLabel('密码').fill('Dangjian#2026')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '用户管理' }).waitFor()
  t.same(visitor.complaints, [])
})

t.test('a desk that was left asks for nothing, so that its session can grow idle, and asks again when someone is back', async t => {
  const visitor = await visit(browser, url)
  await visitor.page.clock.install()
  const page = await signInAt(visitor, 'admin')
  let asked = 0
  page.on('request', () => asked++)
  await page.clock.runFor('04:00')
  t.ok(asked > 0, 'what is new is asked for while someone is there')
  await page.clock.runFor('02:00')
  asked = 0
  await page.clock.runFor('10:00')
  t.equal(asked, 0)
  const answered = page.waitForResponse('**/api/v1/session')
  await page.mouse.move(300, 300)
  await answered
  t.same(visitor.complaints, [])
})

t.test('a unit’s entrance bears its name and picture, as does its first page; an unknown one looks like the platform’s', async t => {
  const content = await sharp({ create: { width: 1920, height: 1080, channels: 3, background: '#35506b' } })
    .png()
    .toBuffer()
  const { body: settings } = await admin.get('/core/settings')
  const uploaded = async () => (await admin.upload('/core/files', { name: '背景.png', content })).body.id
  const changed = await admin.patch(`/core/settings/${settings.data[0].id}`, {
    desktopLoginBackground: await uploaded(),
    desktopHomeBackground: await uploaded(),
  })
  t.equal(changed.status, 200)
  const visitor = await visit(browser, url)
  const { page } = visitor
  const width = (image: string) => page.locator(image).evaluate((shown: HTMLImageElement) => shown.decode().then(() => shown.naturalWidth))
  await page.goto('/admin/login/nowhere')
  await page.getByRole('banner').getByText('党建云').waitFor()
  await page.goto('/t/demo')
  await page.getByRole('banner').getByText('澜屏市委').waitFor()
  t.ok((await width('.entrance-picture')) > 1000)
  await signInAt(visitor, 'admin')
  t.ok((await width('.home-pictured img')) > 1000)
  t.same(visitor.complaints, [])
})
