import { join } from 'node:path'
import t from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'

const sample = (name: string) => join(import.meta.dirname, '../data', name)
const newPassword = 'Lantern#47river'

t.test('a newcomer goes from an activation code to a running committee, by HTTP alone', async t => {
  const platform = await startPlatform(t)
  const operator = await platform.signIn('operator')
  let chief: Client
  let tenant: string
  let county: Body
  let branches: Body[]

  await t.test('the operator makes a code, and the newcomer activates it', async t => {
    const batch = await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 1, note: '订单 1' })
    t.equal(batch.status, 201)
    const activated = await platform
      .anyone()
      .post('/core/activations', { code: batch.body.codes[0], organizationName: '中共湖州市委员会', username: 'chief' })
    t.equal(activated.status, 201)
    tenant = activated.body.tenant.code
    const codes = await operator.get(`/core/activation-codes?filter[code][eq]=${batch.body.codes[0]}`)
    t.match(codes.body.data[0], { state: 'used', usedBy: { label: '中共湖州市委员会' } })
  })

  await t.test('nothing is reachable before the first password is changed', async t => {
    const first = await platform.signIn('chief', { tenant, password: 'ABC#123' })
    const refused = await first.get('/core/organizations')
    t.equal(refused.status, 403)
    t.equal(refused.body.code, 'session.must-change-password')
    t.equal((await first.put('/session/password', { current: 'ABC#123', next: newPassword })).status, 204)
    chief = await platform.signIn('chief', { tenant, password: newPassword })
    t.equal((await chief.get('/core/organizations')).status, 200)
  })

  await t.test('organizations and members come from spreadsheets', async t => {
    const organizations = await chief.import('/core/organizations', sample('organizations.xlsx'))
    t.match(organizations.result, { created: 1378, refused: 0 })
    const members = await chief.import('/members/members', sample('members-dirty.xlsx'))
    t.match(members.result, { created: 1444, refused: 56 })
    const tree = await chief.get('/core/organizations/tree')
    t.equal(tree.body.data[0].counts['members/member'].below, 1444)
    const below = await chief.get(`/core/organizations/tree?parentId=${tree.body.data[0].id}&page[size]=50`)
    county = below.body.data.find((one: Body) => one.name === '中共德清县委员会')
    t.ok(county)
    const inside = await chief.get(`/core/organizations?filter[id][under]=${county.id}&filter[category][eq]=631&page[size]=200`)
    branches = inside.body.data
  })

  let organizationAdmin: Client
  await t.test('an organization admin is appointed, and sees his subtree only', async t => {
    const user = await chief.post('/core/users', { username: 'deqing', name: '德清管理员', organizationId: county.id })
    t.equal(user.status, 201)
    const appointed = await chief.post(`/core/organizations/${county.id}/transitions/appoint`, { userId: user.body.id, role: 'org-admin' })
    t.equal(appointed.status, 200)
    const first = await platform.signIn('deqing', { tenant, password: 'ABC#123' })
    await first.put('/session/password', { current: 'ABC#123', next: newPassword })
    organizationAdmin = await platform.signIn('deqing', { tenant, password: newPassword })
    const all = await chief.get('/members/members?count=exact')
    const expected = await chief.get(`/members/members?filter[organizationId][under]=${county.id}&count=exact`)
    const seen = await organizationAdmin.get('/members/members?count=exact')
    t.equal(seen.body.page.total, expected.body.page.total)
    t.ok(seen.body.page.total > 0 && seen.body.page.total < all.body.page.total)
    const organizations = await organizationAdmin.get('/core/organizations?count=exact')
    const under = await chief.get(`/core/organizations?filter[id][under]=${county.id}&count=exact`)
    t.equal(organizations.body.page.total, under.body.page.total)
  })

  let member: Body
  await t.test('a member is moved by who may on both sides, and by nobody else', async t => {
    const own = await organizationAdmin.get('/members/members?page[size]=1')
    member = own.body.data[0]
    const elsewhere = await chief.get('/core/organizations?filter[name][like]=安吉县昌硕街道&filter[category][eq]=631&page[size]=1')
    const outside = elsewhere.body.data[0].id
    t.equal(
      (await organizationAdmin.patch(`/members/members/${member.id}`, { organizationId: outside })).status,
      422,
      'to him that branch does not exist',
    )
    const target = branches.find(branch => branch.id !== member.organization.id)!.id
    const moved = await organizationAdmin.patch(`/members/members/${member.id}`, { organizationId: target })
    t.equal(moved.status, 200)
    t.equal(moved.body.organization.id, target)
    t.equal((await chief.patch(`/members/members/${member.id}`, { organizationId: outside })).status, 200)
    t.equal((await organizationAdmin.get(`/members/members/${member.id}`)).status, 404)
    await chief.patch(`/members/members/${member.id}`, { organizationId: target })
    t.equal((await organizationAdmin.get(`/members/members/${member.id}`)).status, 200)
  })

  await t.test('a member is deleted, stands in the history, and is restored whole', async t => {
    const before = await organizationAdmin.get(`/members/members/${member.id}`)
    t.equal((await organizationAdmin.delete(`/members/members/${member.id}`)).status, 204)
    t.equal((await organizationAdmin.get(`/members/members?filter[id][eq]=${member.id}`)).body.data.length, 0)
    const gone = await organizationAdmin.get('/members/members?deleted=true')
    t.strictSame(
      gone.body.data.map((one: Body) => one.id),
      [member.id],
    )
    t.equal((await organizationAdmin.post(`/members/members/${member.id}/transitions/restore`)).status, 200)
    const after = await organizationAdmin.get(`/members/members/${member.id}`)
    const { version: _before, updatedAt: _then, updatedBy: _who, ...same } = before.body
    t.match(after.body, same)
  })

  await t.test('a plugin switched off is gone at once and comes back with all its data', async t => {
    const before = await chief.get('/honors/member-honors?count=exact')
    t.equal(before.status, 200)
    t.equal((await chief.patch('/core/plugins/honors', { on: false })).status, 200)
    t.equal((await chief.get('/honors/member-honors')).status, 403)
    t.equal((await organizationAdmin.get('/honors/member-honors')).status, 403)
    const menus = await chief.get('/core/menus')
    t.notOk(menus.body.data.some((menu: Body) => menu.plugin === 'honors'))
    const document = await chief.get('/openapi.json')
    t.notOk(Object.keys(document.body.paths).some(path => path.includes('/honors/')))
    const demo = await platform.signIn('admin')
    t.equal((await demo.get('/honors/member-honors')).status, 200, 'other tenants are not touched')
    await chief.patch('/core/plugins/honors', { on: true })
    t.equal((await chief.get('/honors/member-honors?count=exact')).body.page.total, before.body.page.total)
  })

  await t.test('a menu switched off is hidden and its endpoints refuse, until it is on again', async t => {
    const menus = await chief.get('/core/menus?all=true')
    const entry = menus.body.data.find((menu: Body) => menu.path === '/api/v1/members/members')
    t.equal((await chief.patch(`/core/menus/desktop/${entry.key}`, { on: false })).status, 200)
    t.notOk((await organizationAdmin.get('/core/menus')).body.data.some((menu: Body) => menu.key === entry.key))
    t.equal((await organizationAdmin.get('/members/members')).status, 403)
    await chief.patch(`/core/menus/desktop/${entry.key}`, { on: true })
    t.equal((await organizationAdmin.get('/members/members')).status, 200)
  })

  await t.test('a role that is changed is in force at the next request', async t => {
    const roles = await chief.get('/core/roles?filter[code][eq]=org-admin&fields=permissions,code')
    const role = roles.body.data[0]
    t.match((await organizationAdmin.get(`/members/members/${member.id}`)).body.idNumber, /^\d{17}[\dX]$/)
    const changed = await chief.patch(`/core/roles/${role.id}`, {
      permissions: { 'members/member': { actions: ['read', 'update'], fields: { idNumber: 'masked', phone: 'hidden' } } },
    })
    t.equal(changed.status, 200)
    const seen = await organizationAdmin.get(`/members/members/${member.id}`)
    t.match(seen.body.idNumber, /\*/)
    t.notOk('phone' in seen.body)
    t.equal((await organizationAdmin.delete(`/members/members/${member.id}`)).status, 403)
    await chief.patch(`/core/roles/${role.id}`, { permissions: null })
    t.match((await organizationAdmin.get(`/members/members/${member.id}`)).body.idNumber, /^\d{17}[\dX]$/)
  })

  await t.test('the audit tells all of it: who did what, with old and new values', async t => {
    const { body } = await chief.get('/core/audit-entries?page[size]=200&fields=action,entity,userName,recordId,changes')
    const acts = new Set(body.data.map((entry: Body) => `${entry.entity} ${entry.action}`))
    for (const act of [
      'core/role update',
      'core/menu-setting update',
      'core/plugin-switch switch-on',
      'core/plugin-switch switch-off',
      'members/member delete',
      'members/member restore',
      'members/member update',
      'core/grant create',
      'core/user create',
      'members/member import',
    ])
      t.ok(acts.has(act), act)
    const moves = body.data.filter((entry: Body) => entry.recordId === member.id && entry.action === 'update')
    t.ok(moves.some((entry: Body) => entry.userName === '德清管理员' && entry.changes.organizationId?.[0] === member.organization.id))
    t.equal((await organizationAdmin.delete(`/core/audit-entries/${body.data[0].id}`)).status, 404)
  })
})
