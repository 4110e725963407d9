import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { newUser, roleNamed } from '../isolation/people.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { until } from '../support/server-process.ts'
import { openBook } from './book.ts'

const book = await openBook(t)
const { platform, admin, entries, settled } = book
const browser = await openBrowser(t)
const self = (await (await platform.signIn('member')).get('/core/profile')).body.record
const { body: member } = await admin.get(`/members/members/${self.id}?include=organization`)
await newUser(platform, admin, 'points-secretary', [
  { roleId: await roleNamed(admin, 'secretary'), organizationId: member.organization.id, scope: 'organization' },
])

const dialog = (page: Page): Locator => page.getByRole('dialog')
const bar = (page: Page): Locator => page.getByRole('region', { name: '办理', exact: true })

/** Types what is searched for and takes the first that is found, by keyboard; `absent` is not among them. */
async function pick(page: Page, label: string, name: string, absent?: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(name)
  const offered = page.locator('.ant-select-dropdown:visible')
  await offered.getByText(name).first().waitFor()
  if (absent) t.equal(await offered.getByText(absent).count(), 0, `${absent} is not offered`)
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
}

/** Someone at the desk, on a screen of his own. */
async function at(who: string) {
  const visitor = await visit(browser, platform.url)
  return { ...visitor, page: await signInAt(visitor, who) }
}

t.test('a member claims at his desk, his branch agrees, and the points stand there; the admin takes them back', async t => {
  await admin.post('/points/claim-rules', { name: '调解纠纷', category: 'vanguard', points: 5 })
  const { body: off } = await admin.post('/points/claim-rules', { name: '调解旧规则', category: 'vanguard', points: 5 })
  t.equal((await admin.post(`/points/claim-rules/${off.id}/transitions/switch-off`)).status, 200)
  const claiming = await at('member')
  await claiming.page.goto('/admin/m/points.claims/new')
  await pick(claiming.page, '党员', member.name)
  await pick(claiming.page, '申报规则', '调解', '调解旧规则')
  await claiming.page.getByLabel('事项', { exact: true }).fill('调解邻里用水纠纷')
  await claiming.page.getByLabel('日期', { exact: true }).fill('2026-06-01')
  await claiming.page.keyboard.press('Tab')
  await claiming.page.getByRole('button', { name: '保存', exact: true }).click()
  await claiming.page.getByRole('heading', { name: '调解邻里用水纠纷' }).waitFor()
  const [claim] = (await admin.get('/points/claims?q=调解邻里用水纠纷')).body.data
  t.match(claim, { points: 5, state: 'draft', happenedOn: '2026-06-01' })
  await claiming.page.goto(`/admin/m/points.claims/${claim.id}`)
  await bar(claiming.page).getByRole('button', { name: '提交' }).click()
  await dialog(claiming.page).getByRole('button', { name: '提交' }).click()
  await bar(claiming.page).getByText('审核中').waitFor()

  const deciding = await at('points-secretary')
  await deciding.page.getByRole('link', { name: /我的待办/ }).click()
  await deciding.page.getByRole('link', { name: /调解邻里用水纠纷/ }).click()
  await bar(deciding.page).getByRole('button', { name: '通过' }).click()
  await dialog(deciding.page).getByRole('button', { name: '通过' }).click()
  await bar(deciding.page).getByText('已审核').waitFor()
  await settled()

  await claiming.page.goto('/admin/m/points.entries')
  await claiming.page.getByRole('row', { name: /调解邻里用水纠纷.*发挥作用/ }).waitFor()

  const rejecting = await at('admin')
  await rejecting.page.goto(`/admin/m/points.claims/${claim.id}`)
  await bar(rejecting.page).getByRole('button', { name: '驳回' }).click()
  await dialog(rejecting.page).getByLabel('理由').fill('双方当事人都说没有此事')
  await dialog(rejecting.page).getByRole('button', { name: '驳回' }).click()
  await bar(rejecting.page).getByText('已驳回').waitFor()
  await settled()
  t.same(
    (await entries({ id: member.id, organizationId: member.organization.id })).map(entry => entry.points),
    [5, -5],
  )
  for (const visitor of [claiming, deciding, rejecting]) t.same(visitor.complaints, [])
})

t.test('the admin sets the score of a rule in its form, and may change no more of it', async t => {
  const { page, complaints } = await at('admin')
  await page.goto('/admin/m/points.rules')
  await page.getByRole('link', { name: '发布学习心得', exact: true }).click()
  await page.getByRole('button', { name: '修改' }).click()
  const score = page.getByRole('spinbutton', { name: '分值' })
  await score.waitFor()
  t.equal(await page.getByRole('textbox', { name: '规则' }).count(), 0)
  await score.fill('4')
  await page.getByRole('button', { name: '保存' }).click()
  await until(async () => (await admin.get('/points/rules?filter[title][eq]=发布学习心得')).body.data[0]?.points === 4)
  t.same(complaints, [])
})
