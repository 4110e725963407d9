import t, { type Test } from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { freshTenant } from './fresh-tenant.ts'
import { newMember } from './new-member.ts'

const platform = await startPlatform(t)
const { admin, code: tenant, rootId, password } = await freshTenant(platform)
const onPhone = await platform.signIn('chief', { tenant, password, channel: 'mini-program' })
const neighbour = await platform.signIn('admin')

const keys = async (who: Client, query = ''): Promise<string[]> =>
  (await who.get(`/core/menus${query}`)).body.data.map((one: Body) => one.key)
const change = (device: string, key: string, body: unknown, who = admin) => who.patch(`/core/menus/${device}/${key}`, body)
/** Switches a menu off, and on again after the test. */
async function off(t: Test, device: string, ...menus: string[]): Promise<void> {
  for (const key of menus) t.equal((await change(device, key, { on: false })).status, 200)
  t.teardown(async () => {
    for (const key of menus) await change(device, key, { on: true })
  })
}

t.test('a person finds the menus of what he may do', async t => {
  const ofAdmin = await keys(admin)
  for (const key of [
    'core.organizations',
    'core.users',
    'core.menus',
    'core.plugins',
    'members.members',
    'members.member-history',
    'honors.honor-wall',
  ])
    t.ok(ofAdmin.includes(key), key)
  t.notOk(ofAdmin.includes('core.activation-codes'), 'and not the operator’s')
  t.notOk((await keys(admin, '?all=true')).includes('core.tenants'))
  const ofMember = await keys(await platform.signIn('member'))
  t.notOk(ofMember.includes('members.member-history'))
  t.notOk(ofMember.includes('core.audit'))
  t.notOk(ofMember.includes('core.users'), 'who reads nobody but himself has no users to see to')
  t.ok((await keys(onPhone)).includes('members.my-profile'), 'a phone is told the phone’s')
  t.equal((await admin.get('/core/menus?device=tv')).status, 400)
  t.equal((await admin.get('/core/menus?colour=red')).status, 400)
})

t.test('the operator finds what is there to operate: what is for units with members is not at the platform’s own desk', async t => {
  const operator = await platform.signIn('operator')
  for (const found of [await keys(operator), await keys(operator, '?all=true')]) {
    for (const key of ['core.tenants', 'core.activation-codes', 'core.users', 'core.roles', 'core.menus', 'core.audit'])
      t.ok(found.includes(key), key)
    for (const key of ['core.organizations', 'core.posts', 'core.plugins', 'core.own-fields', 'core.sso']) t.notOk(found.includes(key), key)
    t.same(
      found.filter(key => !key.startsWith('core.')),
      [],
      'no plugin’s',
    )
  }
  t.equal((await change('desktop', 'members.members', { on: false }, operator)).status, 404)
})

t.test('a menu is renamed, regrouped and given another icon, here alone', async t => {
  const changed = await change('desktop', 'members.members', { title: '党员花名册', icon: 'book', group: '队伍' })
  t.match(changed.body, { key: 'members.members', title: '党员花名册', icon: 'book', group: '队伍', on: true })
  const find = async (who: Client) => (await who.get('/core/menus')).body.data.find((one: Body) => one.key === 'members.members')
  t.match(await find(admin), { title: '党员花名册', icon: 'book', group: '队伍' })
  t.match(await find(neighbour), { title: '党员信息' })
  t.equal((await change('desktop', 'members.members', { title: '党员信息' })).status, 200)
  t.match(await find(admin), { title: '党员信息', icon: 'book' }, 'what is not named stays')
  for (const wrong of [{}, { title: '' }, { title: '  ' }, { title: 'x'.repeat(31) }, { on: 'no' }, { position: -1 }, { colour: 'red' }])
    t.equal((await change('desktop', 'members.members', wrong)).status, 422, JSON.stringify(wrong))
  t.equal((await change('desktop', 'meiyou', { on: false })).status, 404)
  t.equal((await change('desktop', 'core.tenants', { on: false })).status, 404, 'the operator’s are not here')
})

t.test('menus take the order that they are dragged into', async t => {
  const before = await keys(admin)
  const order = [...before].reverse()
  t.equal((await admin.put('/core/menus/desktop/order', { keys: order })).status, 204)
  t.same(await keys(admin), order)
  t.same(await keys(neighbour), before, 'here alone')
  t.equal((await admin.put('/core/menus/desktop/order', { keys: ['members.members', 'meiyou'] })).status, 404)
  t.same(await keys(admin), order, 'wholly or not at all')
  t.equal((await admin.put('/core/menus/desktop/order', { keys: ['members.members', 'members.members'] })).status, 422)
  const phone = await keys(onPhone)
  t.equal((await admin.put('/core/menus/phone/order', { keys: [...phone].reverse() })).status, 204)
  t.same(await keys(onPhone), [...phone].reverse())
  t.same(await keys(admin), order, 'and the desktop’s is another')
})

t.test('a plugin’s menu switched off is gone, its endpoints answer 403, and all is there when it is on again', async t => {
  const { body: member } = await admin.post('/members/members', newMember({ organizationId: rootId }))
  await change('desktop', 'members.members', { on: false })
  t.notOk((await keys(admin)).includes('members.members'))
  t.ok((await keys(admin, '?all=true')).includes('members.members'), 'but for who manages menus')
  const refused = [
    await admin.get('/members/members'),
    await admin.get(`/members/members/${member.id}`),
    await admin.get(`/members/members/${member.id}/history`),
    await admin.get('/members/members/export'),
    await admin.get('/members/members/template'),
    await admin.post('/members/members', newMember({ organizationId: rootId })),
    await admin.patch(`/members/members/${member.id}`, { nativePlace: '北京' }),
    await admin.delete(`/members/members/${member.id}`),
    await admin.post('/members/members/bulk', { action: 'delete', ids: [member.id] }),
  ]
  for (const reply of refused) t.match({ status: reply.status, code: reply.body.code }, { status: 403, code: 'menu.off' })
  t.equal((await neighbour.get('/members/members')).status, 200, 'another tenant’s stay')
  t.equal((await onPhone.get('/members/members')).status, 200, 'and the phone’s')
  await change('desktop', 'members.members', { on: true })
  t.match((await admin.get(`/members/members/${member.id}`)).body, { name: member.name, version: member.version })
})

t.test('a menu of the phone switched off is off for the phone', async t => {
  await off(t, 'phone', 'members.my-profile')
  t.notOk((await keys(onPhone)).includes('members.my-profile'))
  t.equal((await onPhone.get('/members/members')).body.code, 'menu.off')
  t.equal((await admin.get('/members/members')).status, 200)
})

t.test('the bin has a menu of its own', async t => {
  await off(t, 'desktop', 'members.member-history')
  const { body: member } = await admin.post('/members/members', newMember({ organizationId: rootId }))
  t.equal((await admin.delete(`/members/members/${member.id}`)).status, 204)
  t.equal((await admin.get('/members/members')).status, 200)
  t.equal((await admin.get('/members/members?deleted=true')).body.code, 'menu.off')
  t.equal((await admin.post(`/members/members/${member.id}/transitions/restore`)).body.code, 'menu.off')
  t.equal((await admin.post(`/members/members/${member.id}/transitions/erase`, { confirm: true })).body.code, 'menu.off')
})

t.test('a page for changing switched off leaves the page for reading', async t => {
  await off(t, 'desktop', 'honors.organization-honors')
  const honor = { organizationId: rootId, title: '先进', kind: 'honor', awardedOn: '2024-07-01' }
  t.equal((await admin.get('/honors/organization-honors')).status, 200)
  t.equal((await admin.post('/honors/organization-honors', honor)).body.code, 'menu.off')
  t.equal((await admin.get('/honors/organization-honors/template')).body.code, 'menu.off')
})

t.test('core’s own menu off refuses its page, and pickers go on reading what others relate to', async t => {
  await off(t, 'desktop', 'core.users', 'core.audit', 'core.roles', 'core.organizations')
  const { id } = (await admin.get('/session')).body.user
  for (const reply of [
    await admin.get('/core/audit-entries'),
    await admin.get('/core/audit-entries/export'),
    await admin.post('/core/users', { name: '新', organizationId: rootId }),
    await admin.post(`/core/users/${id}/transitions/unlock`),
    await admin.get('/core/users/export'),
    await admin.post('/core/roles', { name: '新角色', code: 'xin' }),
  ])
    t.equal(reply.body.code, 'menu.off')
  for (const path of ['/core/users', '/core/roles', '/core/organizations', '/core/organizations/tree', '/core/settings', '/core/profile'])
    t.equal((await admin.get(path)).status, 200, path)
  const added = await admin.post('/core/organizations', { parentId: rootId, name: '中共图上支部', shortName: '图上', category: '631' })
  t.equal(added.status, 201, 'the chart leads to organizations too')
  await change('desktop', 'core.organization-chart', { on: false })
  t.equal((await admin.patch(`/core/organizations/${added.body.id}`, { address: '无' })).body.code, 'menu.off')
  await change('desktop', 'core.organization-chart', { on: true })
  t.equal((await onPhone.get('/core/audit-entries')).status, 200)
})

t.test('messages off on the phone are off there', async t => {
  t.equal((await onPhone.get('/core/messages')).status, 200)
  await off(t, 'phone', 'core.messages')
  t.equal((await onPhone.get('/core/messages')).body.code, 'menu.off')
  t.equal((await admin.get('/core/messages')).status, 200)
})

t.test('menus and plugins can always be switched on again', async t => {
  for (const key of ['core.menus', 'core.plugins']) t.equal((await change('desktop', key, { on: false })).body.code, 'menu.needed', key)
  t.equal((await change('desktop', 'core.menus', { title: '菜单' })).status, 200)
})

t.test('only the tenant’s admin changes menus, and the log tells old and new', async t => {
  for (const name of ['orgadmin', 'member']) {
    const client = await platform.signIn(name)
    t.equal((await change('desktop', 'members.members', { on: false }, client)).status, 403)
    t.equal((await client.put('/core/menus/desktop/order', { keys: ['members.members'] })).status, 403)
    t.equal((await client.get('/core/menus?all=true')).status, 403)
  }
  await change('desktop', 'honors.honor-wall', { title: '荣誉榜' })
  const { body } = await admin.get(
    '/core/audit-entries?filter[entity][eq]=core/menu-setting&page[size]=1&fields=userName,recordLabel,changes',
  )
  t.match(body.data, [{ userName: '管理员', recordLabel: '荣誉墙', changes: { title: ['荣誉墙', '荣誉榜'] } }])
})

t.test('each one pins functions to his home page, in his order', async t => {
  const orgadmin = await platform.signIn('orgadmin')
  const menusOf = async (who: Client) => (await who.get('/core/shortcuts')).body.data.map((one: Body) => one.menu)
  for (const [position, menu] of [
    [20, 'members.members'],
    [10, 'core.users'],
  ] as const)
    t.equal((await orgadmin.post('/core/shortcuts', { menu, position })).status, 201)
  t.same(await menusOf(orgadmin), ['core.users', 'members.members'])
  t.same(await menusOf(neighbour), [], 'nobody sees another’s')
  t.equal((await orgadmin.post('/core/shortcuts', { menu: 'core.users' })).status, 409, 'once')
  t.equal((await orgadmin.post('/core/shortcuts', { menu: 'meiyou' })).status, 422)
  const { body } = await orgadmin.get('/core/shortcuts')
  t.equal((await orgadmin.patch(`/core/shortcuts/${body.data[0].id}`, { position: 30 })).status, 200)
  t.same(await menusOf(orgadmin), ['members.members', 'core.users'])
  t.equal((await neighbour.delete(`/core/shortcuts/${body.data[0].id}`)).status, 404)
  t.equal((await neighbour.post('/core/shortcuts', { menu: 'core.users', userId: body.data[0].user.id })).status, 422)
  t.equal((await orgadmin.delete(`/core/shortcuts/${body.data[0].id}`)).status, 204)
  t.same(await menusOf(orgadmin), ['members.members'])
})
