import { readFileSync } from 'node:fs'
import { decode } from 'iconv-lite'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { listedIds, openList, rowsOf } from './list-steps.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const browser = await openBrowser(t)
const visitor = await visit(browser, platform.url)
const page = await signInAt(visitor, 'admin')
const bulk = page.getByRole('region', { name: '批量操作' })
const dialog = page.getByRole('dialog')

const found = async (query: string, size = 20): Promise<Body[]> =>
  (await admin.get(`/members/members?page[size]=${size}&${query}`)).body.data

t.test('chosen records are deleted after a question, lie in the history list, and are restored from there', async t => {
  const [one, two, three] = await found('sort=-createdAt')
  await openList(page, 'members.members', '?sort=-createdAt')
  await page
    .getByRole('checkbox', { name: `选择 ${one.name}` })
    .first()
    .check()
  await page
    .getByRole('checkbox', { name: `选择 ${two.name}` })
    .first()
    .check()
  await bulk.getByRole('button', { name: '删除' }).click()
  t.equal((await admin.get(`/members/members/${one.id}`)).body.name, one.name, 'asking deletes nothing')
  await dialog.getByRole('button', { name: '删除' }).click()
  await dialog.getByText('已删除 2 条。').waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  const gone = async () => (await found(`deleted=true&filter[id][in]=${one.id},${two.id},${three.id}`)).map(member => member.id).sort()
  t.same(await gone(), [one.id, two.id].sort())
  await openList(page, 'members.member-history')
  await page.getByRole('checkbox', { name: '选择本页全部' }).check()
  await bulk.getByRole('button', { name: '还原' }).click()
  await dialog.getByRole('button', { name: '还原' }).click()
  await page
    .getByRole('dialog')
    .getByText(/^已还原/)
    .waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  await page.getByText('历史库是空的').waitFor()
  t.same(await gone(), [])
})

t.test('whoever may not do something is not offered it', async t => {
  const other = await visit(browser, platform.url)
  const screen = (await (await platform.signIn('secretary')).get('/core/screens/members/member')).body
  const desk = await signInAt(other, 'secretary')
  await openList(desk, 'members.members')
  await desk.getByRole('checkbox', { name: '选择本页全部' }).check()
  for (const [action, button] of [
    ['create', /新增党员/],
    ['delete', /^删除/],
    ['export', /导出$/],
    ['remind', /短信提醒/],
  ] as const)
    t.equal((await desk.getByRole('button', { name: button }).count()) > 0, screen.can.includes(action), action)
  const member = await visit(browser, platform.url)
  const home = await signInAt(member, 'member')
  await home.goto('/admin/m/members.members')
  await home.getByRole('heading', { level: 1 }).or(home.getByText('不能打开')).first().waitFor()
  for (const name of [/新增/, /^删除/, /导出/]) t.equal(await home.getByRole('button', { name }).count(), 0)
  t.same([...other.complaints, ...member.complaints], [])
  await other.context.close()
  await member.context.close()
})

t.test('a record is deleted for good only once that was typed', async t => {
  const [{ organization }] = (await found('sort=createdAt')) as [Body]
  // Somebody of whom nothing else tells: who has points stays.
  const { body: one } = await admin.post('/members/members', {
    ...{ organizationId: organization.id, name: '误登记', idNumber: '11010519491231002X' },
    ...{ category: 'full', joinedOn: '1970-07-01', regularOn: '1971-07-01' },
  })
  t.equal((await admin.delete(`/members/members/${one.id}`)).status, 204)
  await openList(page, 'members.member-history')
  await page.getByRole('button', { name: `彻底删除 ${one.name}` }).click()
  const erase = dialog.getByRole('button', { name: '彻底删除' })
  t.ok(await erase.isDisabled())
  await dialog.getByRole('textbox').fill('删除')
  t.ok(await erase.isDisabled(), 'not by half of it')
  await dialog.getByRole('textbox').fill('彻底删除')
  await erase.click()
  await dialog.getByText('已彻底删除 1 条。').waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  t.equal((await admin.get(`/members/members/${one.id}`)).status, 404)
  t.same(await found(`deleted=true&filter[id][eq]=${one.id}`), [])
})

t.test('everything that is found is done step by step, and what is not found is left alone', async t => {
  const all = await found('filter[name][like]=明', 200)
  const before = Number((await admin.get('/members/members?count=exact&page[size]=1')).body.page.total)
  await openList(page, 'members.members', '?if=name.like:明')
  await page
    .getByRole('checkbox', { name: /^选择 / })
    .first()
    .check()
  await bulk.getByRole('button', { name: '选择查到的全部记录' }).click()
  await bulk.getByText(`共 ${all.length} 条`).waitFor()
  await bulk.getByRole('button', { name: '删除' }).click()
  await dialog.getByRole('button', { name: '删除' }).click()
  await dialog.getByText(`已删除 ${all.length} 条。`).waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  t.equal(Number((await admin.get('/members/members?count=exact&page[size]=1')).body.page.total), before - all.length)
  const back = await admin.post('/members/members/bulk', { action: 'restore', ids: all.map(member => member.id) })
  t.equal(back.status, 200)
})

t.test('those chosen get a reminder by SMS', async t => {
  const [one, two] = await found('sort=name')
  await openList(page, 'members.members', '?sort=name')
  for (const { name } of [one, two])
    await page
      .getByRole('checkbox', { name: `选择 ${name}` })
      .first()
      .check()
  await bulk.getByRole('button', { name: '短信提醒' }).click()
  await dialog.getByRole('textbox', { name: '短信内容' }).fill('请参加周五的支部大会。')
  await dialog.getByRole('button', { name: '短信提醒' }).click()
  await dialog.getByText('已提交 2 人的提醒').waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  const { body } = await admin.get('/core/jobs?sort=-createdAt&page[size]=1')
  t.match((await admin.jobEnd(body.data[0].id)).result, { sent: 2 })
})

t.test('an export holds the rows that are found, in the columns and the encoding asked for', async t => {
  const expected = await found('filter[category][in]=probationary&sort=name', 200)
  await openList(page, 'members.members', '?if=category.in:probationary&sort=name')
  await page.getByRole('button', { name: /导出$/ }).click()
  await dialog.getByRole('radio', { name: /GB 18030/ }).check()
  await dialog.getByRole('checkbox', { name: '手机号' }).uncheck()
  const taking = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '导出' }).click()
  const lines = decode(readFileSync(await (await taking).path()), 'gb18030')
    .trim()
    .split('\r\n')
  t.match(lines[0], /姓名/)
  t.notMatch(lines[0], /手机号/)
  t.same(lines.length - 1, expected.length, 'one line each')
  t.ok(expected.every((member, at) => lines[at + 1]!.includes(member.name)))
})

t.test('rows are gone through and opened by the keyboard', async t => {
  const [one, two] = await found('')
  await openList(page, 'members.members')
  t.same((await listedIds(page, [])).slice(0, 2), [one.id, two.id])
  await rowsOf(page).first().focus()
  await page.keyboard.press('Space')
  await bulk.getByText('已选 1 条').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/members.members/${two.id}`)
})

t.test('nothing serious on the page stands in the way of those who hear it or use the keyboard', async t => {
  await openList(page, 'members.members', '?if=category.in:probationary&sort=name')
  await page.getByRole('checkbox', { name: '选择本页全部' }).check()
  await page.evaluate(readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'))
  const wrong: { id: string; impact: string; nodes: { html: string }[] }[] = await page.evaluate(
    '(async () => (await axe.run("#page", { resultTypes: ["violations"] })).violations)()',
  )
  const serious = wrong.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  t.same(
    serious.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)]),
    [],
  )
})

t.test('nothing on the way complained', t => {
  t.same(visitor.complaints, [])
  t.end()
})
