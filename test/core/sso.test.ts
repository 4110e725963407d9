import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { freshTenant } from './fresh-tenant.ts'
import { asOwner } from './owner.ts'
import { apply, asking, open, otherPlatform, review } from './sso-platform.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const operator = await platform.signIn('operator')
const own = '/core/tenant/sso-applications'
const oa = await otherPlatform(platform, admin, '江北办公')
const member = { username: 'member' }

const enter = (ticket: string) => platform.anyone().post('/session/entry', { ticket })
const told = async (id: string): Promise<Body> => (await admin.get(own)).body.data.find((one: Body) => one.id === id)
const logged = async (id: string): Promise<Body[]> => (await admin.get(`/core/sso-entries?filter[applicationId][eq]=${id}`)).body.data

t.test('a tenant applies, the operator refuses with a reason or approves with 200 entries', async t => {
  const { id, state } = await apply(admin, { name: '待审平台', origins: ['https://a.example.cn/some/page'] })
  t.equal(state, 'applied')
  t.equal((await admin.post(`${own}/${id}/secret`, {})).body.code, 'sso.no-secret-yet')
  t.equal((await review(operator, id, 'refuse')).status, 422, 'not without a reason')
  t.equal((await review(operator, id, 'refuse', '网址打不开')).status, 200)
  t.match(await told(id), { state: 'refused', reviewNote: '网址打不开', entriesGranted: 0 })
  t.match((await admin.patch(`${own}/${id}`, { homepage: 'https://b.example.cn' })).body, {
    state: 'applied',
    origins: ['https://a.example.cn'],
  })
  t.equal((await review(operator, id, 'approve')).status, 200)
  t.match(await told(id), { state: 'approved', entriesGranted: 200, entriesUsed: 0 })
  t.equal((await review(operator, id, 'approve')).body.code, 'sso.other-state')
  t.equal((await admin.patch(`${own}/${id}`, { homepage: 'https://c.example.cn' })).body.code, 'sso.settled')
  t.match((await operator.get(`/core/sso-applications/${id}`)).body, { tenant: { label: /./ }, state: 'approved' })
})

t.test('an application is filled in whole, with addresses that a click may follow', async t => {
  const refused = await admin.post(own, { name: ' ', homepage: 'javascript:alert(1)', origins: ['oa'] })
  t.equal(refused.status, 422)
  t.same(refused.body.errors.map((one: Body) => one.pointer).sort(), ['/contactName', '/contactPhone', '/homepage', '/name', '/origins/0'])
})

t.test('only who runs the tenant applies, and nobody reviews but the operator', async t => {
  for (const name of ['orgadmin', 'secretary', 'member']) {
    const who = await platform.signIn(name)
    t.equal((await who.get(own)).status, 403, name)
    t.equal((await who.post(own, {})).status, 403, name)
    t.equal((await who.post(`${own}/${oa.id}/secret`, {})).status, 403, name)
  }
  t.equal((await review(admin, oa.id, 'approve')).status, 403)
  t.equal((await admin.get('/core/sso-applications')).status, 403)
})

t.test('no tenant reaches another’s application', async t => {
  const other = await freshTenant(platform, '中共江南县委员会')
  t.same((await other.admin.get(own)).body.data, [])
  t.equal((await other.admin.post(`${own}/${oa.id}/secret`, {})).status, 404)
  t.equal((await other.admin.patch(`${own}/${oa.id}`, { name: '我的' })).status, 404)
  t.equal((await other.admin.post(`${own}/${oa.id}/stop`)).status, 404)
  const theirs = await otherPlatform(platform, other.admin, '江南办公')
  t.equal((await theirs.ask(member)).body.code, 'sso.unknown-user', 'nor another’s people')
  t.equal((await theirs.ask({ username: 'chief' })).status, 201)
})

t.test('a ticket lets its person in once, by link or from a mini-program', async t => {
  const asked = await oa.ask({ ...member, destination: '/admin/m/members.members?scope=organization' })
  t.equal(asked.status, 201, JSON.stringify(asked.body))
  const came = await open(platform, asked.body.entry)
  t.match(came, { status: 303, location: '/admin/m/members.members?scope=organization' })
  const session = await fetch(`${platform.url}/api/v1/session`, { headers: { cookie: `session=${came.cookie}` } })
  t.match(await session.json(), { tenant: { code: 'demo' } })
  t.match(await open(platform, asked.body.entry), { status: 303, location: '/admin/login?refused=sso.ticket-over', cookie: undefined })
  const second = await oa.ask(member)
  const entered = await enter(second.body.ticket)
  t.equal(entered.status, 201)
  t.equal((await platform.anyone().withToken(entered.body.token).get('/session')).status, 200)
  t.equal((await enter(second.body.ticket)).body.code, 'sso.ticket-over')
  t.equal((await enter('AAAAAAAAcACAAAAAAAAAAQ.forged')).body.code, 'sso.ticket-over')
  t.equal((await enter('nothing')).body.code, 'sso.ticket-over')
})

t.test('a person is named by phone, user name or a bound account, in one way', async t => {
  const rows = await asOwner(platform, `select u.id, u.phone from core."user" u where u.username = 'member' and u.phone is not null`)
  const [{ id: userId, phone } = {}] = rows
  await admin.post('/core/bindings', { userId, provider: 'dingtalk', externalId: 'ding-001' })
  for (const person of [{ phone }, { username: 'MEMBER' }, { provider: 'dingtalk', externalId: 'ding-001' }]) {
    const { ticket } = (await oa.ask(person)).body
    t.equal((await enter(ticket)).body.user?.id, userId, JSON.stringify(person))
  }
  for (const person of [{}, { phone, username: 'member' }, { provider: 'dingtalk' }]) t.equal((await oa.ask(person)).status, 422)
  t.equal((await oa.ask({ provider: 'wechat', externalId: 'ding-001' })).body.code, 'sso.unknown-user')
})

t.test('looking behind a link does not use it up', async t => {
  const { entry } = (await oa.ask(member)).body
  t.equal((await open(platform, entry, {}, 'HEAD')).cookie, undefined)
  t.equal((await open(platform, entry, { 'sec-purpose': 'prefetch' })).cookie, undefined)
  t.ok((await open(platform, entry)).cookie)
})

t.test('who enters stays within the desk', async t => {
  const outside = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/api/v1/session',
    '/admin/../api/v1',
    '/admin/%2e%2e/api',
    '/administer',
    '/admin//evil.example',
  ]
  for (const destination of outside) t.equal((await oa.ask({ ...member, destination })).status, 422, destination)
  t.equal((await open(platform, (await oa.ask(member)).body.entry)).location, '/admin/')
})

t.test('a page of another origin leads nobody in', async t => {
  const wrong = await open(platform, (await oa.ask(member)).body.entry, { referer: 'https://evil.example/' })
  t.match(wrong, { location: '/admin/login?refused=sso.other-origin', cookie: undefined })
  t.ok((await open(platform, (await oa.ask(member)).body.entry, { referer: 'https://oa.example.cn/' })).cookie)
})

t.test('what is not signed with the secret, to the letter, is refused, and not counted', async t => {
  const before = (await logged(oa.id)).length
  t.equal((await oa.ask(member, { secret: 'guessed' })).body.code, 'sso.wrong-signature')
  t.equal((await oa.ask(member, { body: '{"username":"admin"}' })).body.code, 'sso.wrong-signature')
  t.equal((await oa.ask(member, { id: randomUUID() })).body.code, 'sso.wrong-signature', 'an unknown application is told alike')
  t.equal((await oa.ask(member, { nonce: 'short' })).body.code, 'sso.unsigned')
  t.equal((await platform.anyone().post('/core/sso-tickets', member)).body.code, 'sso.unsigned')
  t.equal((await logged(oa.id)).length, before)
})

t.test('a request is good for five minutes of difference between the clocks, and once', async t => {
  const now = Math.floor(Date.now() / 1_000)
  for (const off of [-400, 400]) t.equal((await oa.ask(member, { timestamp: now + off })).body.code, 'sso.wrong-clock', `${off}`)
  for (const off of [-240, 240]) t.equal((await oa.ask(member, { timestamp: now + off })).status, 201, `${off}`)
  const nonce = randomUUID()
  t.equal((await oa.ask(member, { nonce })).status, 201)
  t.equal((await oa.ask(member, { nonce })).body.code, 'sso.replayed')
  const refused = randomUUID()
  t.equal((await oa.ask({ username: 'nobody-here' }, { nonce: refused })).body.code, 'sso.unknown-user')
  t.equal((await oa.ask(member, { nonce: refused })).body.code, 'sso.replayed', 'also after a refusal')
})

t.test('a ticket is over after a minute', async t => {
  const { ticket, expiresAt } = (await oa.ask(member)).body
  t.ok(Date.parse(expiresAt) - Date.now() <= 60_000)
  await asOwner(platform, `update core.sso_entry set expires_at = now() - interval '1 second' where state = 'issued'`)
  t.equal((await enter(ticket)).body.code, 'sso.ticket-over')
})

t.test('who is locked out or disabled does not come in this way, not with a ticket of before either', async t => {
  const early = (await oa.ask(member)).body
  for (const [state, code] of [
    ['locked', 'session.locked'],
    ['disabled', 'session.disabled'],
  ]) {
    await asOwner(platform, `update core."user" set state = $1 where username = 'member'`, [state])
    t.equal((await oa.ask(member)).body.code, code)
    if (state === 'locked') t.equal((await enter(early.ticket)).body.code, code)
  }
  await asOwner(platform, `update core."user" set state = 'active' where username = 'member'`)
  t.equal((await enter(early.ticket)).body.code, 'sso.ticket-over', 'it is used')
})

t.test('the secret is shown once; a new one leaves the former good for a day, or ends it', async t => {
  const { id, secret: first } = await otherPlatform(platform, admin, '换密钥的平台')
  t.notMatch(JSON.stringify((await admin.get(own)).body), first)
  t.notMatch(JSON.stringify((await operator.get(`/core/sso-applications/${id}`)).body), first)
  const dump = await asOwner(
    platform,
    'select to_jsonb(a) as row from core.sso_application a union all select to_jsonb(h) from core.record_history h',
  )
  t.notMatch(JSON.stringify(dump), first, 'nor in the database')
  const second = (await admin.post(`${own}/${id}/secret`, {}, { headers: { 'idempotency-key': 'once' } })).body
  t.ok(Date.parse(second.application.formerSecretUntil) > Date.now() + 23 * 3_600_000)
  t.equal((await asking(platform, id, first)(member)).status, 201, 'the former one')
  t.equal((await asking(platform, id, second.secret)(member)).status, 201)
  await asOwner(platform, `update core.sso_application set former_secret_until = now() - interval '1 second' where id = $1`, [id])
  t.equal((await asking(platform, id, first)(member)).body.code, 'sso.wrong-signature')
  const third = (await admin.post(`${own}/${id}/secret`, { endFormer: true })).body
  t.equal((await asking(platform, id, second.secret)(member)).body.code, 'sso.wrong-signature')
  t.equal((await asking(platform, id, third.secret)(member)).status, 201)
  const kept = await asOwner(platform, 'select to_jsonb(k) as row from core.idempotency_key k')
  t.notMatch(JSON.stringify(kept), second.secret)
})

t.test('a stopped platform lets nobody in, whoever stopped it, until it is approved again', async t => {
  const { id, ask } = await otherPlatform(platform, admin, '停用的平台')
  const early = (await ask(member)).body
  t.equal((await review(operator, id, 'stop', '违规使用')).status, 200)
  t.equal((await ask(member)).body.code, 'sso.not-approved')
  t.equal((await enter(early.ticket)).body.code, 'sso.not-approved')
  t.equal((await review(operator, id, 'approve')).status, 200)
  t.equal((await ask(member)).status, 201)
  t.equal((await admin.post(`${own}/${id}/stop`)).body.state, 'stopped')
  t.equal((await ask(member)).body.code, 'sso.not-approved')
})

t.test('nobody enters a suspended tenant', async t => {
  const tenant = await freshTenant(platform, '中共停用县委员会')
  const { ask } = await otherPlatform(platform, tenant.admin, '江西办公')
  const { ticket } = (await ask({ username: 'chief' })).body
  await operator.patch(`/core/tenants/${tenant.id}`, { state: 'suspended' })
  t.equal((await ask({ username: 'chief' })).body.code, 'tenant.suspended')
  t.equal((await enter(ticket)).body.code, 'tenant.suspended')
})

t.test('the usage log has everyone who came, and everyone who was refused with the reason', async t => {
  const { id, ask } = await otherPlatform(platform, admin, '有记录的平台')
  await enter((await ask(member)).body.ticket)
  await ask({ username: 'nobody-here' })
  await ask(member)
  t.match(await logged(id), [
    { state: 'issued', enteredAt: null },
    { state: 'refused', reason: '本单位没有这个用户' },
    { state: 'entered', applicationName: '有记录的平台', channel: 'mini-program', user: { label: /./ } },
  ])
  t.notMatch(JSON.stringify(await logged(id)), /nonce|ticket/i)
  const signedIn = await admin.get('/core/audit-entries?filter[action][eq]=sign-in&sort=-createdAt&page[size]=1')
  const { body } = await admin.get(`/core/audit-entries/${signedIn.body.data[0].id}`)
  t.match(body, { changes: { application: [null, '有记录的平台'] } })
})

t.test('the Node sample of the guide works as it stands there', async t => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/sso.md'), 'utf8')
  const sample = /```js\n([\s\S]*?)```/.exec(guide)![1]!
  const file = join(mkdtempSync(join(tmpdir(), 'sso-')), 'sample.mjs')
  writeFileSync(file, sample)
  Object.assign(process.env, { DANGJIAN_URL: platform.url, DANGJIAN_APPLICATION: oa.id, DANGJIAN_SECRET: oa.secret })
  const { entryFor } = (await import(pathToFileURL(file).href)) as { entryFor(person: object): Promise<string> }
  const entry = await entryFor(member)
  t.ok((await open(platform, entry.replace(platform.url, ''))).cookie)
  await t.rejects(entryFor({ username: 'nobody-here' }), /sso\.unknown-user/)
})
