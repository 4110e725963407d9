import { join } from 'node:path'
import t from 'tap'
import { type Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { membersSheet } from './members-sheet.ts'

const platform = await startPlatform(t)
const anyone = platform.anyone()
const operator = await platform.signIn('operator')

t.test('a newcomer’s walk, from the activation code to the log that tells all of it', async t => {
  // The operator sells a code, and somebody enters it.
  const { body: batch } = await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 1, note: '湖州' })
  const activated = await anyone.post('/core/activations', {
    code: batch.codes[0],
    organizationName: '中共湖州市委员会',
    username: 'huzhou',
    adminName: '沈管理',
  })
  t.equal(activated.status, 201)
  const tenant = activated.body.tenant.code

  // The first password opens nothing but its own change.
  const initial = await anyone.post('/session', { tenant, username: 'huzhou', password: 'ABC#123' })
  t.equal(initial.body.mustChangePassword, true)
  const admin = new Client(platform.url, initial.body.token)
  for (const path of ['/core/organizations', '/core/menus', '/members/members', '/core/profile'])
    t.equal((await admin.get(path)).body.code, 'session.must-change-password', path)
  t.equal((await admin.put('/session/password', { current: 'ABC#123', next: 'Nanxun#Guzhen26' })).status, 204)
  t.ok((await admin.get('/core/menus')).body.data.length > 5)

  // Organizations and members come from spreadsheets.
  const organizations = await admin.import('/core/organizations', join(import.meta.dirname, '../data/organizations.xlsx'))
  t.match(organizations.result, { created: 1378, updated: 1, refused: 0 })
  const { body: tree } = await admin.get('/core/organizations/tree')
  const { body: districts } = await admin.get(`/core/organizations/tree?parentId=${tree.data[0].id}`)
  const [district, otherDistrict] = districts.data
  const branchesUnder = async (id: string): Promise<Body[]> =>
    (await admin.get(`/core/organizations?organizationId=${id}&scope=subtree&filter[category][eq]=631&page[size]=2`)).body.data
  const [branch, secondBranch] = await branchesUnder(district.id)
  const [foreignBranch] = await branchesUnder(otherDistrict.id)
  const sheet = membersSheet([branch.name, branch.name, secondBranch.name, foreignBranch.name])
  t.match((await admin.import('/members/members', sheet)).result, { created: 4, updated: 0, refused: 0 })
  t.match(
    (await admin.import('/members/members', sheet)).result,
    { created: 0, updated: 0, unchanged: 4 },
    'the same again changes nothing',
  )
  const memberNamed = async (name: string): Promise<Body> =>
    (await admin.get(`/members/members?filter[name][eq]=${encodeURIComponent(name)}`)).body.data[0]
  const [chief, moving, colleague, stranger] = await Promise.all(['章一民', '章二民', '章三民', '章四民'].map(memberNamed))
  const below = async (parentId: string, id: string) =>
    (await admin.get(`/core/organizations/tree?parentId=${parentId}`)).body.data.find((one: Body) => one.id === id).counts['members/member']
      .below
  t.equal(await below(tree.data[0].id, district.id), 3)

  // One of the members becomes admin of his district, and sees it alone.
  const { body: users } = await admin.get(`/core/users?filter[phone][eq]=${chief.phone}`)
  const appointed = await admin.post(`/core/organizations/${district.id}/transitions/appoint`, {
    userId: users.data[0].id,
    role: 'org-admin',
  })
  t.equal(appointed.status, 200)
  const orgadmin = await platform.signIn(chief.phone, { tenant, password: 'ABC#123' })
  await orgadmin.put('/session/password', { current: 'ABC#123', next: 'Nanxun#Guzhen27' })
  const seen = await orgadmin.get('/members/members?count=exact')
  t.equal(seen.body.page.total, 3)
  t.notOk(seen.body.data.some((one: Body) => one.id === stranger.id))
  t.equal((await orgadmin.get(`/members/members/${stranger.id}`)).status, 404)
  const roots = await orgadmin.get('/core/organizations/tree')
  t.same(
    roots.body.data.map((one: Body) => one.id),
    [district.id],
  )

  // A member moves where his admin governs both sides, and not where he does not.
  const move = (who: Client, id: string, organizationId: string) => who.patch(`/members/members/${id}`, { organizationId })
  t.equal((await move(orgadmin, moving.id, foreignBranch.id)).status, 422, 'out of his part')
  t.equal((await move(orgadmin, stranger.id, branch.id)).status, 404, 'into his part')
  t.equal((await move(orgadmin, moving.id, secondBranch.id)).status, 200, 'within')
  t.equal((await admin.get(`/members/members/${moving.id}`)).body.organization.id, secondBranch.id)
  t.equal((await move(admin, stranger.id, branch.id)).status, 200, 'and by who governs the whole')
  t.equal((await orgadmin.get(`/members/members/${stranger.id}`)).status, 200, 'then he sees him')
  t.equal(await below(tree.data[0].id, district.id), 4)

  // Deleted, in the bin, restored.
  t.equal((await orgadmin.delete(`/members/members/${moving.id}`)).status, 204)
  t.equal((await orgadmin.get('/members/members?count=exact')).body.page.total, 3)
  t.equal(await below(tree.data[0].id, district.id), 3)
  const bin = await orgadmin.get('/members/members?deleted=true')
  t.match(bin.body.data, [{ id: moving.id, name: '章二民' }])
  t.equal((await orgadmin.post(`/members/members/${moving.id}/transitions/restore`)).status, 200)
  t.match((await orgadmin.get(`/members/members/${moving.id}`)).body, {
    idNumber: moving.idNumber,
    phone: moving.phone,
    organization: { id: secondBranch.id },
  })

  // A plugin and a menu go off and on.
  const honor = { organizationId: branch.id, kind: 'honor', title: '先进基层党组织', awardedOn: '2026-07-01' }
  const { body: awarded } = await orgadmin.post('/honors/organization-honors', honor)
  const menus = async () => (await orgadmin.get('/core/menus')).body.data.map((one: Body) => one.key)
  const before = await menus()
  t.ok(before.includes('honors.honor-wall'))
  t.equal((await admin.patch('/core/plugins/honors', { on: false })).status, 200)
  t.equal((await orgadmin.get('/honors/organization-honors')).body.code, 'plugin.off')
  t.notOk((await menus()).some((key: string) => key.startsWith('honors.')))
  await admin.patch('/core/plugins/honors', { on: true })
  t.match((await orgadmin.get(`/honors/organization-honors/${awarded.id}`)).body, { title: '先进基层党组织' })
  t.equal((await admin.patch('/core/menus/desktop/members.members', { on: false })).status, 200)
  t.equal((await orgadmin.get('/members/members')).body.code, 'menu.off')
  t.notOk((await menus()).includes('members.members'))
  await admin.patch('/core/menus/desktop/members.members', { on: true })
  t.equal((await orgadmin.get('/members/members?count=exact')).body.page.total, 4)
  t.same(await menus(), before)

  // A role changes, and is in force at the next request.
  const { body: roles } = await admin.get('/core/roles?filter[code][eq]=org-admin')
  const permissions = { 'members/member': { actions: ['read'], fields: { phone: 'masked', idNumber: 'hidden' } } }
  t.equal((await admin.patch(`/core/roles/${roles.data[0].id}`, { permissions })).status, 200)
  const masked = (await orgadmin.get(`/members/members/${colleague.id}`)).body
  t.match(masked.phone, /\*/)
  t.notOk('idNumber' in masked)
  t.equal((await orgadmin.patch(`/members/members/${colleague.id}`, { nativePlace: '浙江湖州' })).status, 404, 'not his to change any more')

  // The log tells all of it: who, what, from where, old and new.
  const { body: log } = await admin.get(
    '/core/audit-entries?page[size]=200&filter[entity][ne]=core/organization&fields=userName,action,entity,recordLabel,changes,ip,requestId',
  )
  const told = (entity: string, action: string) => log.data.filter((one: Body) => one.entity === entity && one.action === action)
  t.match(told('core/role', 'update'), [{ userName: '沈管理', recordLabel: '组织管理员', changes: { permissions: [null, permissions] } }])
  t.match(told('core/plugin-switch', 'switch-off'), [{ userName: '沈管理', recordLabel: '荣誉管理', changes: { on: [true, false] } }])
  t.match(told('core/plugin-switch', 'switch-on'), [{ userName: '沈管理', changes: { on: [false, true] } }])
  t.same(
    told('core/menu-setting', 'update').map((one: Body) => one.changes.on),
    [
      [false, true],
      [true, false],
    ],
  )
  t.match(told('members/member', 'delete'), [{ userName: '章一民', recordLabel: '章二民' }])
  t.match(told('members/member', 'restore'), [{ userName: '章一民', recordLabel: '章二民' }])
  t.match(told('members/member', 'update'), [
    { userName: '沈管理', recordLabel: '章四民', changes: { organizationId: [foreignBranch.id, branch.id] } },
    { userName: '章一民', recordLabel: '章二民', changes: { organizationId: [branch.id, secondBranch.id] } },
  ])
  t.match(told('core/grant', 'create')[0], {
    userName: '沈管理',
    changes: { organizationId: [null, district.id], userId: [null, users.data[0].id] },
  })
  t.equal(told('core/user', 'change-password').length, 2)
  t.equal(told('core/user', 'sign-in').length, 2)
  t.ok(log.data.every((one: Body) => one.userName !== '系统' || one.action === 'create'))
  t.ok(told('members/member', 'update').every((one: Body) => one.ip === '127.0.0.1' && one.requestId))
  const own = await orgadmin.get('/core/audit-entries?page[size]=200&fields=entity,organization')
  t.ok(own.body.data.length > 0, 'and the district’s admin reads what concerns his part')
  t.notOk(own.body.data.some((one: Body) => one.entity === 'core/role' || one.entity === 'core/plugin-switch'))
  const { body: codes } = await operator.get(`/core/activation-codes?filter[code][eq]=${batch.codes[0]}`)
  t.match(codes.data, [{ state: 'used', usedBy: { label: '中共湖州市委员会' } }])
})
