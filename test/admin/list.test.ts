import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { choose } from '../support/choose.ts'
import type { Body } from '../support/client.ts'
import { pickUp } from '../support/pick-up.ts'
import { startPlatform } from '../support/platform.ts'
import { listedIds, listedNames, openList, pickDay, pickOrganization, rowsOf } from './list-steps.ts'

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
  const [someone] = await found('sort=name')
  const pickBranch = () => pickOrganization(page, '条件内容', someone.organization.label)
  const cases: [string, string | undefined, () => Promise<void>, string, RegExp][] = [
    ['是否失联', undefined, () => choose(page, '条件内容', '否'), 'filter[isOutOfContact][eq]=false', /是否失联：否/],
    ['党组织名称', '是', pickBranch, `filter[organizationId][eq]=${someone.organization.id}`, /党组织名称：中共/],
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

t.test('conditions hold together or one of them is enough; a condition is changed and taken away at its chip', async t => {
  await openList(page, 'members.members', '?if=category.in:probationary&if=name.like:明')
  const chips = page.getByRole('region', { name: '筛选条件' })
  const both = await names('filter[category][in]=probationary&filter[name][like]=明')
  t.same(await listedNames(page, both), both)
  await chips.getByText('满足任一').click()
  const either = await names('filter[or][0][category][in]=probationary&filter[or][1][name][like]=明')
  t.same(await listedNames(page, either), either)
  await chips.getByRole('button', { name: '姓名包含“明”' }).click()
  await page.getByRole('textbox', { name: '条件内容' }).fill('华')
  await page.getByRole('button', { name: '修改条件' }).click()
  const changed = await names('filter[or][0][category][in]=probationary&filter[or][1][name][like]=华')
  t.same(await listedNames(page, changed), changed)
  await chips.getByRole('button', { name: '去掉条件：党员类别' }).click()
  const one = await names('filter[name][like]=华')
  t.same(await listedNames(page, one), one)
  await page.goto('/admin/m/members.members?if=name.like:没有这个人')
  await page.getByText('没有符合条件的党员').waitFor()
  await page.getByRole('button', { name: '清除全部条件' }).click()
  const all = await names('')
  t.same(await listedNames(page, all), all)
})

t.test('of an organization the list shows what is below as well, or what is its own, as the switch says', async t => {
  const { body } = await admin.get('/core/organizations?filter[depth][eq]=2&page[size]=1')
  const county = body.data[0]
  await openList(page, 'members.members')
  await pickOrganization(page, '党组织', county.name)
  const scoped = (scope: string) => names(`organizationId=${county.id}&scope=${scope}`)
  const below = await scoped('subtree')
  t.ok(below.length > 0)
  t.same(await listedNames(page, below), below)
  await page.getByText('本组织', { exact: true }).click()
  t.same(await listedNames(page, await scoped('organization')), await scoped('organization'))
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
  await page.getByRole('button', { name: '按“姓名”排序' }).click()
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
  await pickUp(page, '拿起了手机号')
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

t.test('nothing on the way complained', t => {
  t.same(visitor.complaints, [])
  t.end()
})
