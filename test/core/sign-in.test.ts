import t from 'tap'
import { type Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { firstSignIn, freshTenant, ownPassword } from './fresh-tenant.ts'
import { asOwner } from './owner.ts'
import { secondServer } from './second-server.ts'

const platform = await startPlatform(t)
const anyone = platform.anyone()
const { admin, code: tenant, rootId, id: tenantId, password } = await freshTenant(platform)

let people = 0
/** Somebody new, with a password of his own. */
async function newcomer(): Promise<{ id: string; username: string; phone: string; client: Client }> {
  people++
  const username = `renyuan${people}`
  const phone = `1380000${String(people).padStart(4, '0')}`
  const made = await admin.post('/core/users', { username, phone, name: '钱来新', organizationId: rootId })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return { id: made.body.id, username, phone, client: await firstSignIn(platform, tenant, username) }
}

const signIn = (username: string, password: string) => anyone.post('/session', { tenant, username, password })
const signInByCode = (phone: string, code: string) => anyone.post('/session', { tenant, phone, code })
const wrong = (username: string) => signIn(username, 'Bu#Dui2026')

/** The last code that this phone got, as the developer inbox shows it. */
async function codeFor(phone: string): Promise<string> {
  const { body } = await anyone.get('/core/developer-inbox')
  const sms = body.data.find((one: Body) => one.phone === phone && one.template === 'core/sign-in-code')
  return /\d{6}/.exec(sms.text)![0]
}
const anotherCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

t.test('an unknown user and a wrong password are answered alike', async t => {
  const { username } = await newcomer()
  const unknown = await signIn('meiyouren', 'Bu#Dui2026')
  const known = await wrong(username)
  t.equal(unknown.status, 401)
  t.same(known.body, unknown.body)
  t.equal(known.status, unknown.status)
  t.same(
    (await anyone.post('/session', { tenant: 'meiyou', username, password: ownPassword })).body,
    unknown.body,
    'and so is an unknown tenant',
  )
  t.equal(known.headers.get('set-cookie'), null)
})

t.test('a user name counts without regard to capitals, and a phone serves as one', async t => {
  const { username, phone } = await newcomer()
  t.equal((await signIn(username.toUpperCase(), ownPassword)).status, 201)
  t.equal((await signIn(phone, ownPassword)).status, 201)
})

t.test('the initial password must be changed before anything else is reachable', async t => {
  await admin.post('/core/users', { username: 'chulai', name: '初来', organizationId: rootId })
  const client = await platform.signIn('chulai', { tenant, password: 'ABC#123' })
  t.equal((await client.get('/session')).body.mustChangePassword, true)
  for (const path of [
    '/core/profile',
    '/core/menus',
    '/core/settings',
    '/core/sessions',
    '/core/organizations',
    '/members/members',
    '/openapi.json',
  ])
    t.equal((await client.get(path)).body.code, 'session.must-change-password', path)
  t.equal((await client.post('/core/shortcuts', { menu: 'users' })).status, 403)
  t.equal((await client.put('/session/password', { current: 'ABC#123', next: ownPassword })).status, 204)
  t.equal((await client.get('/core/profile')).status, 200, 'and at once after')
})

t.test('weak passwords, the initial one and the present one are refused, with what is wrong', async t => {
  const { username, client } = await newcomer()
  for (const next of [
    'Sh#1A',
    'alllowercase',
    'ABC#123',
    ownPassword,
    `${username}#A9x`,
    'Aaaa#2026xy',
    'Qwer#2026xy',
    `Xin#${'9'.repeat(4)}zz`,
    '',
  ]) {
    const reply = await client.put('/session/password', { current: ownPassword, next })
    t.equal(reply.status, 422, next)
    t.match(reply.body.detail, /\p{Script=Han}/u)
  }
})

t.test('an administrator’s password is longer than a member’s', async t => {
  const { client } = await newcomer()
  t.equal((await client.put('/session/password', { current: ownPassword, next: 'Geng#Hao27' })).status, 204)
  const reply = await admin.put('/session/password', { current: password, next: 'Geng#Hao27' })
  t.equal(reply.body.code, 'password.weak')
  t.match(reply.body.errors, [{ pointer: '/next', code: 'too-short' }])
})

t.test('to change a password takes the present one, and wrong ones count', async t => {
  const { username, client } = await newcomer()
  for (let at = 0; at < 4; at++) {
    const reply = await client.put('/session/password', { current: 'Bu#Dui2026', next: 'Geng#Hao2027' })
    t.equal(reply.body.code, 'session.wrong-credentials')
  }
  t.equal((await signIn(username, ownPassword)).body.code, 'session.locked')
  t.equal((await client.get('/session')).status, 401, 'whoever guesses at an open screen is put out')
})

t.test('a changed password ends the other sessions and leaves one’s own', async t => {
  const { username, client } = await newcomer()
  const other = await platform.signIn(username, { tenant, password: ownPassword })
  t.equal((await other.get('/session')).status, 200)
  t.equal((await client.put('/session/password', { current: ownPassword, next: 'Geng#Hao2027' })).status, 204)
  t.equal((await other.get('/session')).status, 401)
  t.equal((await client.get('/session')).status, 200)
  t.equal((await signIn(username, ownPassword)).status, 401)
  t.equal((await signIn(username, 'Geng#Hao2027')).status, 201)
})

t.test('twenty who change their password at once do not wait for each other’s connections', async t => {
  const { client } = await newcomer()
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) => client.put('/session/password', { current: ownPassword, next: `Geng#Hao20${at}x` })),
  )
  t.ok(replies.some(reply => reply.status === 204))
  t.notOk(replies.some(reply => reply.status >= 500))
})

t.test('more than three wrong passwords lock the account', async t => {
  const { id, username } = await newcomer()
  for (let at = 0; at < 3; at++) t.equal((await wrong(username)).status, 401)
  t.equal((await signIn(username, ownPassword)).status, 201, 'three are forgiven')
  for (let at = 0; at < 4; at++) t.equal((await wrong(username)).body.code, 'session.wrong-credentials')
  t.equal((await signIn(username, ownPassword)).body.code, 'session.locked')
  t.equal((await admin.get(`/core/users/${id}`)).body.state, 'locked')
  const { body } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${id}&filter[action][in]=lock,sign-in-failed&count=exact`)
  t.equal(body.data.filter((entry: Body) => entry.action === 'lock').length, 1)
  t.equal(body.page.total, 7)
})

t.test('of many guesses at once no more are looked at than one after another', async t => {
  const { username } = await newcomer()
  const guesses = [...Array.from({ length: 15 }, (_, at) => `Cai#Mima${at}xx`), ownPassword]
  const replies = await Promise.all(guesses.map(guess => signIn(username, guess)))
  t.notOk(replies.some(reply => reply.status === 201))
  t.equal((await signIn(username, ownPassword)).status, 401, 'who goes on guessing is no longer told that he has found it')
})

t.test('a locked account answers a wrong password as before', async t => {
  const { username } = await newcomer()
  for (let at = 0; at < 4; at++) await wrong(username)
  t.same((await wrong(username)).body, (await signIn('meiyouren', 'x')).body)
})

t.test('a lock holds on a server that starts later, and its unlocking holds here', async t => {
  const { id, username } = await newcomer()
  for (let at = 0; at < 4; at++) await wrong(username)
  const second = await secondServer(t, platform)
  const there = new Client(second)
  const reply = await there.post('/session', { tenant, username, password: ownPassword })
  t.equal(reply.body.code, 'session.locked')
  const adminThere = new Client(second, admin.token)
  t.equal((await adminThere.post(`/core/users/${id}/transitions/unlock`)).body.state, 'active')
  t.equal((await signIn(username, ownPassword)).status, 201)
})

t.test('a wrong password of one tenant locks nobody of another where the password is right', async t => {
  const other = await freshTenant(platform, '中共江南县委员会')
  const { body: root } = await other.admin.get('/core/organizations/tree')
  for (const [who, organizationId] of [
    [admin, rootId],
    [other.admin, root.data[0].id],
  ] as const)
    await who.post('/core/users', { username: 'tongming', name: '童明', organizationId })
  const here = await firstSignIn(platform, tenant, 'tongming')
  await here.put('/session/password', { current: ownPassword, next: 'Zhe#Li2026x' })
  await firstSignIn(platform, other.code, 'tongming')
  for (let at = 0; at < 6; at++) t.equal((await anyone.post('/session', { username: 'tongming', password: 'Zhe#Li2026x' })).status, 201)
  t.equal((await anyone.post('/session', { tenant: other.code, username: 'tongming', password: ownPassword })).status, 201)
})

t.test('who is known in several tenants is asked which, and told their names only after the password', async t => {
  const other = await freshTenant(platform, '中共江东县委员会')
  const { body: root } = await other.admin.get('/core/organizations/tree')
  const phone = '13700001111'
  for (const [who, organizationId] of [
    [admin, rootId],
    [other.admin, root.data[0].id],
  ] as const)
    await who.post('/core/users', { phone, name: '多家', organizationId })
  const chosen = await anyone.post('/session', { username: phone, password: 'ABC#123' })
  t.equal(chosen.body.code, 'session.choose-tenant')
  t.same(new Set(chosen.body.errors.map((one: Body) => one.code)), new Set([tenant, other.code]))
  t.notOk((await anyone.post('/session', { username: phone, password: 'Bu#Dui2026' })).body.errors)
  await anyone.post('/session/codes', { phone })
  const code = await codeFor(phone)
  t.equal((await anyone.post('/session', { phone, code })).body.code, 'session.choose-tenant')
  t.equal((await anyone.post('/session', { tenant: other.code, phone, code })).status, 201, 'with the same code')
  t.equal((await anyone.post('/session', { tenant, phone, code })).status, 401, 'which is used up then')
})

t.test('a phone signs in by a code sent to it, once', async t => {
  const { phone } = await newcomer()
  t.equal((await anyone.post('/session/codes', { phone, tenant })).status, 204)
  const code = await codeFor(phone)
  t.equal((await signInByCode(phone, anotherCode(code))).status, 401)
  const replies = await Promise.all([signInByCode(phone, code), signInByCode(phone, code)])
  t.same(replies.map(reply => reply.status).sort(), [201, 401])
  t.equal((await signInByCode(phone, code)).body.code, 'session.wrong-code')
})

t.test('one code a minute for a phone; unknown phones are answered alike and get nothing', async t => {
  const { phone } = await newcomer()
  const unknown = '13799999999'
  for (const one of [phone, unknown]) {
    t.equal((await anyone.post('/session/codes', { phone: one })).status, 204)
    t.equal((await anyone.post('/session/codes', { phone: one })).body.code, 'session.code-too-soon')
  }
  t.equal((await anyone.post('/session/codes', { phone: '123' })).status, 422)
  const { body } = await anyone.get('/core/developer-inbox')
  t.notOk(body.data.some((sms: Body) => sms.phone === unknown))
  await asOwner(platform, `update core.sign_in_code set created_at = now() - interval '61 seconds' where phone = $1`, [phone])
  const old = await codeFor(phone)
  t.equal((await anyone.post('/session/codes', { phone })).status, 204, 'a minute later')
  const fresh = await codeFor(phone)
  if (old !== fresh) t.equal((await signInByCode(phone, old)).status, 401, 'only the newest counts')
  t.equal((await signInByCode(phone, fresh)).status, 201)
})

t.test('a code expires after five minutes', async t => {
  const { phone } = await newcomer()
  await anyone.post('/session/codes', { phone })
  const [row] = await asOwner(
    platform,
    `select expires_at - created_at = interval '5 minutes' as five from core.sign_in_code where phone = $1`,
    [phone],
  )
  t.equal(row!['five'], true)
  await asOwner(platform, 'update core.sign_in_code set expires_at = now() where phone = $1', [phone])
  t.equal((await signInByCode(phone, await codeFor(phone))).status, 401)
})

t.test('a code stands five tries, also when twenty come at once', async t => {
  const { phone } = await newcomer()
  await anyone.post('/session/codes', { phone })
  const code = await codeFor(phone)
  const tries = await Promise.all(Array.from({ length: 20 }, () => signInByCode(phone, anotherCode(code))))
  t.ok(tries.every(reply => reply.status === 401))
  const [row] = await asOwner(platform, 'select tries from core.sign_in_code where phone = $1', [phone])
  t.equal(row!['tries'], 5)
  t.equal((await signInByCode(phone, code)).status, 401, 'the right one too')
})

t.test('a locked account does not open by a code either', async t => {
  const { id, phone } = await newcomer()
  await admin.post(`/core/users/${id}/transitions/lock`)
  await anyone.post('/session/codes', { phone })
  t.equal((await signInByCode(phone, await codeFor(phone))).body.code, 'session.locked')
})

t.test('one sees one’s own sessions and ends them, alone or all others', async t => {
  const { username, client } = await newcomer()
  const phoneClient = await platform.signIn(username, { tenant, password: ownPassword, channel: 'mini-program' })
  const third = await platform.signIn(username, { tenant, password: ownPassword })
  const { body } = await client.get('/core/sessions')
  t.equal(body.data.length, 3, 'and nobody else’s')
  const ofPhone = body.data.find((one: Body) => one.channel === 'mini-program')
  t.notOk(JSON.stringify(body).includes('token'))
  t.equal((await client.delete(`/core/sessions/${ofPhone.id}`)).status, 204)
  t.equal((await phoneClient.get('/session')).status, 401, 'at the next request')
  t.equal((await client.post('/session/end-others')).status, 204)
  t.equal((await third.get('/session')).status, 401)
  t.equal((await client.get('/session')).status, 200)
})

t.test('nobody ends another’s session, but for the tenant’s admin', async t => {
  const { client, id } = await newcomer()
  const { client: other } = await newcomer()
  const { body } = await client.get('/core/sessions')
  t.equal((await other.delete(`/core/sessions/${body.data[0].id}`)).status, 404)
  t.equal((await client.get('/session')).status, 200)
  const { body: seen } = await admin.get(`/core/sessions?filter[userId][eq]=${id}`)
  t.equal((await admin.delete(`/core/sessions/${seen.data[0].id}`)).status, 204)
  t.equal((await client.get('/session')).status, 401)
})

t.test('a session that is over is not shown and does not open', async t => {
  const { username, client, id } = await newcomer()
  await asOwner(platform, `update core.session set expires_at = now() - interval '1 second' where user_id = $1`, [id])
  const again = await platform.signIn(username, { tenant, password: ownPassword })
  t.equal((await again.get('/core/sessions')).body.data.length, 1)
  const second = await secondServer(t, platform)
  t.equal((await new Client(second, client.token).get('/session')).status, 401)
})

t.test('signing out ends the session and takes the cookie back', async t => {
  const { client } = await newcomer()
  const reply = await client.delete('/session')
  t.equal(reply.status, 204)
  t.match(reply.headers.get('set-cookie'), /^session=; .*Max-Age=0/)
  t.equal((await client.get('/session')).status, 401)
})

t.test('the cookie serves our own pages alone', async t => {
  const { username } = await newcomer()
  const signedIn = await signIn(username, ownPassword)
  const cookie = signedIn.headers.get('set-cookie')!
  t.match(cookie, /HttpOnly/)
  t.match(cookie, /SameSite=Lax/)
  const withCookie = { cookie: cookie.split(';')[0]! }
  const end = (origin?: string) =>
    anyone.post('/session/end-others', undefined, { headers: { ...withCookie, ...(origin ? { origin } : {}) } })
  t.equal((await anyone.get('/session', { headers: withCookie })).status, 200)
  for (const origin of ['https://evil.example', 'null', `${platform.url}.evil.example`, 'http://127.0.0.1:1'])
    t.equal((await end(origin)).body.code, 'request.other-origin', origin)
  t.equal((await end(platform.url)).status, 204)
  t.equal((await end()).status, 204)
})

t.test('forged and foreign tokens open nothing', async t => {
  const { client } = await newcomer()
  const [, secret] = client.token!.split('.')
  const demo = await platform.signIn('admin')
  for (const token of ['', 'x', 'a.b', `${demo.token!.split('.')[0]}.${secret}`, `${client.token}x`, '.'.repeat(50)])
    t.equal((await new Client(platform.url, token).get('/session')).status, 401, token)
})

t.test('a suspended tenant is closed at once, for who is in and who comes, and opens again with all it had', async t => {
  const operator = await platform.signIn('operator')
  const { client, username } = await newcomer()
  t.equal((await operator.patch(`/core/tenants/${tenantId}`, { state: 'suspended' })).status, 200)
  t.equal((await client.get('/core/profile')).body.code, 'tenant.suspended')
  t.equal((await signIn(username, ownPassword)).body.code, 'tenant.suspended')
  t.equal((await wrong(username)).status, 401, 'told to who knows the password alone')
  t.equal((await operator.patch(`/core/tenants/${tenantId}`, { state: 'active' })).status, 200)
  t.equal((await client.get('/core/profile')).status, 200)
})

t.test('the platform’s own tenant cannot be suspended', async t => {
  const operator = await platform.signIn('operator')
  const { body } = await operator.get('/core/tenants?filter[code][eq]=platform')
  t.equal((await operator.patch(`/core/tenants/${body.data[0].id}`, { state: 'suspended' })).status, 409)
  t.equal((await operator.get('/core/tenants')).status, 200)
})

t.test('a tenant that chose random first passwords sends them by SMS', async t => {
  const other = await freshTenant(platform, '中共江西县委员会')
  const { body: settings } = await other.admin.get('/core/settings')
  t.equal((await other.admin.patch(`/core/settings/${settings.data[0].id}`, { initialPassword: 'random' })).status, 200)
  const phone = '13600001111'
  const made = await other.admin.post('/core/users', { username: 'suiji', phone, name: '随机', organizationId: other.rootId })
  t.equal(made.status, 201)
  const sent = async () => {
    const { body } = await anyone.get('/core/developer-inbox')
    return body.data.filter((sms: Body) => sms.phone === phone && sms.template === 'core/initial-password')
  }
  const passwordIn = (sms: Body) => /是 (\S+)，/.exec(sms.text)![1]!
  const [first] = await sent()
  t.equal((await anyone.post('/session', { tenant: other.code, username: 'suiji', password: 'ABC#123' })).status, 401)
  const client = await platform.signIn('suiji', { tenant: other.code, password: passwordIn(first) })
  t.equal((await client.get('/core/menus')).body.code, 'session.must-change-password')
  const reset = await other.admin.post(`/core/users/${made.body.id}/transitions/reset-password`)
  t.same(reset.body.newPassword, { sentBy: 'sms' })
  const all = await sent()
  t.equal(all.length, 2)
  t.not(passwordIn(all[0]), passwordIn(first))
  await t.resolves(platform.signIn('suiji', { tenant: other.code, password: passwordIn(all[0]) }))
  const { body: log } = await other.admin.get('/core/audit-entries?page[size]=200')
  t.notOk(JSON.stringify(log).includes(passwordIn(first)), 'and the log does not know it')
  const without = await other.admin.post('/core/users', { username: 'wuhao', name: '无号', organizationId: other.rootId })
  t.equal((await other.admin.post(`/core/users/${without.body.id}/transitions/reset-password`)).body.code, 'user.no-phone')
})
