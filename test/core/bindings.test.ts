import t from 'tap'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const member = await platform.signIn('member')
const { body: session } = await member.get('/session')
const binding = { userId: session.user.id, provider: 'wechat', externalId: 'oX1-7Yq2ZbPw3' }

t.test('an admin binds a user to an outside account, once for each platform', async t => {
  const bound = await admin.post('/core/bindings', binding)
  t.equal(bound.status, 201)
  t.match(bound.body, { provider: 'wechat', user: { id: session.user.id } })
  t.equal((await admin.post('/core/bindings', { ...binding, externalId: 'another' })).status, 409)
})

t.test('an outside account belongs to one user', async t => {
  const { body } = await admin.get('/core/users?filter[username][eq]=orgadmin')
  const twice = await admin.post('/core/bindings', { ...binding, userId: body.data[0].id })
  t.equal(twice.status, 409)
  t.equal(twice.body.errors[0].code, 'duplicate-external-account')
})

t.test('a person sees and unbinds his own accounts, and nobody else’s', async t => {
  const secretary = await platform.signIn('secretary')
  const own = await member.get('/core/bindings')
  t.equal(own.body.data.length, 1)
  t.strictSame((await secretary.get('/core/bindings')).body.data, [])
  t.equal((await secretary.delete(`/core/bindings/${own.body.data[0].id}`)).status, 404)
  t.equal((await member.post('/core/bindings', { ...binding, provider: 'dingtalk' })).status, 403)
  t.equal((await member.delete(`/core/bindings/${own.body.data[0].id}`)).status, 204)
  t.strictSame((await member.get('/core/bindings')).body.data, [])
})
