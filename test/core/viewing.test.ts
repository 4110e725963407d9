import t from 'tap'
import { created, newUser, organizationsOf, roleNamed } from '../isolation/people.ts'
import { startPlatform } from '../support/platform.ts'
import { asOwner } from './owner.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const [here] = await organizationsOf(admin)
const idOf = async (username: string) => (await admin.get(`/core/users?filter[username][eq]=${username}`)).body.data[0].id as string
const secretary = await idOf('secretary')
const view = (who = admin, id = secretary) => who.post('/session/view', { userId: id })
const end = (who = admin) => who.delete('/session/view')
const logged = async (action: string) =>
  (await admin.get(`/core/audit-entries?filter[action][eq]=${action}&page[size]=1`)).body.data[0] as Record<string, unknown>

t.test('an admin sees the desk as another person does, until he ends it', async t => {
  const own = await platform.signIn('secretary')
  const seen = async (who = admin) => ({
    menus: (await who.get('/core/menus')).body.data.map((menu: { key: string }) => menu.key),
    members: (await who.get('/members/members?count=exact&page[size]=1')).body.page.total,
    field: (await who.get('/members/members?page[size]=1&fields=idNumber')).body.data[0].idNumber,
  })
  const before = await seen()
  const started = await view()
  t.match({ status: started.status, name: started.body.user.id }, { status: 200, name: secretary })
  const { body: session } = await admin.get('/session')
  t.match(session, { user: { id: secretary }, mustChangePassword: false, viewing: { by: '总管理员' } })
  const minutes = (Date.parse(session.viewing.until) - Date.now()) / 60_000
  t.ok(minutes > 14 && minutes <= 15.1, 'it ends by itself after a quarter of an hour')
  t.same(await seen(), await seen(own))
  t.equal((await end()).status, 204)
  t.same(await seen(), before)
  t.notOk((await admin.get('/session')).body.viewing)
})

t.test('who looks on changes nothing and takes nothing out: every write is refused in the same words', async t => {
  await view()
  t.teardown(() => end())
  const { body } = await admin.get('/members/members?page[size]=1')
  const member = `/members/members/${body.data[0].id}`
  const refused = [
    await admin.patch(member, { nativePlace: '北京' }),
    await admin.post('/members/members', {}),
    await admin.delete(member),
    await admin.post(`${member}/transitions/reveal`, { field: 'idNumber', reason: '查看' }),
    await admin.get('/members/members/export'),
    await admin.put('/session/password', { current: 'Dangjian#2026', next: 'Xin#Shidai2027' }),
    await admin.post('/session/end-others'),
    await admin.upload('/core/files', { name: 'a.txt', content: Buffer.from('a') }),
    await view(),
  ]
  for (const reply of refused) t.match({ status: reply.status, code: reply.body.code }, { status: 403, code: 'session.viewing' })
})

t.test('what is a person’s own alone stays his: his messages show as none', async t => {
  const { owner, message } = await withMessage()
  t.equal((await owner.get('/core/messages')).body.data.length, 1)
  await view(admin, owner.id)
  t.teardown(() => end())
  const seen = await admin.get('/core/messages')
  t.match({ status: seen.status, data: seen.body.data }, { status: 200, data: [] })
  t.equal((await admin.get(`/core/messages/${message}`)).status, 404)
})

t.test('the log names the admin, whom he looked as, and from where, at the start and at the end', async t => {
  await view()
  await end()
  const entry = { userName: '总管理员', recordId: secretary, ip: '127.0.0.1' }
  t.match(await logged('view-as'), entry)
  t.match(await logged('end-view'), entry)
})

t.test('nobody looks as someone who may do more, and only who may at all', async t => {
  const role = await created(admin, '/core/roles', {
    code: 'viewer',
    name: '观察员',
    permissions: { 'core/user': { actions: ['read', 'view-as'] }, 'core/organization': { actions: ['read'] } },
  })
  const viewer = await newUser(platform, admin, 'viewer', [{ roleId: role, organizationId: here, scope: 'tenant' }])
  t.match((await view(viewer, await idOf('admin'))).body, { code: 'permission.beyond-reach' })
  t.match((await view(viewer)).body, { code: 'permission.beyond-reach' }, 'a secretary changes what he does not')
  for (const name of ['orgadmin', 'secretary', 'member']) {
    const who = await platform.signIn(name)
    t.equal((await view(who, await idOf('member'))).status, 403, name)
  }
  t.match((await view(admin, await idOf('admin'))).body, { code: 'session.view-oneself' })
  t.equal((await view(admin, '019a0000-0000-7000-8000-000000000000')).status, 404)
  t.equal((await view(admin, 'x')).status, 404)
  t.match((await viewer.get('/session')).body, { user: { name: 'viewer' } }, 'and is himself still')
})

t.test('the operator’s people are looked at by nobody, and a locked account has no desk', async t => {
  const operator = await platform.signIn('operator')
  const root = (await operator.get('/core/organizations/tree')).body.data[0].id
  const colleague = await created(operator, '/core/users', { username: 'colleague', name: '同事', organizationId: root })
  t.match((await view(operator, colleague)).body, { code: 'session.view-operator' })
  const { owner } = await withMessage()
  await admin.post(`/core/users/${owner.id}/transitions/lock`)
  t.match((await view(admin, owner.id)).body, { code: 'session.view-inactive' })
})

t.test('it ends with the account that is looked at, and with the admin’s own session', async t => {
  const { owner } = await withMessage()
  await view(admin, owner.id)
  const second = await platform.signIn('admin')
  await second.post(`/core/users/${owner.id}/transitions/lock`)
  t.match((await admin.get('/session')).body, { user: { name: '总管理员' } })
  await view(second)
  t.equal((await second.delete('/session')).status, 204, 'signing out is done by oneself')
  t.match(await logged('sign-out'), { userName: '总管理员', recordId: await idOf('admin') })
  t.equal((await second.get('/session')).status, 401)
})

t.test('one of the admin’s sessions looks on, the others are his own', async t => {
  const second = await platform.signIn('admin')
  await view()
  t.teardown(() => end())
  t.match((await second.get('/session')).body, { user: { name: '总管理员' } })
})

t.test('after its time it is over', async t => {
  await view()
  await asOwner(platform, `update core.session set viewing_until = now() - interval '1 second' where viewing_user_id = $1`, [secretary])
  t.match((await admin.get('/session')).body, { user: { name: '总管理员' } })
})

let made = 0
/** A member of the tenant who has a message. */
async function withMessage() {
  made++
  const member = await roleNamed(admin, 'member')
  const owner = await newUser(platform, admin, `owner${made}`, [{ roleId: member, organizationId: here, scope: 'own' }])
  const [message] = await asOwner(
    platform,
    `insert into core.message (tenant_id, id, user_id, title) select tenant_id, gen_random_uuid(), id, '给本人的消息' from core."user" where id = $1 returning id`,
    [owner.id],
  )
  return { owner, message: String(message!['id']) }
}
