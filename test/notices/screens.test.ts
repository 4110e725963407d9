import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const browser = await openBrowser(t)

t.test('a recipient reads a notice and confirms it; the sender sees that one more has', async t => {
  const secretary = await platform.signIn('secretary')
  const { body } = await secretary.get('/notices/notices?filter[asksConfirmation][eq]=true')
  const { id, title } = body.data[0]
  const confirmed = async () => (await secretary.get(`/notices/notices/${id}/figures`)).body.confirmed as number
  const before = await confirmed()

  const visitor = await visit(browser, platform.url)
  const page = await signInAt(visitor, 'member')
  await page.goto('/admin/m/notices.inbox')
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: '确认已知悉' }).click()
  await page.getByText(/^已于 .* 确认$/).waitFor()
  t.equal(await confirmed(), before + 1)
  t.same(visitor.complaints, [])

  const sender = await visit(browser, platform.url)
  const desk = await signInAt(sender, 'secretary')
  await desk.goto(`/admin/m/notices.notices/${id}`)
  const figures = desk.getByRole('region', { name: '阅读情况' })
  await figures.waitFor()
  t.match((await figures.textContent()) ?? '', new RegExp(`已确认${before + 1}`))
  t.same(sender.complaints, [])
})

t.test('a member’s certificate is opened from his record, and its PDF is given', async t => {
  const visitor = await visit(browser, platform.url)
  const page = await signInAt(visitor, 'secretary')
  const secretary = await platform.signIn('secretary')
  const [member] = (await secretary.get('/members/members?page[size]=1')).body.data
  await page.goto(`/admin/m/members.members/${member.id}`)
  await page.getByRole('link', { name: '查看、打印党员活动证' }).click()
  await page.getByRole('article', { name: `${member.name}的党员活动证` }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '打印（PDF）' }).click()
  t.equal((await download).suggestedFilename(), '党员活动证.pdf')
  t.match((await secretary.get('/certificate/prints')).body.data, [{ member: { id: member.id } }])
  t.same(visitor.complaints, [])
})
