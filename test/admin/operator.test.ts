import { readFileSync } from 'node:fs'
import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { url } = platform
const browser = await openBrowser(t)
const operator = await platform.signIn('operator')
const tenant = await newTenant(platform, '中共柏林县委员会')
const visitor = await visit(browser, url)
const page = await signInAt(visitor, 'operator', { tenant: 'platform' })
const openMenu = (title: string) => page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: title }).click()
const confirm = (action: string) => page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click()

t.test('codes are made in batches, taken along as a file, and revoked as long as nobody used them', async t => {
  await openMenu('激活码')
  await page.getByRole('button', { name: '生成激活码' }).click()
  await page.getByLabel('数量').fill('3')
  await page.getByLabel('备注（选填）').fill('二季度')
  await page.getByRole('button', { name: '生成', exact: true }).click()
  await page.getByText('已生成 3 个激活码').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载文本文件' }).click()])
  const codes = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
  t.equal(download.suggestedFilename(), '激活码.txt')
  t.equal(codes.length, 3)
  t.match(codes[0], /^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)
  t.equal(await page.getByRole('textbox', { name: '激活码' }).inputValue(), codes.join('\n'))
  await page.getByRole('button', { name: '完成' }).click()

  const used = await platform
    .anyone()
    .post('/core/activations', { code: codes[0], organizationName: '中共榆林县委员会', username: 'yulin' })
  t.equal(used.status, 201)
  const line = page.getByRole('row').filter({ hasText: codes[1]! })
  await line.getByRole('button', { name: '作废' }).click()
  await confirm('作废')
  await line.getByText('已作废').waitFor()
  await page.getByRole('row').filter({ hasText: codes[0]! }).getByText('中共榆林县委员会').waitFor()
  t.equal(await page.getByRole('row').filter({ hasText: codes[0]! }).getByRole('button', { name: '作废' }).count(), 0)
  const refused = await platform
    .anyone()
    .post('/core/activations', { code: codes[1], organizationName: '中共杨林县委员会', username: 'yanglin' })
  t.equal(refused.body.code, 'activation.unknown-code')

  await page.getByRole('button', { name: '生成激活码' }).click()
  await page.getByLabel('数量').fill('20')
  await page.getByRole('button', { name: '生成', exact: true }).click()
  await page.getByRole('button', { name: '完成' }).click()
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByRole('row').filter({ hasText: codes[0]! }).waitFor()
  t.ok(await page.getByRole('button', { name: '上一页' }).isEnabled())
})

t.test('a unit that is suspended is out at once, and back again with all it had', async t => {
  await openMenu('租户管理')
  await page.getByLabel('按名称查找').fill('柏林县')
  const line = page.getByRole('row').filter({ hasText: '中共柏林县委员会' })
  await line.getByRole('button', { name: '停用' }).click()
  await confirm('停用')
  await line.getByText('已停用').waitFor()
  t.equal((await tenant.admin.get('/core/organizations')).body.code, 'tenant.suspended')
  await line.getByRole('button', { name: '恢复' }).click()
  await line.getByText('正常').waitFor()
  t.equal((await tenant.admin.get('/core/organizations')).status, 200)

  await line.getByRole('button', { name: '管理' }).click()
  await page.getByRole('combobox', { name: '修改版本' }).press('ArrowDown')
  const saved = page.waitForResponse(reply => reply.url().includes('/core/tenants/') && reply.request().method() === 'PATCH')
  await page.getByTitle('旗舰版').click()
  await saved
  t.equal((await tenant.admin.get('/core/tenant')).body.edition, 'flagship')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /close|关闭/i })
    .click()
  await page.getByLabel('按名称查找').fill('')
  const own = page.getByRole('row').filter({ hasText: 'platform' })
  t.equal(await own.getByRole('button', { name: '停用' }).count(), 0, 'the platform cannot put itself out')
})

t.test('an application waits until it is opened, and can be taken back', async t => {
  const made = await operator.post('/core/entitlements', { tenant: tenant.id, plugin: 'honors', state: 'applied', reason: '评优需要' })
  t.equal(made.status, 201)
  const state = async () => (await operator.get(`/core/entitlements/${made.body.id}`)).body.state
  await openMenu('插件授权')
  const line = page.getByRole('row').filter({ hasText: '中共柏林县委员会' })
  await line.getByText('评优需要').waitFor()
  await line.getByRole('button', { name: '开通' }).click()
  await page.getByText('没有待处理的申请').waitFor()
  t.equal(await state(), 'granted')
  await page.getByText('全部', { exact: true }).click()
  await line.getByRole('button', { name: '收回' }).click()
  await confirm('收回')
  await page.getByText('请填写原因').waitFor()
  await page.getByLabel('原因').fill('评优已结束')
  await confirm('收回')
  await line.getByText('未开通').waitFor()
  await line.getByText('答复：评优已结束').waitFor()
  t.equal(await state(), 'refused')
})

t.test('how the platform is, is told in words to the operator alone', async t => {
  await openMenu('运行状况')
  await page.getByRole('status').filter({ hasText: '一切正常' }).waitFor()
  await page.getByText('没有正在进行或等待的任务').waitFor()
  const { body } = await operator.get('/core/health')
  t.match(body, { wrong: [], connections: { waiting: 0 }, jobs: [] })
  for (const username of ['admin', 'member']) t.equal((await (await platform.signIn(username)).get('/core/health')).status, 403)
  t.equal((await platform.anyone().get('/core/health')).status, 401)
})

t.test('what failed too often is tried again, or done away with for a reason', async t => {
  const fail = (reaction: string) =>
    asOwner(
      platform,
      `insert into core.pending_reaction (tenant_id, id, reaction, dead, attempts, error) values ($1, gen_random_uuid(), $2, true, 8, 'Error (core/x.ts:1)')`,
      [tenant.id, reaction],
    )
  await fail('gone/mended')
  await fail('gone/hopeless')
  await openMenu('失败事项')
  await page.getByText('共 2 项，各试过多次仍未成功').waitFor()
  const line = (reaction: string) => page.getByRole('row').filter({ hasText: reaction })
  await line('gone/mended').getByText('中共柏林县委员会').waitFor()
  t.ok(await page.getByRole('button', { name: '重新处理' }).isDisabled(), 'nothing is chosen yet')
  await line('gone/mended').getByRole('checkbox').check()
  await page.getByRole('button', { name: '重新处理' }).click()
  await page.getByText('已重新排队').waitFor()
  await line('gone/mended').waitFor({ state: 'detached' })

  await line('gone/hopeless').getByRole('checkbox').check()
  await page.getByRole('button', { name: '作废' }).click()
  await confirm('作废')
  await page.getByText('请填写作废的原因').waitFor()
  await page.getByLabel('原因').fill('该功能已停用')
  await confirm('作废')
  await page.getByText('没有失败的事项').first().waitFor()
  t.same((await operator.get('/core/dead-letters')).body, { data: [], total: 0 })
  const { body } = await tenant.admin.get('/core/audit-entries?filter[action][eq]=discard&fields=userName,changes')
  t.match(body.data, [{ userName: '平台运营', changes: { reason: [null, '该功能已停用'] } }])
})

t.test('a unit that brings its data along moves in, with its progress told', async t => {
  const passphrase = 'Only#For#Moving#2026'
  const ordered = await tenant.admin.post('/core/tenant-copies', { passphrase })
  const { result } = await tenant.admin.jobEnd(ordered.body.id)
  const copy = await tenant.admin.get(`/core/files/${result.fileId}/content`)
  await openMenu('租户副本')
  await page.locator('input[type=file]').setInputFiles({ name: '副本.djcopy', mimeType: 'application/octet-stream', buffer: copy.bytes })
  await page.getByLabel('新租户代码').fill('bailin-two')
  await page.getByLabel('口令').fill(passphrase)
  await page.getByRole('button', { name: '开始导入' }).click()
  await page.getByRole('row').filter({ hasText: '导入单位数据副本' }).getByText('已完成').waitFor({ timeout: 60_000 })
  t.equal((await operator.get('/core/tenants?filter[code][eq]=bailin-two')).body.data.length, 1)
  t.same(visitor.complaints, [])
})
