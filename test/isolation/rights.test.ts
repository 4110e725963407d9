import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { created, newUser, roleNamed } from './people.ts'
import { secondTenant } from './second-tenant.ts'

const platform = await startPlatform(t)
const { model } = platform.app.platform.engine
const admin = await platform.signIn('admin')
const orgadmin = await platform.signIn('orgadmin')
const secretary = await platform.signIn('secretary')

const me = async (who: typeof admin) => (await who.get('/core/profile')).body.user
const county: string = (await me(orgadmin)).organization.id
const branch: string = (await me(secretary)).organization.id
const root: string = (await admin.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
const beyond = [403, 'permission.beyond-reach']
const told = ({ status, body }: { status: number; body: { code: string } | undefined }) => [status, body?.code]

t.test('whatever a built-in role may do, the one that governs it may do too', async t => {
  const ranks = ['tenant-admin', 'org-admin', 'secretary', 'member']
  for (const [at, governing] of ranks.slice(0, -1).entries())
    for (const [key, { actions }] of model.roles.get(ranks[at + 1]!) ?? []) {
      const above = model.roles.get(governing)?.get(key)?.actions ?? []
      for (const action of actions)
        t.ok(above.includes('*') || above.includes(action), `${governing} may ${action} ${key}, as ${ranks[at + 1]} may`)
    }
})

t.test('an organization admin appoints below himself, and nobody to more than he is', async t => {
  const user = (await me(secretary)).id
  const appoint = (organization: string, role: string) =>
    orgadmin.post(`/core/organizations/${organization}/transitions/appoint`, { userId: user, role })
  t.equal((await appoint(branch, 'org-admin')).status, 200)
  t.same(told(await appoint(branch, 'tenant-admin')), beyond)
  t.equal((await appoint(root, 'secretary')).status, 404)
})

t.test('who may only appoint cannot make himself what he is not', async t => {
  const role = await created(admin, '/core/roles', {
    code: 'appointer',
    name: '任免',
    permissions: { 'core/organization': { actions: ['read', 'appoint'] }, 'core/user': { actions: ['read'] } },
  })
  const who = await newUser(platform, admin, 'appointer', [{ roleId: role, organizationId: county, scope: 'subtree' }])
  for (const name of ['org-admin', 'secretary'])
    t.same(told(await who.post(`/core/organizations/${branch}/transitions/appoint`, { userId: who.id, role: name })), beyond, name)
})

t.test('who may write grants in a part of the tree gives none beyond it, and none of a role above his', async t => {
  const role = await created(admin, '/core/roles', {
    code: 'granter',
    name: '授权员',
    base: 'org-admin',
    permissions: { 'core/grant': { actions: ['read', 'create', 'update', 'delete'] } },
  })
  const who = await newUser(platform, admin, 'granter', [{ roleId: role, organizationId: county, scope: 'subtree' }])
  const orgAdmin = await roleNamed(admin, 'org-admin')
  const grant = (values: object) => who.post('/core/grants', { userId: who.id, roleId: orgAdmin, organizationId: county, ...values })
  t.same(told(await grant({ scope: 'tenant' })), beyond, 'not in the whole tenant')
  t.same(
    told(await grant({ roleId: await roleNamed(admin, 'tenant-admin'), scope: 'organization' })),
    beyond,
    'not a role that always reaches that far',
  )
  t.equal((await grant({ organizationId: root, scope: 'subtree' })).status, 422, 'not above himself')
  t.equal((await grant({ scope: 'chosen', organizationIds: [root] })).status, 422, 'not chosen outside')
  t.equal((await grant({ scope: 'chosen', organizationIds: ['not an id'] })).status, 422)
  const own = await grant({ organizationId: branch, scope: 'subtree' })
  t.equal(own.status, 201, 'but what he has, he gives')
  t.same(told(await who.patch(`/core/grants/${own.body.id}`, { scope: 'tenant' })), beyond, 'nor widens it afterwards')
})

t.test('who may edit roles does not edit himself more rights', async t => {
  const permissions = { 'core/role': { actions: ['*'], scope: 'tenant' }, 'core/organization': { actions: ['read'] } }
  const role = await created(admin, '/core/roles', { code: 'role-editor', name: '角色管理员', permissions })
  const who = await newUser(platform, admin, 'role-editor', [{ roleId: role, organizationId: county, scope: 'subtree' }])
  const more = { ...permissions, 'members/member': { actions: ['*'], scope: 'tenant' } }
  t.same(told(await who.patch(`/core/roles/${role}`, { permissions: more })), beyond)
  t.same(told(await who.post('/core/roles', { code: 'mine', name: '我的', permissions: more })), beyond)
  t.same(told(await who.post('/core/roles', { code: 'mine', name: '我的', base: 'org-admin' })), beyond)
  t.equal((await who.get(`/members/members?filter[organizationId][eq]=${branch}`)).body.data.length, 0)
})

t.test('no role reaches out of its tenant, whatever it is given', async t => {
  t.equal((await admin.post('/core/roles', { code: 'operators', name: '运营', base: 'operator' })).status, 422)
  const everything = Object.fromEntries([...model.entities.keys()].map(key => [key, { actions: ['*'], scope: 'tenant' }]))
  const role = await created(admin, '/core/roles', { code: 'everything', name: '全部', permissions: everything })
  const who = await newUser(platform, admin, 'everything', [{ roleId: role, organizationId: root, scope: 'tenant' }])
  const second = await secondTenant(platform)
  for (const entity of model.entities.values()) {
    const path = entity.path.replace('/api/v1', '')
    if (entity.platform) t.equal((await who.get(path)).status, 403, entity.key)
    for (const field of entity.fields.filter(one => one.relation && model.entities.get(one.relation)?.platform))
      t.equal((await who.get(`${path}?include=${field.name.replace(/Id$/, '')}`)).status, 403, `${entity.key} with ${field.name}`)
  }
  t.equal((await who.get(`/core/organizations/${second.rootId}`)).status, 404)
  t.equal((await who.post('/core/activation-codes/batch', { edition: 'flagship', count: 1 })).status, 403)
})

t.test('a post that carries more than one has is not taken', async t => {
  const post = await created(admin, '/core/posts', { organizationId: county, name: '区委书记' })
  await created(admin, '/core/grants', {
    postId: post,
    roleId: await roleNamed(admin, 'tenant-admin'),
    organizationId: root,
    scope: 'tenant',
  })
  const { id } = await me(orgadmin)
  t.same(told(await orgadmin.post('/core/appointments', { postId: post, userId: id, startOn: '2024-01-01' })), beyond)
  const humble = await created(orgadmin, '/core/posts', { organizationId: county, name: '干事' })
  const appointment = await created(orgadmin, '/core/appointments', { postId: humble, userId: id, startOn: '2024-01-01' })
  t.same(told(await orgadmin.patch(`/core/appointments/${appointment}`, { postId: post })), beyond, 'nor slipped into')
})

t.test('an account that may do more is not taken over', async t => {
  const high = await newUser(platform, admin, 'high', [
    { roleId: await roleNamed(admin, 'org-admin'), organizationId: root, scope: 'subtree' },
  ])
  // Sits in the county, and governs the city.
  t.equal((await admin.patch(`/core/users/${high.id}`, { organizationId: branch, phone: '19911110000' })).status, 200)
  for (const event of ['reset-password', 'lock', 'unlock'])
    t.same(told(await orgadmin.post(`/core/users/${high.id}/transitions/${event}`)), beyond, event)
  t.same(told(await orgadmin.patch(`/core/users/${high.id}`, { phone: '19911110001' })), beyond, 'not by another phone')
  t.same(told(await orgadmin.patch(`/core/users/${high.id}`, { username: 'taken' })), beyond, 'nor by another name')
  const member = {
    organizationId: branch,
    name: '假党员',
    idNumber: '11010519491231002X',
    category: 'full',
    joinedOn: '1975-07-01',
    regularOn: '1976-07-01',
  }
  const linked = await orgadmin.post('/members/members', { ...member, phone: '19911110000' })
  t.same([linked.status, linked.body.errors?.[0]?.code], [409, 'duplicate-phone'], 'nor by a record with his phone')
  const mine = await admin.post('/members/members', { ...member, phone: '19911110000' })
  t.equal(mine.status, 201, 'who governs all may tie the account to its person')
  t.same(told(await orgadmin.patch(`/members/members/${mine.body.id}`, { phone: '19911110002' })), beyond, 'nor by that record’s phone')
  t.same(told(await orgadmin.delete(`/members/members/${mine.body.id}`)), beyond, 'nor is it closed by deleting the record')
  t.equal((await orgadmin.patch(`/members/members/${mine.body.id}`, { remark: '可以改' })).status, 200, 'though the record is his to keep')
  t.equal((await high.get('/session')).status, 200)
})

t.test('accounts out of sight are told as if not there, also those that may do more', async t => {
  const { id } = await me(admin)
  for (const event of ['reset-password', 'lock', 'unlock'])
    t.same(told(await orgadmin.post(`/core/users/${id}/transitions/${event}`)), [404, 'record.not-found'], event)
})

t.test('what concerns the whole tenant takes a right in the whole tenant', async t => {
  const permissions = {
    'core/plugin-switch': { actions: ['read', 'update'] },
    'core/menu-setting': { actions: ['read', 'update'] },
    'core/organization': { actions: ['read'] },
  }
  const role = await created(admin, '/core/roles', { code: 'switcher', name: '开关', permissions })
  const who = await newUser(platform, admin, 'switcher', [{ roleId: role, organizationId: county, scope: 'subtree' }])
  t.equal((await who.patch('/core/plugins/honors', { on: false })).status, 403)
  t.equal((await who.get('/core/menus?all=true')).status, 403)
})

t.test('one’s own is what one made or is, and nothing else', async t => {
  const permissions = {
    'core/role': { actions: ['*'], scope: 'own' },
    'core/file': { actions: ['*'], scope: 'own' },
    'members/member': { actions: ['read', 'update', 'create'], scope: 'own' },
  }
  const role = await created(admin, '/core/roles', { code: 'own-only', name: '本人', permissions })
  const who = await newUser(platform, admin, 'own-only', [{ roleId: role, organizationId: branch, scope: 'own' }])
  t.same((await who.get('/core/roles?count=exact')).body.page.total, 0)
  t.same((await who.get('/members/members?count=exact')).body.page.total, 0)
  t.same(told(await who.post('/core/roles', { code: 'all-mine', name: '全归我', base: 'tenant-admin' })), beyond)
})

t.test('counts beside the tree are of what one may read', async t => {
  const member = await platform.signIn('member')
  const [own] = (await member.get('/core/organizations/tree')).body.data
  t.same(own.counts, {}, 'a member does not learn how many there are')
  t.equal(own.children, 0)
  const [mine] = (await secretary.get('/core/organizations/tree')).body.data
  t.ok(mine.counts['members/member'].below > 0)
})
