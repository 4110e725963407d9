import t from 'tap'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { freshTenant } from './fresh-tenant.ts'

const platform = await startPlatform(t)
const operator = await platform.signIn('operator')
const anyone = platform.anyone()

const newCodes = async (count: number, edition = 'standard'): Promise<string[]> =>
  (await operator.post('/core/activation-codes/batch', { edition, count, note: '测试批次' })).body.codes
const activate = (code: string, more = {}) =>
  anyone.post('/core/activations', { code, organizationName: '中共东山镇委员会', username: 'dongshan', ...more })
const tenantCount = async () => (await operator.get('/core/tenants?count=exact&page[size]=1')).body.page.total

t.test('a code makes the tenant, its root organization and its admin at once, with the edition that it was sold with', async t => {
  const [code] = await newCodes(1, 'professional')
  const { status, body } = await activate(code!, { organizationName: '  中共西山县委员会 ', username: 'xishan', adminName: '周县管' })
  t.equal(status, 201)
  t.match(body, { tenant: { code: 'zgxsxwyh', name: '中共西山县委员会', edition: 'professional' }, username: 'xishan' })
  const admin = await platform.signIn('xishan', { tenant: body.tenant.code, password: 'ABC#123' })
  const session = await admin.get('/session')
  t.match(session.body, { user: { name: '周县管' }, tenant: { edition: 'professional', reliefMode: false }, mustChangePassword: true })
  t.ok(session.body.user.roles.includes('tenant-admin'))
  await admin.put('/session/password', { current: 'ABC#123', next: 'Xin#Shidai2026' })
  const { body: tree } = await admin.get('/core/organizations/tree')
  t.match(tree.data, [{ name: '中共西山县委员会', shortName: '中共西山县委员会', category: '611', parent: null, children: 0 }])
  t.equal(tree.data.length, 1)
})

t.test('the code may be typed with blanks, hyphens and small letters', async t => {
  const [code] = await newCodes(1)
  const typed = ` ${code!.slice(0, 4).toLowerCase()}-${code!.slice(4)} `
  t.equal((await activate(typed)).status, 201)
})

t.test('the admin may be named by a phone, and signs in with it', async t => {
  const [code] = await newCodes(1)
  const made = await activate(code!, { username: undefined, phone: '13900001234' })
  t.equal(made.status, 201)
  t.equal(made.body.username, '13900001234')
  await t.resolves(platform.signIn('13900001234', { tenant: made.body.tenant.code, password: 'ABC#123' }))
})

t.test('relief mode is asked for at activation', async t => {
  const [code] = await newCodes(1)
  const { body } = await activate(code!, { reliefMode: true })
  const admin = await platform.signIn('dongshan', { tenant: body.tenant.code, password: 'ABC#123' })
  t.equal((await admin.get('/session')).body.tenant.reliefMode, true)
})

t.test('a code works once', async t => {
  const [code] = await newCodes(1)
  t.equal((await activate(code!)).status, 201)
  const before = await tenantCount()
  const again = await activate(code!)
  t.equal(again.status, 409)
  t.equal(again.body.code, 'activation.used-code')
  t.equal(await tenantCount(), before)
})

t.test('of twenty clicks at once one makes a tenant', async t => {
  const [code] = await newCodes(1)
  const before = await tenantCount()
  const replies = await Promise.all(Array.from({ length: 20 }, (_, at) => activate(code!, { username: `clicker${at}` })))
  t.equal(replies.filter(reply => reply.status === 201).length, 1)
  t.ok(replies.every(reply => reply.status === 201 || reply.body.code === 'activation.used-code'))
  t.equal(await tenantCount(), before + 1)
})

t.test('two of the same name at once become two tenants with codes of their own', async t => {
  const codes = await newCodes(8)
  const replies = await Promise.all(codes.map(code => activate(code, { organizationName: '中共同名乡委员会' })))
  t.same(
    replies.map(reply => reply.status),
    codes.map(() => 201),
  )
  t.equal(new Set(replies.map(reply => reply.body.tenant.code)).size, codes.length)
})

t.test('what is wrong with the form leaves the code unused and makes nothing', async t => {
  const [code] = await newCodes(1)
  const before = await tenantCount()
  for (const wrong of [
    { organizationName: '   ' },
    { organizationName: '' },
    { username: undefined },
    { username: undefined, phone: '12345' },
    { username: '1 x' },
    { edition: 'flagship' },
  ]) {
    const reply = await activate(code!, wrong)
    t.equal(reply.status, 422, JSON.stringify(wrong))
    t.match(reply.body.detail, /\p{Script=Han}/u)
  }
  t.equal(await tenantCount(), before)
  t.equal((await activate(code!)).status, 201)
})

t.test('unknown and revoked codes are told alike', async t => {
  const [code] = await newCodes(1)
  const { body } = await operator.get(`/core/activation-codes?filter[code][eq]=${code}`)
  const revoked = await operator.post(`/core/activation-codes/${body.data[0].id}/transitions/revoke`)
  t.equal(revoked.status, 200)
  t.equal(revoked.body.state, 'revoked')
  const after = await activate(code!)
  const unknown = await activate('ABCD-EFGH-JKMN')
  t.equal(after.status, 422)
  t.same(after.body, unknown.body)
})

t.test('a used code cannot be revoked, and a code cannot be changed or made by hand', async t => {
  const [code] = await newCodes(1)
  await activate(code!)
  const { body } = await operator.get(`/core/activation-codes?filter[code][eq]=${code}`)
  const { id } = body.data[0]
  const revoked = await operator.post(`/core/activation-codes/${id}/transitions/revoke`)
  t.equal(revoked.body.code, 'activation.not-unused')
  t.equal((await operator.patch(`/core/activation-codes/${id}`, { state: 'unused' })).status, 422)
  t.equal((await operator.post('/core/activation-codes', { edition: 'flagship' })).status, 404)
  t.equal((await operator.get(`/core/activation-codes/${id}`)).body.state, 'used')
})

t.test('a batch holds as many different codes as asked for, and the operator sees who used them', async t => {
  const made = await operator.post('/core/activation-codes/batch', { edition: 'flagship', count: 200, note: '二季度' })
  t.equal(made.status, 201)
  t.equal(new Set(made.body.codes).size, 200)
  const used = await activate(made.body.codes[7])
  const { body } = await operator.get(
    `/core/activation-codes?filter[batch][eq]=${encodeURIComponent(made.body.batch)}&filter[state][eq]=used&count=exact`,
  )
  t.equal(body.page.total, 1)
  t.match(body.data[0], {
    code: made.body.codes[7],
    edition: 'flagship',
    note: '二季度',
    usedBy: { id: used.body.tenant.id, label: used.body.tenant.name },
  })
  t.ok(Date.now() - Date.parse(body.data[0].usedAt) < 60_000)
  for (const count of [0, 501, 1.5, '3'])
    t.equal((await operator.post('/core/activation-codes/batch', { edition: 'standard', count })).status, 422, String(count))
  t.equal((await operator.post('/core/activation-codes/batch', { edition: 'golden', count: 1 })).status, 422)
})

t.test('only the operator makes and sees codes and tenants', async t => {
  const { admin } = await freshTenant(platform)
  const member = await platform.signIn('member')
  for (const who of [admin, member]) {
    t.equal((await who.post('/core/activation-codes/batch', { edition: 'standard', count: 1 })).status, 403)
    for (const path of ['/core/activation-codes', '/core/tenants', '/core/entitlements']) t.equal((await who.get(path)).status, 403, path)
  }
  t.equal((await anyone.get('/core/activation-codes')).status, 401)
})

t.test('the admin gives tenant, root organization and himself other names later', async t => {
  const { admin, rootId, id, password } = await freshTenant(platform, '中共暂名委员会')
  t.equal((await admin.patch('/core/tenant', { name: '中共新名委员会' })).status, 200)
  t.equal((await admin.patch(`/core/organizations/${rootId}`, { name: '中共新名委员会', shortName: '新名党委' })).status, 200)
  const { body: session } = await admin.get('/session')
  t.equal(session.tenant.name, '中共新名委员会', 'at the next request')
  t.equal((await admin.patch(`/core/users/${session.user.id}`, { name: '郑总管', username: 'zhengzg' })).status, 200)
  t.equal((await operator.get(`/core/tenants/${id}`)).body.name, '中共新名委员会')
  await t.resolves(platform.signIn('zhengzg', { tenant: session.tenant.code, password }))
  const { body: log } = await admin.get('/core/audit-entries?filter[action][eq]=rename-tenant&fields=changes')
  t.match(
    log.data.map((entry: Body) => entry.changes),
    [{ name: ['中共暂名委员会', '中共新名委员会'] }],
  )
})

t.test('a tenant’s name is changed by its admin alone, and never its code or edition', async t => {
  const { admin } = await freshTenant(platform)
  const member = await platform.signIn('member')
  const orgadmin = await platform.signIn('orgadmin')
  for (const who of [member, orgadmin]) t.equal((await who.patch('/core/tenant', { name: '别的名字' })).status, 403)
  t.equal((await admin.patch('/core/tenant', { name: ' ' })).status, 422)
  t.equal((await admin.patch('/core/tenant', { name: '好', edition: 'flagship' })).status, 422)
  t.equal((await member.get('/core/tenant')).status, 200)
})
