import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { choose, listedIds, listedNames, openList, pickDay, rowsOf } from './list-steps.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const browser = await openBrowser(t)
const visitor = await visit(browser, platform.url)
const page = await signInAt(visitor, 'admin')

const found = async (query: string): Promise<Body[]> => (await admin.get(`/members/members?page[size]=20&${query}`)).body.data
const names = async (query: string) => (await found(query)).map(member => member.name)

/** Filters the list by one condition, as people do. */
async function filterBy(field: string, how: string | undefined, fill: () => Promise<void>) {
  await page.getByRole('button', { name: /筛选$/ }).click()
  await choose(page, '字段', field)
  if (how) await choose(page, '比较方式', how)
  await fill()
  await page.getByRole('button', { name: '添加条件' }).click()
  await page.getByRole('button', { name: '添加条件' }).waitFor({ state: 'hidden' })
}
const fillText = (text: string) => page.getByLabel('条件内容').fill(text)

t.test('each kind of field is filtered in its own way, and the chips say how', async t => {
  const cases: [string, string | undefined, () => Promise<void>, string, RegExp][] = [
    ['姓名', undefined, () => fillText('明'), 'filter[name][like]=明', /姓名包含“明”/],
    ['党员类别', undefined, () => choose(page, '条件内容', '预备党员'), 'filter[category][in]=probationary', /党员类别：预备党员/],
    ['入党日期', '不小于', () => pickDay(page, '2020-01-01'), 'filter[joinedOn][gte]=2020-01-01', /入党日期：2020-01-01 及以后/],
    ['学位', '是否填写', () => choose(page, '条件内容', '已填写'), 'filter[degree][null]=false', /学位：已填写/],
  ]
  for (const [field, how, fill, query, words] of cases) {
    await openList(page, 'members.members')
    await filterBy(field, how, fill)
    await page.getByRole('region', { name: '筛选条件' }).getByText(words).waitFor()
    const expected = await names(query)
    t.ok(expected.length > 0, `${field} finds some`)
    t.same(await listedNames(page, expected), expected, field)
  }
})

t.test('the quick search finds by initials; a reload and a step back show the same again', async t => {
  await openList(page, 'members.members')
  const before = await listedNames(page, await names(''))
  await page.keyboard.press('/')
  await page.keyboard.type('zw')
  const expected = await names('q=zw')
  t.same(await listedNames(page, expected), expected)
  t.match(page.url(), /q=zw/)
  await page.reload()
  t.same(await listedNames(page, expected), expected)
  await page.getByRole('button', { name: '按姓名排序' }).click()
  const sorted = await names('q=zw&sort=name')
  t.same(await listedNames(page, sorted), sorted)
  await page.goBack()
  t.same(await listedNames(page, expected), expected)
  t.ok(before.length > 0)
})

t.test('turning the pages shows every record once, and leads back to the first', async t => {
  const query = 'filter[category][in]=probationary&page[size]=200'
  const all = (await admin.get(`/members/members?${query}`)).body.data.map((member: Body) => member.id)
  t.ok(all.length > 20 && all.length < 200, `${all.length} on several pages`)
  await openList(page, 'members.members', '?if=category.in:probationary')
  await page.getByText(`共 ${all.length} 条`).waitFor()
  const seen = await listedIds(page, all.slice(0, 20))
  while (seen.length < all.length) {
    await page.getByRole('button', { name: /下一页/ }).click()
    seen.push(...(await listedIds(page, all.slice(seen.length, seen.length + 20))))
  }
  t.same(seen, all)
  t.ok(await page.getByRole('button', { name: /下一页/ }).isDisabled())
  const last = await listedIds(page, all.slice(-(all.length % 20 || 20)))
  await page.reload()
  t.same(await listedIds(page, last), last, 'the same page after a reload')
  await page.getByRole('button', { name: '第一页' }).click()
  t.same(await listedIds(page, all.slice(0, 20)), all.slice(0, 20))
})

t.test('columns that were chosen, moved by the keyboard, pinned and widened are there again after a reload', async t => {
  const heads = () => page.locator('.ant-table-header th .list-head').allTextContents()
  await openList(page, 'members.members')
  await page.getByRole('button', { name: '列设置' }).click()
  const shown = page.getByRole('list', { name: '显示的列' })
  await shown.getByRole('checkbox', { name: '身份证号' }).click()
  await page.getByRole('list', { name: '其他列' }).getByRole('checkbox', { name: '转正日期' }).click()
  await shown.getByRole('button', { name: '移动手机号' }).focus()
  await page.keyboard.press('Space')
  await shown.locator('li[data-dragging]').waitFor()
  await page.keyboard.press('ArrowUp')
  await page.getByText('手机号移到了党组织名称的位置').waitFor({ state: 'attached' })
  await page.keyboard.press('Space')
  await page.getByText('放下了手机号').waitFor({ state: 'attached' })
  await shown.getByRole('listitem').filter({ hasText: '性别' }).getByTitle('固定在左侧').click()
  await page.getByRole('separator', { name: '姓名列宽' }).focus()
  await page.keyboard.press('ArrowRight')
  const expected = ['性别', '姓名', '手机号', '党组织名称', '出生日期', '年龄', '民族', '转正日期']
  t.same(await heads(), expected)
  await page.reload()
  await rowsOf(page).first().waitFor()
  t.same(await heads(), expected)
  t.equal(await page.getByRole('separator', { name: '姓名列宽' }).getAttribute('aria-valuenow'), '156')
  await page.getByRole('button', { name: '列设置' }).click()
  await page.getByRole('button', { name: '恢复默认' }).click()
  t.ok((await heads()).includes('身份证号'))
})

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
  await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '删除' }).click()
  t.equal((await admin.get(`/members/members/${one.id}`)).body.name, one.name, 'asking deletes nothing')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '删除' }).click()
  await dialog.getByText('已删除 2 条。').waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  const gone = async () => (await found(`deleted=true&filter[id][in]=${one.id},${two.id},${three.id}`)).map(member => member.id).sort()
  t.same(await gone(), [one.id, two.id].sort())
  await openList(page, 'members.member-history')
  await page.getByRole('checkbox', { name: '选择本页全部' }).check()
  await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '还原' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '还原' }).click()
  await page
    .getByRole('dialog')
    .getByText(/^已还原/)
    .waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '知道了' }).click()
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

t.test('nothing on the way complained', t => {
  t.same(visitor.complaints, [])
  t.end()
})
