import t from 'tap'
import { isReachable } from '../../core/outbound/reachable.ts'
import { newTenant } from '../support/new-tenant.ts'
import { until } from '../support/server-process.ts'
import { errands } from './errands.ts'
import { isSigned, standIn } from './webhook-stand-in.ts'

const { platform, admin, owner, errand } = await errands(t, { webhookNetworks: ['127.0.0.0/8'] })
const other = await standIn(t)
const hurry = () => owner(`update core.pending_reaction set due_at = now() where reaction = 'core/call-webhook'`)
const deliveries = async (state: string) =>
  (await admin.get(`/core/webhook-deliveries?filter[state][eq]=${state}&sort=-createdAt`)).body.data as Record<string, unknown>[]

const made = await admin.post('/core/webhooks', { name: '门户', address: other.address, events: ['errands/errand.created'] })
const { secret } = made.body

t.test('its secret is told once, and to nobody again', async t => {
  t.equal(made.status, 201)
  t.match(made.headers.get('cache-control'), 'no-store')
  t.ok(secret.length > 40)
  for (const path of [
    '/core/webhooks',
    `/core/webhooks/${made.body.webhook.id}`,
    `/core/webhooks/${made.body.webhook.id}/history`,
    '/core/audit-entries',
  ])
    t.notOk((await admin.get(path)).bytes.includes(secret), path)
  const stored = JSON.stringify(await owner('select * from core.webhook'))
  t.notOk(stored.includes(secret))
})

t.test('what it asks for is sent once, signed, and stands in the log', async t => {
  const id = await errand('送报纸', { idNumber: '11010519491231002X' })
  await until(async () => (await deliveries('delivered')).length === 1)
  const [first] = other.received
  t.ok(isSigned(first!, secret))
  t.notOk(isSigned({ ...first!, text: first!.text.replace('送报纸', '送杂志') }, secret), 'what was changed on the way is seen')
  t.match(first!.body, { event: 'errands/errand.created', entity: 'errands/errand', recordId: id, data: { record: { title: '送报纸' } } })
  t.notMatch(first!.text, /11010519491231002X/)
  t.match(await deliveries('delivered'), [{ event: 'errands/errand.created', status: 204, attempts: 1 }])
  t.match(first!.headers, {
    'x-dangjian-event': 'errands/errand.created',
    'x-dangjian-delivery': (await deliveries('delivered'))[0]!['id'],
  })
  await admin.patch(`/errands/errands/${id}`, { days: 2 })
  t.equal(other.received.length, 1, 'what it does not ask for is not')
})

t.test('what is not taken is sent again under the same number, until it is given up', async t => {
  other.answer(500)
  await errand('送面粉')
  await until(async () => (await deliveries('waiting')).some(one => one['status'] === 500))
  other.answer(200)
  await hurry()
  await until(async () => (await deliveries('delivered')).length === 2)
  const numbers = other.received.slice(-2).map(one => one.headers['x-dangjian-delivery'])
  t.equal(numbers[0], numbers[1])

  other.answer(503)
  await errand('送大米')
  await until(async () => {
    await hurry()
    return (await deliveries('failed')).length === 1
  })
  t.match(await deliveries('failed'), [{ attempts: 8, status: 503, error: 'HTTP 503' }])
  other.answer(204)
  const [failed] = await deliveries('failed')
  t.equal((await admin.post(`/core/webhook-deliveries/${failed!['id']}/transitions/retry`)).status, 200)
  await until(async () => (await deliveries('failed')).length === 0 && (await deliveries('waiting')).length === 0)
  t.equal((await admin.post(`/core/webhook-deliveries/${failed!['id']}/transitions/retry`)).body.code, 'webhook.not-failed')
})

t.test('where a reply leads elsewhere nobody goes', async t => {
  const elsewhere = await standIn(t)
  other.answer(307, elsewhere.address)
  await errand('送水')
  await until(async () => (await deliveries('waiting')).some(one => one['status'] === 307))
  t.equal(elsewhere.received.length, 0)
  other.answer(204)
  await hurry()
  await until(async () => (await deliveries('waiting')).length === 0)
})

t.test('a new secret ends the old one', async t => {
  const { body } = await admin.post(`/core/webhooks/${made.body.webhook.id}/transitions/renew-secret`)
  t.not(body.secret, secret)
  const before = other.received.length
  await errand('送信')
  await until(() => other.received.length > before)
  t.ok(isSigned(other.received.at(-1)!, body.secret))
  t.notOk(isSigned(other.received.at(-1)!, secret))
})

t.test('one that is off is sent nothing, and another tenant’s hears nothing', async t => {
  const stranger = await newTenant(platform, '中共邻县委员会')
  const theirs = await standIn(t)
  t.equal(
    (await stranger.admin.post('/core/webhooks', { name: '邻', address: theirs.address, events: ['errands/errand.created'] })).status,
    201,
  )
  await admin.patch(`/core/webhooks/${made.body.webhook.id}`, { state: 'off' })
  const before = other.received.length
  await errand('没人听')
  t.same(await owner(`select 1 from core.pending_reaction where reaction like 'core/%webhook%'`), [])
  t.equal(other.received.length, before)
  t.equal(theirs.received.length, 0)
})

t.test('an address inside is refused, whatever it is called', async t => {
  const refused = async (address: string) =>
    (await admin.post('/core/webhooks', { name: '内', address, events: ['errands/errand.created'] })).body
  for (const address of [
    'http://example.com/hook',
    'https://10.0.0.1/hook',
    'https://192.168.1.1/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/hook',
    'https://[fd00::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://0x0a000001/hook',
    'https://localhost/hook',
    'https://user:password@example.com/hook',
    'file:///etc/passwd',
    'not an address',
  ])
    t.match(await refused(address), { code: 'record.invalid', errors: [{ pointer: '/address', code: 'bad-address' }] }, address)
  t.match((await admin.post('/core/webhooks', { name: '错', address: 'https://example.com/', events: ['errands/errand.exploded'] })).body, {
    errors: [{ pointer: '/events/0', code: 'unknown-event' }],
  })
})

t.test('a name that leads inside is refused when it is sent to', async t => {
  // The name of this machine itself leads to where it may not send from here on.
  const { send } = await import('../../core/webhooks/send.ts')
  const parcel = { secret: 'x', delivery: 'x', event: 'x', body: '{}' }
  t.same(await send({ ...parcel, address: `https://localhost:${new URL(other.address).port}/` }, []), { error: 'address-refused' })
  t.same(await send({ ...parcel, address: other.address }, []), { error: 'address-refused' })
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '::ffff:127.0.0.1',
  ])
    t.notOk(isReachable(address, []), address)
  for (const address of ['8.8.8.8', '223.5.5.5', '2400:3200::1']) t.ok(isReachable(address, []), address)
})

t.test('only who administers the tenant has any say', async t => {
  const secretary = await platform.signIn('secretary')
  t.equal((await secretary.get('/core/webhooks')).status, 403)
  t.equal((await secretary.post('/core/webhooks', { name: 'x', address: other.address, events: ['errands/errand.created'] })).status, 403)
  t.equal((await secretary.get('/core/webhook-deliveries')).status, 403)
  const { body } = await admin.get('/core/event-kinds')
  t.ok(body.data.some((one: { name: string }) => one.name === 'errands.finished'))
})
