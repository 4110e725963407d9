import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { todayInShanghai } from '../../core/identity/dates.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { until } from '../support/server-process.ts'
import { requests, startWithLeave } from '../workflows/leave.ts'

const platform = await startWithLeave(t)
const { admin, member, secretary, ask, act, state } = platform
const browser = await openBrowser(t)

const dialog = (page: Page): Locator => page.getByRole('dialog')
const bar = (page: Page): Locator => page.getByRole('region', { name: '办理', exact: true })

/** Someone at the desk, on a screen of his own. */
async function at(who: string) {
  const visitor = await visit(browser, platform.url)
  return { ...visitor, page: await signInAt(visitor, who) }
}

t.test('a member asks for four days; the branch agrees, the level above refuses, and he reads why', async t => {
  const asking = await at('leave-member')
  const { page } = asking
  const { id } = await ask({ reason: '陪母亲住院', days: 4 })
  await page.goto(`/admin/m/leave.requests/${id}`)
  await page.getByRole('button', { name: '修改' }).waitFor()
  await bar(page).getByRole('button', { name: '提交' }).click()
  await dialog(page).getByRole('button', { name: '提交' }).click()
  await bar(page).getByText('支部审批').waitFor()
  t.equal(await page.getByRole('button', { name: '修改' }).count(), 0, 'what others decide on stays as it is')
  t.equal(await page.getByRole('button', { name: '删除' }).count(), 0)
  await bar(page).getByRole('button', { name: '为什么不能办理' }).click()
  await page.getByRole('tooltip').getByText('这一步不由您办理').waitFor()

  const deciding = await at('leave-secretary')
  await deciding.page.getByRole('navigation').getByTitle('1 件待办').waitFor()
  await deciding.page.getByRole('link', { name: /我的待办/ }).click()
  await deciding.page.getByRole('link', { name: /陪母亲住院/ }).click()
  await bar(deciding.page).getByRole('button', { name: '同意' }).click()
  await dialog(deciding.page).getByLabel('意见').fill('情况属实')
  await dialog(deciding.page).getByRole('button', { name: '同意' }).click()
  await bar(deciding.page).getByText('上级审批').waitFor()
  t.equal(await state(id), 'above')
  t.equal(await deciding.page.getByTitle('1 件待办').count(), 0)

  const above = await at('leave-chief')
  await above.page
    .getByRole('region', { name: /待办/ })
    .getByRole('link', { name: /陪母亲住院/ })
    .click()
  await bar(above.page).getByRole('button', { name: '退回', exact: true }).click()
  await dialog(above.page).getByRole('button', { name: '退回' }).click()
  await dialog(above.page).getByText('请填写理由').waitFor()
  t.equal(await state(id), 'above', 'a refusal says why')
  await dialog(above.page).getByLabel('理由').fill('请附住院证明')
  await dialog(above.page).getByRole('button', { name: '退回' }).click()
  await bar(above.page).getByText('草稿').waitFor()
  t.equal(await state(id), 'draft')

  await page.reload()
  await page.getByRole('tab', { name: '办理过程' }).click()
  const refused = page.getByRole('region', { name: '退回' })
  await refused.getByText('请附住院证明').waitFor()
  t.match(await refused.textContent(), /leave-chief.*上级审批到草稿/)
  t.match(await page.getByRole('region', { name: '同意' }).textContent(), /leave-secretary.*意见情况属实/)
  await page.getByRole('tab', { name: '流程图' }).click()
  await page.getByRole('img', { name: '请假审批流程图，当前在“草稿”' }).waitFor()
  t.match(await page.locator('[aria-current="step"]').textContent(), /草稿当前/)
  t.match(await page.getByRole('list', { name: '各步骤' }).textContent(), /同意 → 上级审批支部书记；条件：天数 > 3/)
  for (const visitor of [asking, deciding, above]) t.same(visitor.complaints, [])
})

t.test('many are decided from the list, each as it may be; a decision that another was faster with is told', async t => {
  const { page, complaints, expectRefusal } = await at('leave-secretary')
  const [one, other, draft] = [await ask({ reason: '甲事' }), await ask({ reason: '乙事' }), await ask({ reason: '丙事' })]
  for (const { id } of [one, other]) await act(member, id, 'submit')
  await page.goto('/admin/m/leave.requests')
  await page.getByRole('row', { name: /甲事/ }).getByText('支部审批').waitFor()
  for (const name of ['甲事', '丙事']) await page.getByRole('checkbox', { name: new RegExp(name) }).check()
  await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '办理' }).click()
  await page.getByRole('menuitem', { name: '退回' }).click()
  await dialog(page).getByLabel('理由').fill('一并补材料')
  await dialog(page).getByRole('button', { name: '退回' }).click()
  await dialog(page).getByText('已退回 1 条').waitFor()
  await dialog(page).getByText('当前状态为“草稿”，不能进行此操作（1 条）').waitFor()
  await dialog(page).getByRole('button', { name: '知道了' }).click()
  await page.getByRole('row', { name: /甲事/ }).getByText('草稿').waitFor()
  t.same(await Promise.all([one, other, draft].map(({ id }) => state(id))), ['draft', 'branch', 'draft'])

  await page.getByRole('button', { name: '乙事 的更多操作' }).click()
  await page.getByRole('menuitem', { name: '同意' }).click()
  await dialog(page).getByLabel('意见').waitFor()
  await act(secretary, other.id, 'approve')
  expectRefusal(`${other.id}/transitions/approve`)
  await dialog(page).getByRole('button', { name: '同意' }).click()
  await page.getByText(/这一步已由leave-secretary办理/).waitFor()
  await page.getByRole('row', { name: /乙事/ }).getByText('已批准').waitFor()
  t.same(complaints, [])
})

t.test('who is away says who acts for him, and that one says for whom he decides', async t => {
  const deputy = await platform.person('leave-deputy', 'member', platform.branch, 'own')
  const away = await at('leave-secretary')
  await away.page.goto('/admin/account/delegations')
  await away.page.getByRole('button', { name: '新增委托' }).click()
  await dialog(away.page).getByLabel('开始日期').waitFor()
  await away.context.close()
  const today = todayInShanghai()
  t.equal((await secretary.post('/core/delegations', { delegateId: deputy.id, startOn: today, endOn: today })).status, 201)
  const { id } = await ask({ reason: '丁事' })
  await act(member, id, 'submit')
  const { page, complaints, expectRefusal } = await at('leave-deputy')
  // Deciding for someone shows him where the record stands, and no more of it than he could see before.
  expectRefusal(`${requests}/${id}`)
  await page.getByRole('link', { name: /丁事.*代他人办理/ }).click()
  await bar(page).getByRole('button', { name: '同意' }).click()
  await dialog(page).getByText('代 leave-secretary').waitFor()
  await dialog(page).getByRole('button', { name: '同意' }).click()
  await bar(page).getByText('已批准').waitFor()
  const { body } = await admin.get(`${requests}/${id}/timeline`)
  t.match(body.data.at(-1), { by: { label: 'leave-deputy' }, onBehalfOf: { label: 'leave-secretary' } })
  t.same([...complaints, ...away.complaints], [])
})

t.test('who asks in time finds his point at the desk', async t => {
  await admin.patch(`/core/users/${member.id}`, { phone: '19900007002' })
  const [like] = (await admin.get('/members/members?page[size]=1')).body.data
  const person = { name: '请假人', idNumber: '11010519491231002X', phone: '19900007002', category: like.category, joinedOn: '2001-07-01' }
  t.equal((await admin.post('/members/members', { ...person, organizationId: platform.branch })).status, 201)
  const { page, complaints } = await at('leave-member')
  const { id } = await ask({ reason: '回乡探亲', startOn: '2999-01-01' })
  await page.goto(`/admin/m/leave.requests/${id}`)
  await bar(page).getByRole('button', { name: '提交' }).click()
  await dialog(page).getByRole('button', { name: '提交' }).click()
  await bar(page).getByText('支部审批').waitFor()
  await until(async () => (await member.get('/points/entries')).body.data.length === 1)
  await page.goto('/admin/m/points.entries')
  await page.getByRole('row', { name: /提前请假.*1/ }).waitFor()
  t.same(complaints, [])
})
