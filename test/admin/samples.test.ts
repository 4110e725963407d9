import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const { url, signIn } = await startPlatform(t)
const visitor = await visit(await openBrowser(t), url)
const page = await signInAt(visitor, 'member')
const api = await signIn('member')

t.test('a member begins a pledge with a sample, and keeps what he had filled in before', async t => {
  await page.goto('/admin/m/pledges.pledges/new')
  await page.getByLabel('承诺日期').fill('2026-02-03')
  // Enter would save the form as well.
  await page.getByLabel('承诺日期').press('Tab')
  await page.getByRole('button', { name: '参考范文' }).click()
  const samples = page.getByRole('dialog', { name: '党员承诺范文' })
  await samples.getByRole('heading', { name: '一句话承诺' }).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), samples.getByRole('link', { name: '下载联系农户' }).click()])
  t.equal(download.suggestedFilename(), '联系农户.docx')
  await samples.getByRole('button', { name: '使用联系农户' }).click()
  await samples.waitFor({ state: 'detached' })
  t.match(await page.getByLabel('承诺内容').inputValue(), /包联的十户人家/)
  await page.getByLabel('党员', { exact: true }).press('ArrowDown')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已新增党员承诺').waitFor()
  const [pledge] = (await api.get('/pledges/pledges?sort=-createdAt&page[size]=1')).body.data
  t.match(pledge, { kind: 'one-sentence', pledgedOn: '2026-02-03' })
  t.ok(pledge.organization.id, 'the organization is the member’s')
  t.same(visitor.complaints, [])
})
