import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const { url, signIn } = await startPlatform(t)
const browser = await openBrowser(t)
const api = await signIn('admin')
const chief = await visit(browser, url)
const admin = await signInAt(chief, 'admin')

t.test('a change of a role is told before it is saved, and takes effect at once for who is signed in elsewhere', async t => {
  const other = await visit(browser, url)
  const orgadmin = await signInAt(other, 'orgadmin')
  const log = orgadmin.getByRole('link', { name: '操作日志' })
  await log.waitFor()

  await admin.goto('/admin/m/core.roles')
  await admin.getByRole('link', { name: '组织管理员' }).click()
  const entries = admin.getByRole('region', { name: '操作日志' })
  await entries.getByRole('checkbox', { name: '查看', exact: true }).uncheck()
  await admin.getByRole('button', { name: '预览并保存' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByText('收回：查看').waitFor()
  t.match(await dialog.textContent(), /涉及 1 人、1 类信息/)
  t.equal((await (await signIn('orgadmin')).get('/core/audit-entries')).status, 200, 'nothing is changed yet')
  await dialog.getByRole('button', { name: '确认保存' }).click()
  await dialog.waitFor({ state: 'hidden' })

  other.expectRefusal('/api/v1/core/')
  await log.click()
  await orgadmin.getByText('不能打开').first().waitFor()
  await log.waitFor({ state: 'detached' })

  await entries.getByRole('button', { name: '操作日志恢复默认' }).click()
  await admin.getByRole('button', { name: '预览并保存' }).click()
  await admin.getByRole('dialog').getByText('开放：查看').waitFor()
  await admin.getByRole('button', { name: '确认保存' }).click()
  await admin.getByRole('dialog').waitFor({ state: 'hidden' })
  await orgadmin.goto('/admin/')
  await log.waitFor()
  t.same(other.complaints, [])
})

t.test('an admin copies a role, gives it to somebody after a preview, and takes it back', async t => {
  await admin.goto('/admin/m/core.roles')
  await admin.getByRole('button', { name: '复制支部书记' }).click()
  await admin.getByLabel('角色名称').fill('支部副书记')
  await admin.getByRole('dialog').getByRole('button', { name: '复制' }).click()
  await admin.getByRole('heading', { name: '支部副书记' }).waitFor()
  const { id } = (await api.get('/core/roles?filter[name][eq]=支部副书记')).body.data[0]
  const { body: people } = await api.get('/core/users?filter[username][eq]=member')
  const root = (await api.get('/core/organizations/tree')).body.data[0].id
  const given = await api.post('/core/grants', { userId: people.data[0].id, roleId: id, organizationId: root, scope: 'organization' })
  t.equal(given.status, 201)
  await admin.getByRole('tab', { name: '授予了谁' }).click()
  await admin.getByRole('button', { name: `收回${people.data[0].name}` }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByText('收回：').first().waitFor()
  await dialog.getByRole('button', { name: '收回', exact: true }).click()
  await admin.getByText('还没有授予任何人').waitFor()
  t.equal((await api.get(`/core/grants/${given.body.id}`)).status, 404)
})

t.test('a role is given for organizations chosen one by one, and reaches just those', async t => {
  const { name } = (await api.get('/core/users?filter[username][eq]=member')).body.data[0]
  const { body: top } = await api.get('/core/organizations/tree')
  const { body: below } = await api.get(`/core/organizations/tree?parentId=${top.data[0].id}`)
  const [one, two] = below.data
  await admin.goto('/admin/m/core.roles')
  await admin.getByRole('link', { name: '支部副书记' }).click()
  await admin.getByRole('tab', { name: '授予了谁' }).click()
  await admin.getByRole('button', { name: '授予', exact: true }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('用户', { exact: true }).fill(name)
  await admin.locator('.ant-select-item-option', { hasText: name }).first().click()
  const pick = async (label: string, found: string) => {
    const box = dialog.getByLabel(label)
    await box.press('ArrowDown')
    await box.fill(found)
    await admin.locator('.ant-select-tree-title:visible', { hasText: found }).first().click()
  }
  await pick('授权组织', top.data[0].name)
  await dialog.getByLabel('数据范围').press('Enter')
  await admin.locator('.ant-select-item-option', { hasText: '指定组织' }).click()
  await dialog.getByRole('button', { name: '预览' }).click()
  await dialog.getByText('请选择指定的组织').waitFor()
  await pick('指定的组织', one.name)
  await pick('指定的组织', two.name)
  await admin.keyboard.press('Escape')
  await admin.locator('.ant-select-tree:visible').waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: '预览' }).click()
  await dialog.getByText('开放：').first().waitFor()
  await dialog.getByRole('button', { name: '确认授予' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const line = admin.getByRole('row').filter({ hasText: name })
  await line.getByText(`${one.name}、${two.name}`).waitFor()
  t.match(await line.textContent(), /指定组织/)

  const { id } = (await api.get('/core/roles?filter[name][eq]=支部副书记')).body.data[0]
  const [grant] = (await api.get(`/core/grants?filter[roleId][eq]=${id}`)).body.data
  t.match(grant, { scope: 'chosen', organizationIds: [one.id, two.id], organization: { id: top.data[0].id } })
  t.same(chief.complaints, [])
})

t.test('an admin looks at the desk as somebody else, under a banner, and is himself again when he ends it', async t => {
  const { body } = await api.get('/core/users?filter[username][eq]=member')
  const { name } = body.data[0]
  await admin.goto('/admin/m/core.roles')
  await admin.getByRole('button', { name: '以他人身份查看' }).click()
  await admin.getByLabel('查看谁的界面').fill(name)
  await admin.locator('.ant-select-item-option', { hasText: name }).first().click()
  await admin.getByRole('button', { name: '开始查看' }).click()
  await admin.getByText(`正以“${name}”的身份查看`).waitFor()
  await admin.getByRole('link', { name: '角色权限' }).waitFor({ state: 'detached' })
  await admin.getByRole('button', { name: '结束' }).click()
  await admin.getByRole('link', { name: '角色权限' }).waitFor()
  t.same(chief.complaints, [])
})
