import t from 'tap'
import { v7 as uuid } from 'uuid'
import { tenantId } from '../../core/database/database.ts'
import { tell } from '../../core/messages/tell.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { engine } = platform.app.platform
const browser = await openBrowser(t)
const chief = await visit(browser, platform.url)
const page = await signInAt(chief, 'admin')
const api = await platform.signIn('admin')
const session = (await api.get('/session')).body
const demo = tenantId(session.tenant.id)

t.test('the bell rings without anybody’s asking, and falls silent when the message is read elsewhere', async t => {
  await page.getByRole('button', { name: '消息', exact: true }).waitFor()
  const message = {
    id: uuid(),
    template: 'core/reminder',
    to: [session.user.id],
    variables: { content: '明天开会' },
    channels: ['in-app' as const],
  }
  await engine.database.transaction(demo, transaction => tell({ engine, transaction, caller: platformCaller(demo) }, message))
  await page.getByRole('button', { name: '消息，1 条未读' }).click()
  await page.getByRole('tooltip').getByText('明天开会').waitFor()
  await api.post('/core/messages/read-all')
  await page.getByRole('button', { name: '消息', exact: true }).waitFor()
  t.same(chief.complaints, [])
})

t.test('an admin sets the unit’s quiet hours where its other settings are', async t => {
  await page.goto('/admin/m/core.settings')
  await page.getByLabel('免打扰开始').fill('22:30')
  await page.getByLabel('免打扰结束').fill('07:15')
  await page.getByRole('button', { name: '保存时段' }).click()
  await page.getByText('免打扰时段已保存').waitFor()
  t.match((await api.get('/core/settings')).body.data, [{ quietFrom: '22:30', quietTo: '07:15' }])
  t.same(chief.complaints, [])
})
