import t from 'tap'
import { type Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { newMember } from './new-member.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const orgadmin = await platform.signIn('orgadmin')
const anyone = platform.anyone()

const whoAmI = async (client: Client): Promise<string> => (await client.get('/session')).body.user.id
const adminId = await whoAmI(admin)
const county = (await orgadmin.get('/core/organizations/tree')).body.data[0]

let people = 0
/** An account without a member's record, in the org admin's own county. */
async function account(organizationId = county.id): Promise<{ id: string; username: string; phone: string }> {
  people++
  const username = `zhanghao${people}`
  const phone = `1580000${String(people).padStart(4, '0')}`
  const { body } = await admin.post('/core/users', { username, phone, name: '账号', organizationId })
  return { id: body.id, username, phone }
}
const signIn = (username: string, password = 'ABC#123') => anyone.post('/session', { tenant: 'demo', username, password })
const act = (who: Client, id: string, event: string) => who.post(`/core/users/${id}/transitions/${event}`)

t.test('the tenant’s admin lists every user with his state, and filters by it', async t => {
  const { id } = await account()
  await act(admin, id, 'lock')
  const { body } = await admin.get('/core/users?filter[state][eq]=locked&count=exact')
  t.ok(body.data.some((one: Body) => one.id === id && one.state === 'locked'))
  const all = await admin.get('/core/users?count=exact&page[size]=1')
  t.ok(all.body.page.total > 1000)
  t.notOk(JSON.stringify(body).match(/argon2|passwordHash/), 'and no password leaves the server')
})

t.test('locking ends what is open and keeps out; unlocking lets in again', async t => {
  const { id, username } = await account()
  const client = new Client(platform.url, (await signIn(username)).body.token)
  t.equal((await act(admin, id, 'lock')).body.state, 'locked')
  t.equal((await client.get('/session')).status, 401)
  t.equal((await signIn(username)).body.code, 'session.locked')
  t.equal((await act(admin, id, 'unlock')).body.state, 'active')
  t.equal((await signIn(username)).status, 201)
})

t.test('a reset brings the initial password back, unlocks, and ends what is open', async t => {
  const { id, username } = await account()
  const client = await platform.signIn(username, { tenant: 'demo', password: 'ABC#123' })
  await client.put('/session/password', { current: 'ABC#123', next: 'Xin#Shidai2026' })
  await act(admin, id, 'lock')
  const reset = await act(admin, id, 'reset-password')
  t.match(reset.body, { state: 'active', mustChangePassword: true, newPassword: { initial: 'ABC#123' } })
  t.equal((await client.get('/session')).status, 401)
  t.equal((await signIn(username, 'Xin#Shidai2026')).status, 401)
  t.equal((await signIn(username)).body.mustChangePassword, true)
  const { body: log } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${id}&filter[action][in]=lock,reset-password`)
  t.same(log.data.map((entry: Body) => [entry.action, entry.userName]).sort(), [
    ['lock', '总管理员'],
    ['reset-password', '总管理员'],
  ])
})

t.test('nobody locks himself out', async t => {
  t.equal((await act(admin, adminId, 'lock')).body.code, 'user.oneself')
  t.equal((await admin.get('/session')).status, 200)
})

t.test('an organization admin governs the accounts of his own part of the tree', async t => {
  const { id, username } = await account()
  t.equal((await act(orgadmin, id, 'lock')).body.state, 'locked')
  t.equal((await act(orgadmin, id, 'unlock')).body.state, 'active')
  t.equal((await act(orgadmin, id, 'reset-password')).status, 200)
  t.equal((await signIn(username)).status, 201)
  const { body: outside } = await admin.get('/core/organizations?filter[depth][eq]=2')
  const foreign = await account(outside.data.find((one: Body) => one.id !== county.id).id)
  for (const event of ['lock', 'unlock', 'reset-password']) t.equal((await act(orgadmin, foreign.id, event)).status, 404, event)
  t.equal((await orgadmin.get(`/core/users/${foreign.id}`)).status, 404)
  t.equal((await orgadmin.patch(`/core/users/${foreign.id}`, { phone: '13911112222' })).status, 404)
})

t.test('an organization admin cannot take over the account of who governs the whole, though it lies in his part', async t => {
  const { id, username, phone } = await account()
  const { body: roles } = await admin.get('/core/roles?filter[code][eq]=tenant-admin')
  const { body: root } = await admin.get('/core/organizations/tree')
  const grant = { userId: id, roleId: roles.data[0].id, organizationId: root.data[0].id, scope: 'tenant' }
  t.equal((await admin.post('/core/grants', grant)).status, 201)
  for (const event of ['reset-password', 'lock']) t.equal((await act(orgadmin, id, event)).status, 403, event)
  for (const change of [{ phone: '13911113333' }, { username: 'woshizongguan' }])
    t.equal((await orgadmin.patch(`/core/users/${id}`, change)).status, 403, JSON.stringify(change))
  const joined = await orgadmin.post('/members/members', newMember({ organizationId: county.id, phone }))
  t.equal(joined.status, 409, 'nor through a member who claims the phone')
  t.match((await admin.get(`/core/users/${id}`)).body, { state: 'active', username, phone, name: '账号' })
})

t.test('members and secretaries govern no accounts', async t => {
  const { id } = await account()
  for (const name of ['member', 'secretary']) {
    const client = await platform.signIn(name)
    for (const event of ['lock', 'unlock', 'reset-password']) t.equal((await act(client, id, event)).status, 403, `${name} ${event}`)
    t.equal((await client.post('/core/users', { name: '新', organizationId: county.id })).status, 403)
  }
})

t.test('what the platform keeps of an account cannot be set by hand', async t => {
  const { id } = await account()
  for (const change of [
    { state: 'active' },
    { mustChangePassword: false },
    { passwordHash: 'x' },
    { failedAttempts: 0 },
    { lastSignedInAt: '2020-01-01T00:00:00Z' },
  ])
    t.equal((await admin.patch(`/core/users/${id}`, change)).status, 422, JSON.stringify(change))
  t.equal((await admin.delete(`/core/users/${id}`)).status, 404)
})

t.test('user names and phones are one person’s within the tenant', async t => {
  const { username, phone } = await account()
  const same = await admin.post('/core/users', { username, name: '另一', organizationId: county.id })
  t.equal(same.status, 409)
  t.match(same.body.errors, [{ pointer: '/username', detail: '用户名已被使用（不区分大小写）' }])
  t.equal((await admin.post('/core/users', { phone, name: '另一', organizationId: county.id })).status, 409)
  t.equal((await admin.post('/core/users', { phone: '12345', name: '另一', organizationId: county.id })).status, 422)
})

t.test('a change of one’s own profile is the member record’s change and the account’s', async t => {
  const member = await platform.signIn('member')
  const before = (await member.get('/core/profile')).body
  t.equal(before.entity, 'members/member')
  t.equal(before.record.name, before.user.name)
  const changed = await member.patch('/core/profile', { phone: '13812340000', nativePlace: '山东济南' })
  t.equal(changed.status, 200)
  t.match(changed.body, { record: { phone: '13812340000', nativePlace: '山东济南' }, user: { phone: '13812340000' } })
  t.match((await admin.get(`/members/members/${before.record.id}`)).body, { phone: '13812340000', nativePlace: '山东济南' })
  t.match((await admin.get(`/core/users/${before.user.id}`)).body, { phone: '13812340000' })
  t.equal((await signIn('13812340000', 'Dangjian#2026')).status, 201, 'and signs in by the new phone')
  const { body: log } = await admin.get(
    `/core/audit-entries?filter[recordId][eq]=${before.record.id}&filter[action][eq]=update&fields=userName,changes`,
  )
  t.match(log.data[0], { userName: before.user.name, changes: { phone: [before.record.phone, '13812340000'] } })
})

t.test('of one’s own record one changes what one may, wholly or not at all', async t => {
  const member = await platform.signIn('member')
  const { body: before } = await member.get('/core/profile')
  for (const change of [
    { name: '改名' },
    { joinedOn: '1990-01-01' },
    { remark: '自己写的' },
    { nativePlace: '北京', idNumber: '11010519491231002X' },
  ]) {
    const reply = await member.patch('/core/profile', change)
    t.equal(reply.status, 403, JSON.stringify(change))
  }
  const other = (await admin.get('/members/members?page[size]=5')).body.data.find((one: Body) => one.id !== before.record.id)
  const taken = await member.patch('/core/profile', { nativePlace: '北京', phone: other.phone })
  t.equal(taken.status, 409)
  t.equal((await member.get('/core/profile')).body.record.nativePlace, before.record.nativePlace)
})

t.test('who has no member’s record changes the name and phone of the account', async t => {
  const changed = await admin.patch('/core/profile', { name: '总管理', phone: '13900009999' })
  t.match(changed.body, { user: { name: '总管理', phone: '13900009999' } })
  t.notOk(changed.body.record)
  t.equal((await admin.get('/session')).body.user.name, '总管理', 'at the next request')
  t.equal((await admin.patch('/core/profile', { nativePlace: '北京' })).status, 422)
  await admin.patch('/core/profile', { name: '总管理员' })
})

t.test('a member’s name, phone and organization are kept once: in the record, and the account follows', async t => {
  const made = await admin.post('/members/members', newMember({ organizationId: county.id, name: '唐一处' }))
  t.equal(made.status, 201)
  const { body: users } = await admin.get(`/core/users?filter[phone][eq]=${made.body.phone}`)
  const { id } = users.data[0]
  const direct = await admin.patch(`/core/users/${id}`, { name: '唐两处' })
  t.equal(direct.status, 422)
  t.equal(direct.body.errors[0].code, 'kept-by-record')
  t.equal((await admin.patch(`/members/members/${made.body.id}`, { name: '唐改名' })).status, 200)
  t.equal((await admin.get(`/core/users/${id}`)).body.name, '唐改名')
  t.equal((await admin.patch(`/core/users/${id}`, { username: 'tangyichu' })).status, 200, 'but the user name is the account’s')
})

t.test('a deleted member’s account is closed to every way in, and opens with the restoring', async t => {
  const made = await admin.post('/members/members', newMember({ organizationId: county.id }))
  const { id, phone } = made.body
  const client = new Client(platform.url, (await signIn(phone)).body.token)
  const user = (await admin.get(`/core/users?filter[phone][eq]=${phone}`)).body.data[0].id
  await admin.delete(`/members/members/${id}`)
  t.equal((await client.get('/session')).status, 401)
  t.equal((await signIn(phone)).body.code, 'session.disabled')
  for (const event of ['unlock', 'lock', 'reset-password']) t.equal((await act(admin, user, event)).body.code, 'user.disabled', event)
  t.equal((await admin.get(`/core/users/${user}`)).body.state, 'disabled')
  t.equal((await admin.post(`/members/members/${id}/transitions/restore`)).status, 200)
  t.equal((await signIn(phone)).status, 201)
})

t.test('the phone of someone deleted may be another’s, who gets an account of his own', async t => {
  const old = await admin.post('/members/members', newMember({ organizationId: county.id, name: '前人' }))
  const { phone } = old.body
  const oldUser = (await admin.get(`/core/users?filter[phone][eq]=${phone}`)).body.data[0].id
  await admin.delete(`/members/members/${old.body.id}`)
  const fresh = await admin.post('/members/members', newMember({ organizationId: county.id, name: '后人', phone }))
  t.equal(fresh.status, 201)
  const { body } = await admin.get(`/core/users?filter[phone][eq]=${phone}`)
  t.match(body.data, [{ name: '后人', state: 'active' }])
  t.not(body.data[0].id, oldUser)
  t.equal((await signIn(phone)).status, 201)
  t.equal((await admin.post(`/members/members/${old.body.id}/transitions/restore`)).status, 409, 'the phone is taken')
  await admin.patch(`/members/members/${fresh.body.id}`, { phone: null })
  t.equal((await admin.post(`/members/members/${old.body.id}/transitions/restore`)).status, 200)
  t.match((await admin.get(`/core/users/${oldUser}`)).body, { phone, state: 'active', name: '前人' })
})
