import t from 'tap'
import { demoPassword } from '../../demo/seed.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const browser = await openBrowser(t)
const admin = await platform.signIn('admin')
const person = (await platform.signIn('secretary').then(who => who.get('/session'))).body.user
const state = async () => (await admin.get(`/core/users/${person.id}`)).body.state
const desk = await visit(browser, platform.url)
const page = await signInAt(desk, 'admin')
const door = await visit(browser, platform.url)
door.expectRefusal('/api/v1/session')

async function tryAtTheDoor(password: string): Promise<void> {
  await door.page.getByLabel('用户名').fill('secretary')
  await door.page.getByLabel('密码', { exact: true }).fill(password)
  const answered = door.page.waitForResponse(reply => reply.url().endsWith('/api/v1/session') && reply.request().method() === 'POST')
  await door.page.getByRole('button', { name: '登录', exact: true }).click()
  await answered
}

t.test('the fourth wrong password in a row locks the account, even for the right one', async t => {
  await door.page.goto('/admin/login/demo')
  for (let at = 0; at < 3; at++) await tryAtTheDoor(`Wrong#${at}password`)
  t.equal(await state(), 'active', 'three are forgiven')
  await tryAtTheDoor('Wrong#4password')
  t.equal(await state(), 'locked')
  await tryAtTheDoor(demoPassword)
  await door.page.getByText('账号已被锁定，请联系管理员解锁').waitFor()
})

t.test('an admin finds it locked, unlocks it, and the person signs in again', async t => {
  await page.getByRole('link', { name: '用户管理' }).click()
  await page.getByRole('heading', { name: '用户管理' }).waitFor()
  await page.goto(`/admin/m/core.users/${person.id}`)
  const head = page.locator('.page-head')
  const hint = page.locator('.page-hint')
  await head.getByRole('heading', { name: person.name }).waitFor()
  await hint.getByText('锁定', { exact: true }).waitFor()
  await head.getByRole('button', { name: '解锁' }).click()
  await hint.getByText('正常', { exact: true }).waitFor()
  t.equal(await state(), 'active')
  await tryAtTheDoor(demoPassword)
  await door.page.getByRole('navigation', { name: '主菜单' }).waitFor()
})

t.test('locked by an admin he is out at once', async t => {
  await page.getByRole('button', { name: '锁定' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '锁定', exact: true }).click()
  await page.locator('.page-hint').getByText('锁定', { exact: true }).waitFor()
  t.equal(await state(), 'locked')
  door.expectRefusal('/api/v1/')
  await door.page.goto('/admin/m/members.members')
  await door.page.getByRole('button', { name: '登录', exact: true }).waitFor()
})

t.test('a reset opens the account and tells the password to pass on', async t => {
  await page.getByRole('button', { name: '重置密码' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click()
  await page.getByRole('dialog').getByText('ABC#123').waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
  const again = await platform.anyone().post('/session', { tenant: 'demo', username: 'secretary', password: 'ABC#123' })
  t.match(again.body, { mustChangePassword: true })
  await page.getByRole('tab', { name: '登录情况' }).click()
  await page.getByRole('button', { name: '强制退出' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '退出', exact: true }).click()
  await page.getByText('现在没有登录').waitFor()
  t.equal((await platform.anyone().withToken(again.body.token).get('/session')).status, 401)
})

t.test('in the list an account is locked, unlocked and given its first password again by its row', async t => {
  await page.goto('/admin/m/core.users?q=区委组织管理员')
  const row = page.getByRole('row').filter({ hasText: 'orgadmin' })
  const act = async (name: string) => {
    await row.getByRole('button', { name: '区委组织管理员 的更多操作' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await act('锁定')
  await page.getByRole('dialog').getByRole('button', { name: '锁定', exact: true }).click()
  await row.getByText('锁定', { exact: true }).waitFor()
  await act('解锁')
  await row.getByText('正常', { exact: true }).waitFor()
  t.same((await admin.get('/core/users?filter[username][eq]=orgadmin')).body.data[0].state, 'active')
  await act('重置密码')
  await page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click()
  await page.getByRole('dialog').getByText('ABC#123').waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
  const again = await platform.anyone().post('/session', { tenant: 'demo', username: 'orgadmin', password: 'ABC#123' })
  t.match(again.body, { mustChangePassword: true })
})

t.test('an account elsewhere is bound and unbound', async t => {
  const bound = async () => (await admin.get(`/core/bindings?filter[userId][eq]=${person.id}`)).body.data
  await page.goto(`/admin/m/core.users/${person.id}`)
  await page.getByRole('tab', { name: '账号绑定' }).click()
  await page.getByRole('button', { name: '绑定微信' }).click()
  await page.getByRole('dialog').getByLabel('外部账号').fill('oX1-7Yq2ZbPw3')
  await page.getByRole('dialog').getByRole('button', { name: '绑定', exact: true }).click()
  await page.getByRole('button', { name: '解除微信绑定' }).waitFor()
  t.match(await bound(), [{ provider: 'wechat' }])
  await page.getByRole('button', { name: '解除微信绑定' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '解除', exact: true }).click()
  await page.getByRole('button', { name: '绑定微信' }).waitFor()
  t.same(await bound(), [])
})

t.test('nothing went wrong on the way', async t => t.same([...desk.complaints, ...door.complaints], []))
