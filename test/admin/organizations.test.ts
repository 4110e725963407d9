import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const browser = await openBrowser(t)
const admin = await platform.signIn('admin')
const visitor = await visit(browser, platform.url)
const page = await signInAt(visitor, 'admin')

const line = (name: string) => page.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) })
const details = (name: string) => page.getByRole('region', { name, exact: true })
const named = async (shortName: string, who = admin): Promise<Body> =>
  (await who.get(`/core/organizations?filter[shortName][eq]=${shortName}`)).body.data[0]
const children = async (id: string, who: Client = admin): Promise<Body[]> =>
  (await who.get(`/core/organizations/tree?parentId=${id}&page[size]=200`)).body.data
const membersBelow = async (shortName: string): Promise<number> => {
  const one = await named(shortName)
  const siblings = one.parent ? await children(one.parent.id) : (await admin.get('/core/organizations/tree')).body.data
  return siblings.find((sibling: Body) => sibling.id === one.id).counts['members/member'].below
}
/** Waits until these lines of the tree follow each other, whatever stands between. */
async function inOrder(...names: string[]): Promise<void> {
  await page.waitForFunction(wanted => {
    const shown = [...document.querySelectorAll('.org-line-name')].map(one => one.textContent)
    const places = wanted.map(name => shown.indexOf(name))
    return places.every((place, at) => place >= 0 && (at === 0 || places[at - 1]! < place))
  }, names)
}
const picked = (found: string | RegExp) => page.locator('.ant-select-tree-title:visible', { hasText: found })
async function open(name: string): Promise<void> {
  await line(name).click()
  await line(name).and(page.locator('[aria-selected=true]')).waitFor()
}
/** A new one below that, made as another admin would, past this page. */
async function made(parent: string, shortName: string): Promise<Body> {
  const { id } = await named(parent)
  return (await admin.post('/core/organizations', { parentId: id, name: `中共${shortName}`, shortName, category: '631' })).body
}

await page.goto('/admin/m/core.organizations')
await line('青棠区委').waitFor()

t.test('the tree shows the highest level, and asks for another only when it is opened', async t => {
  const asked: string[] = []
  page.on('request', request => {
    if (request.url().includes('/organizations/tree')) asked.push(request.url())
  })
  t.equal(await page.getByRole('treeitem').count(), 7, 'the city committee and those directly below')
  const district = await named('青棠区委')
  await page.getByRole('tree').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await line('柳堤街道党委').waitFor()
  t.same(
    asked.map(url => new URL(url).searchParams.get('parentId')),
    [district.id],
  )
  await page.keyboard.press('ArrowLeft')
  await line('柳堤街道党委').waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowRight')
  await line('柳堤街道党委').waitFor()
  t.equal(asked.length, 1, 'what is there is not asked for again')
})

t.test('a search by pinyin opens the way to what it finds', async () => {
  await page.getByLabel('查找党组织').fill('wcsq')
  await page.locator('.org-found', { hasText: '望潮社区支部' }).waitFor()
  await page.keyboard.press('Enter')
  await line('望潮社区党支部').waitFor()
  await details('中共青棠区柳堤街道望潮社区支部委员会').waitFor()
})

t.test('one is added below another by the form, and stands in the tree', async t => {
  const town = await named('枫畔镇党委')
  await open('枫畔镇党委')
  await details(town.name).getByRole('button', { name: '新增下级' }).click()
  await page.getByLabel('党组织全称').fill('中共枫畔镇新塘村支部委员会')
  await page.getByLabel('党组织简称').fill('新塘村党支部')
  await page.getByRole('combobox', { name: '类别' }).click()
  await page.locator('.ant-select-dropdown:visible').getByText('党支部', { exact: true }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await line('新塘村党支部').and(page.locator('[aria-selected=true]')).waitFor()
  t.equal((await named('新塘村党支部')).parent.id, town.id)
})

t.test('a move by dialog tells first what goes along, refuses a circle in the server’s words, and takes the subtree', async t => {
  const [town, district, from] = [await named('柳堤街道党委'), await named('禾渡区委'), await named('青棠区委')]
  const [before, after] = [await membersBelow('青棠区委'), await membersBelow('禾渡区委')]
  const moving = await membersBelow('柳堤街道党委')
  await open('柳堤街道党委')
  const toMove = async (typed: string, found: RegExp) => {
    await page.getByRole('combobox', { name: '迁到哪个党组织之下' }).fill(typed)
    await picked(found).click()
  }
  await details(town.name).getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '迁移' }).click()
  visitor.expectRefusal('/impact')
  await toMove('望潮社区', /望潮社区支部/)
  await page.getByText('不能迁移到自己或自己的下级党组织之下').waitFor()
  const dialog = page.getByRole('dialog')
  t.ok(await dialog.getByRole('button', { name: '迁移', exact: true }).isDisabled())
  await toMove('禾渡区委员会', /禾渡区委员会/)
  const impact = dialog.getByRole('region', { name: '将随之变动' })
  await impact.waitFor()
  t.match(await impact.textContent(), /党组织\s*5 个/)
  t.match(await impact.textContent(), new RegExp(`党员\\s*${moving}`))
  t.equal((await named('柳堤街道党委')).parent.id, from.id, 'nothing has moved yet')
  await dialog.getByLabel('批复文号').fill('澜组〔2026〕3号')
  await dialog.getByRole('button', { name: '迁移', exact: true }).click()
  await page.getByText('已迁移').waitFor()
  t.equal((await named('柳堤街道党委')).parent.id, district.id)
  t.same([await membersBelow('青棠区委'), await membersBelow('禾渡区委')], [before - moving, after + moving])
  await line('禾渡区委')
    .getByText(`/ ${after + moving}`)
    .waitFor()
  await page.getByRole('tab', { name: '变更历史' }).click()
  await page.getByText('澜组〔2026〕3号').waitFor()
})

t.test('dragged onto another it asks in the same dialog; dragged before a sibling it is put there', async t => {
  const [district, town] = [await named('青棠区委'), await named('柳堤街道党委')]
  await line('柳堤街道党委').dragTo(line('青棠区委'))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('region', { name: '将随之变动' }).waitFor()
  t.equal((await named('柳堤街道党委')).parent.label, '中共澜屏市禾渡区委员会', 'nothing has moved yet')
  await dialog.getByRole('button', { name: '迁移', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  t.equal((await named('柳堤街道党委')).parent.id, district.id)
  const places = await asOwner(
    platform,
    `select p.path || right(o.path, 7) = o.path as fits, o.depth from core.organization o join core.organization p on p.id = o.parent_id
     where o.id = $1 or o.parent_id = $1 order by o.depth`,
    [town.id],
  )
  t.same(places, [{ fits: true, depth: 3 }, ...Array(4).fill({ fits: true, depth: 4 })], 'with paths that follow the parents')
  await inOrder('青棠区委', '柳堤街道党委', '枫畔镇党委', '禾渡区委')
  await line('枫畔镇党委').dragTo(line('柳堤街道党委'), { targetPosition: { x: 120, y: 5 } })
  await inOrder('青棠区委', '枫畔镇党委', '柳堤街道党委', '禾渡区委')
  t.same(
    (await children(district.id)).map(one => one.shortName),
    ['枫畔镇党委', '柳堤街道党委'],
  )
})

t.test('one is merged into another, another dissolved, and both are gone from the tree', async t => {
  const [first, second] = [await made('枫畔镇党委', '甲支部'), await made('枫畔镇党委', '乙支部')]
  await page.reload()
  await line('青棠区委').waitFor()
  await page.goto(`/admin/m/core.organizations/${first.id}`)
  const dialog = page.getByRole('dialog')
  const act = async (name: string, event: string) => {
    await details(name).getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name: event }).click()
  }
  await act('中共甲支部', '合并')
  await page.getByRole('combobox', { name: '并入哪个党组织' }).fill('乙支部')
  await picked('中共乙支部').click()
  await dialog.getByRole('region', { name: '将随之变动' }).waitFor()
  await dialog.getByRole('button', { name: '合并', exact: true }).click()
  await details('中共乙支部').waitFor()
  t.match((await admin.get(`/core/organizations/${first.id}`)).body, { state: 'merged', mergedInto: { id: second.id } })
  await line('甲支部').waitFor({ state: 'detached' })
  await act('中共乙支部', '撤销')
  await dialog.getByRole('button', { name: '撤销', exact: true }).click()
  await details('中共乙支部').getByText('已撤销').first().waitFor()
  await line('乙支部').waitFor({ state: 'detached' })
  t.equal((await admin.get(`/core/organizations/${second.id}`)).body.state, 'dissolved')
})

t.test('an admin is set and dismissed, and what still holds people is not deleted', async t => {
  const district = await named('禾渡区委')
  await open('禾渡区委')
  await page.getByRole('tab', { name: '管理员' }).click()
  await page.getByRole('button', { name: '设置管理员' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '人员' }).click()
  await dialog.getByRole('combobox', { name: '人员' }).fill('区委组织管理员')
  await page.locator('.ant-select-item-option:visible', { hasText: '区委组织管理员' }).click()
  await dialog.getByRole('button', { name: '设置', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  const grants = async () => (await admin.get(`/core/grants?filter[organizationId][eq]=${district.id}`)).body.data
  t.match(await grants(), [{ user: { label: '区委组织管理员' }, role: { label: '组织管理员' }, scope: 'subtree' }])
  await page.getByRole('button', { name: '撤销区委组织管理员的组织管理员权限' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '撤销', exact: true }).click()
  await page.getByText('还没有专门的管理员').waitFor()
  t.same(await grants(), [])
  visitor.expectRefusal(`/api/v1/core/organizations/${district.id}`)
  await details(district.name).getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click()
  await page.getByText('该党组织仍有下级组织或人员，不能删除').waitFor()
  t.equal((await admin.get(`/core/organizations/${district.id}`)).status, 200)
})

t.test('an organization admin sees his own part alone', async t => {
  const other = await visit(browser, platform.url)
  const own = await signInAt(other, 'orgadmin')
  await own.goto('/admin/m/core.organizations')
  await own.getByRole('tree').getByText('枫畔镇党委', { exact: true }).waitFor()
  t.equal(await own.getByRole('tree').getByText('澜屏市委', { exact: true }).count(), 0)
  t.equal(await own.getByRole('tree').getByText('禾渡区委', { exact: true }).count(), 0)
  await own.getByLabel('查找党组织').fill('禾渡')
  await own.getByText('没有找到').waitFor()
  t.same(other.complaints, [])
  await other.context.close()
})

t.test('who may only read finds no tabs that would be refused to him', async t => {
  const other = await visit(browser, platform.url)
  const own = await signInAt(other, 'member')
  await own.goto('/admin/m/core.organizations')
  // A line that says that the tree is still coming opens nothing.
  await own.locator('.org-line-name').first().click()
  await own.getByRole('tab', { name: '权限说明' }).click()
  await own.getByText(/您在.*的角色是/).waitFor()
  t.same(await own.getByRole('tab').allTextContents(), ['基本信息', '下级组织', '权限说明'])
  t.equal(await own.getByRole('button', { name: '编辑' }).count(), 0)
  t.same(other.complaints, [])
  await other.context.close()
})

t.test('nothing went wrong on the way', async t => t.same(visitor.complaints, []))
