import t from 'tap'
import { created, newUser, organizationsOf, roleNamed } from '../isolation/people.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { asOwner } from './owner.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const [here, there] = await organizationsOf(admin)
const read = { 'members/member': { actions: ['read'], fields: { idNumber: 'masked' } } }
const role = await created(admin, '/core/roles', { code: 'clerk', name: '文员', permissions: read })
const clerk = await newUser(platform, admin, 'clerk', [{ roleId: role, organizationId: here, scope: 'organization' }])

const preview = (permissions: object | null, id = role, who = admin) => who.post(`/core/roles/${id}/preview`, { permissions })
const ofMembers = (body: Body) => body.entities.find((one: Body) => one.entity === 'members/member')
const membersOf = async (organization: string) =>
  (await admin.get(`/members/members?organizationId=${organization}&scope=organization&count=exact&page[size]=1`)).body.page.total

t.test('before it is saved, a change of a role tells what it opens, for how many people and records, and what is risky', async t => {
  const wider = { 'members/member': { actions: ['read', 'delete', 'export'], fields: { remark: 'hidden' } } }
  const { body } = await preview(wider)
  t.equal(body.people, 1)
  t.match(ofMembers(body), {
    title: '党员',
    opened: { actions: ['delete', 'export'], fields: [{ field: 'idNumber', from: 'masked', to: 'full' }] },
    closed: { actions: [], fields: [{ field: 'remark', from: 'full', to: 'hidden' }] },
    risks: ['secrets', 'delete', 'export'],
    rows: { before: await membersOf(here), after: await membersOf(here) },
  })
  t.equal(body.entities.length, 1, 'and of what stays as it is, nothing')
})

t.test('what is taken away is told as well, and the whole tenant in place of an organization is a risk', async t => {
  const taken = ofMembers((await preview(null)).body)
  t.match(taken, { opened: { actions: [] }, closed: { actions: ['read'] }, risks: [], rows: { after: 0 } })
  const tenant = ofMembers((await preview({ 'members/member': { ...read['members/member'], scope: 'tenant' } })).body)
  t.match(tenant, { scope: { to: 'tenant' }, risks: ['tenant-wide'] })
  t.ok(tenant.rows.after > tenant.rows.before)
  t.match(ofMembers((await preview({ 'members/member': { actions: ['*'] } })).body).opened.actions, [
    'create',
    'update',
    'delete',
    'restore',
    'erase',
    'import',
    'export',
    'reveal',
    'remind',
  ])
})

t.test('a preview changes nothing and tells no record', async t => {
  const before = await asOwner(platform, 'select permissions, version from core.role where id = $1', [role])
  const { body } = await preview({ 'members/member': { actions: ['*'] } })
  t.same(await asOwner(platform, 'select permissions, version from core.role where id = $1', [role]), before)
  const name = (await admin.get('/members/members?page[size]=1')).body.data[0].name
  t.notOk(JSON.stringify(body).includes(name))
  t.equal((await clerk.delete(`/members/members/${(await admin.get('/members/members?page[size]=1')).body.data[0].id}`)).status, 403)
})

t.test('what the preview told is what then happens', async t => {
  const { body: told } = await preview({ 'members/member': { actions: ['read', 'export'], fields: {} } })
  t.same(ofMembers(told).opened.actions, ['export'])
  t.equal((await clerk.get('/members/members/export')).status, 403)
  await admin.patch(`/core/roles/${role}`, { permissions: { 'members/member': { actions: ['read', 'export'], fields: {} } } })
  t.equal((await clerk.get('/members/members/export')).status, 200)
  t.equal((await clerk.get('/members/members?count=exact')).body.page.total, ofMembers(told).rows.after)
})

t.test('whoever takes from his own role the right to give rights is warned', async t => {
  const { body } = await preview({ 'core/grant': { actions: ['read'] } }, await roleNamed(admin, 'tenant-admin'))
  t.match(
    body.entities.filter((one: Body) => one.entity === 'core/grant').map((one: Body) => one.risks),
    [['oneself']],
  )
})

t.test('a grant’s preview tells what is new to the person, and nothing that he has already', async t => {
  const asked = (give: object) => admin.post('/core/grants/preview', { give: { userId: clerk.id, roleId: role, ...give } })
  const same = await asked({ organizationId: here, scope: 'organization' })
  t.notOk(ofMembers(same.body), 'held already')
  const other = await asked({ organizationId: there, scope: 'organization' })
  t.match(ofMembers(other.body), { opened: { actions: ['read', 'export'] }, rows: { after: await membersOf(there) } })
  t.match(ofMembers((await asked({ organizationId: here, scope: 'tenant' })).body).risks, ['export', 'tenant-wide'])
  const { body: grants } = await admin.get(`/core/grants?filter[userId][eq]=${clerk.id}`)
  const taken = await admin.post('/core/grants/preview', { take: grants.data[0].id })
  t.match(ofMembers(taken.body), { closed: { actions: ['read', 'export'] }, rows: { before: await membersOf(here) } })
  t.equal((await asked({ organizationId: here, scope: 'organization', postId: clerk.id })).status, 404, 'a person or a post, not both')
})

t.test('previews are for who may make the change', async t => {
  for (const name of ['orgadmin', 'secretary', 'member']) {
    const who = await platform.signIn(name)
    t.equal((await preview({}, role, who)).status, 403, name)
    t.equal((await who.post('/core/grants/preview', { take: role })).status, 403, name)
  }
  t.equal((await preview({}, '019a0000-0000-7000-8000-000000000000')).status, 404)
  t.equal((await admin.post('/core/grants/preview', { take: 'x' })).status, 404)
})

t.test('a role’s table names what there is in words, and what the built-in role gives', async t => {
  const { body } = await admin.get(`/core/roles/${await roleNamed(admin, 'secretary')}/matrix`)
  const members = body.plugins.flatMap((plugin: Body) => plugin.entities).find((one: Body) => one.key === 'members/member')
  t.match(members, { title: '党员', usual: { fields: { idNumber: 'masked' } }, own: null, placed: true })
  t.match(members.actions.slice(0, 4), [{ title: '查看' }, { title: '新增' }, { title: '修改' }, { title: '删除' }])
  t.notOk(
    body.plugins.flatMap((plugin: Body) => plugin.entities).some((one: Body) => one.key === 'core/tenant'),
    'the operator’s are not here',
  )
  await admin.patch('/core/plugins/honors', { on: false })
  const { body: off } = await admin.get(`/core/roles/${role}/matrix`)
  t.notOk(off.plugins.some((plugin: Body) => plugin.name === 'honors'))
  await admin.patch('/core/plugins/honors', { on: true })
})
