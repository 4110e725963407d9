import t from 'tap'
import { v7 as uuid } from 'uuid'
import { reportBody } from '../../core/messages/stand-in/report.ts'
import type { Body } from '../support/client.ts'
import { setQuietHours } from '../support/quiet-hours.ts'
import { over, postOffice } from './post-office.ts'

const office = await postOffice(t)
const { admin, provider, person, tell, deliveries, report } = office
const arrived = (to: string[], more: object = {}) => ({
  ...{ id: uuid(), template: 'parcels/arrived', to, variables: { what: '年货', until: '2 月 10 日' } },
  ...more,
})
const takenBy = (phone: string | null) => provider.taken.filter(one => one.phone === phone)
const inbox = async (user: { id: string }) =>
  (await asOwner(`select title, body, link, read_at from core.message where user_id = '${user.id}'`)) as Body[]

async function asOwner(query: string): Promise<unknown[]> {
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: office.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query(query)
  await owner.end()
  return rows
}

t.test('a message goes by the template’s channels, in its words, and the page shows what was sent to whom', async t => {
  const one = await person()
  await tell(arrived([one.id], { link: '/admin' }))
  t.match(await inbox(one), [{ title: '年货到了', body: /^收件人\d+同志，您的年货已到，请于 2 月 10 日 前领取。$/, link: '/admin' }])
  const [delivery] = await deliveries(one.phone!, over)
  t.match(delivery, {
    channel: 'sms',
    title: '年货到了',
    state: 'sent',
    attempts: 1,
    units: 1,
    cost: 5,
    error: null,
    template: 'parcels/arrived',
  })
  t.match(delivery.content, /您的年货已到/)
  t.match(takenBy(one.phone), [
    { channel: 'sms', asked: { TemplateCode: 'SMS_1', SignName: '党建云', OutId: `${office.demo}/${delivery.id}` } },
  ])
})

t.test('the same id is the same message: told twice, also at once, it is there once on each channel', async t => {
  const one = await person()
  const message = arrived([one.id, one.id], { channels: ['in-app', 'sms', 'voice'], template: 'parcels/spoiling' })
  await Promise.all([tell(message), tell(message)])
  await tell(message, message)
  const sent = await deliveries(one.phone!, over)
  t.same(sent.map(({ channel }) => channel).sort(), ['sms', 'voice'])
  t.equal((await inbox(one)).length, 1)
  t.equal(takenBy(one.phone).filter(({ channel }) => channel === 'voice').length, 1)
})

t.test('what is taken back with its transaction was never told', async t => {
  const one = await person()
  const { engine } = office.app.platform
  const { tell: telling } = await import('../../core/messages/tell.ts')
  const { platformCaller } = await import('../../core/permissions/access.ts')
  await t.rejects(
    engine.database.transaction(office.demo, async transaction => {
      await telling({ engine, transaction, caller: platformCaller(office.demo) }, arrived([one.id]))
      throw new Error('changed my mind')
    }),
  )
  t.same(await inbox(one), [])
  t.same(await deliveries(one.phone!), [])
})

t.test('who has no phone is told in-app, and the page says why no SMS went', async t => {
  const one = await person(null)
  await tell(arrived([one.id]))
  t.equal((await inbox(one)).length, 1)
  const { body } = await admin.get(`/core/deliveries?filter[userId][eq]=${one.id}`)
  t.match(body.data, [{ state: 'failed', error: '没有手机号' }])
})

t.test('a tenant chooses the channels of a template, and brings codes of its own', async t => {
  const one = await person()
  const made = await admin.post('/core/message-settings', { template: 'parcels/arrived', channels: ['sms'], smsCode: 'SMS_77' })
  t.equal(made.status, 201)
  await tell(arrived([one.id]))
  t.match(await deliveries(one.phone!, over), [{ state: 'failed', error: /^isv.SMS_TEMPLATE_ILLEGAL 短信模板不存在/ }])
  t.same(await inbox(one), [])
  await admin.delete(`/core/message-settings/${made.body.id}`)
  t.equal((await admin.post('/core/message-settings', { template: 'parcels/lost' })).status, 422)
  t.equal((await admin.post('/core/message-settings', { template: 'parcels/alarm', channels: ['fax'] })).status, 422)
})

t.test('a failed one can be sent again by hand, and nothing else can', async t => {
  const one = await person()
  provider.refuse(one.phone!, 'isv.AMOUNT_NOT_ENOUGH', 1)
  await tell(arrived([one.id]))
  const [failed] = await deliveries(one.phone!, over)
  t.match(failed, { state: 'failed', error: 'isv.AMOUNT_NOT_ENOUGH 账户余额不足，请充值', attempts: 1, cost: null })
  t.equal((await admin.post(`/core/deliveries/${failed.id}/transitions/retry`)).status, 200)
  t.match(await deliveries(one.phone!, over), [{ state: 'sent', error: null }])
  t.equal((await admin.post(`/core/deliveries/${failed.id}/transitions/retry`)).body.code, 'delivery.not-again')
  const orgadmin = await office.signIn('orgadmin')
  t.ok([403, 404].includes((await orgadmin.post(`/core/deliveries/${failed.id}/transitions/retry`)).status))
})

t.test('a refusal worth another try is tried again later', async t => {
  const one = await person()
  provider.refuse(one.phone!, 'isv.BUSINESS_LIMIT_CONTROL', 1)
  await tell(arrived([one.id]))
  const [waiting] = await deliveries(one.phone!, found => found.attempts === 1 && found.state === 'waiting')
  t.match(waiting, { error: /^isv.BUSINESS_LIMIT_CONTROL/ })
  t.ok(Date.parse(waiting.dueAt) > Date.parse(waiting.updatedAt))
  await asOwner(`update core.pending_reaction set due_at = now() where record_id = '${waiting.id}'`)
  t.match(await deliveries(one.phone!, over), [{ state: 'sent', attempts: 2, error: null }])
  t.equal(takenBy(one.phone).length, 1)
})

t.test('after the last try it has failed, and is not tried again', async t => {
  const one = await person()
  provider.refuse(one.phone!, 'isp.SYSTEM_ERROR', 100)
  await tell(arrived([one.id]))
  for (let tries = 1; tries < 6; tries++) {
    const [{ id }] = await deliveries(one.phone!, found => found.attempts === tries && found.state === 'waiting')
    await asOwner(`update core.pending_reaction set due_at = now() where record_id = '${id}'`)
  }
  const [failed] = await deliveries(one.phone!, over)
  t.match(failed, { state: 'failed', attempts: 6 })
  t.same(await asOwner(`select 1 from core.pending_reaction where record_id = '${failed.id}'`), [])
})

t.test('in quiet hours SMS and calls wait until they are over; alarms do not', async t => {
  const one = await person()
  // An hour before now in China until an hour after it.
  const clock = (hours: number) => new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(11, 16)
  await setQuietHours(admin, clock(-1), clock(1))
  await tell(arrived([one.id]), { id: uuid(), template: 'parcels/alarm', to: [one.id], variables: { place: '河堤' } })
  const found = await deliveries(one.phone!, ({ template, state }) => template === 'parcels/arrived' || state === 'sent')
  const waiting = found.find(({ template }) => template === 'parcels/arrived')
  t.match(waiting, { state: 'waiting', attempts: 0 })
  t.equal(new Date(Date.parse(waiting.dueAt) + 8 * 3_600_000).toISOString().slice(11, 16), clock(1))
  t.equal((await inbox(one)).length, 1, 'in-app is there at once')
  // Taken too early, as by hours that were set after it was planned, it is put off once more.
  await asOwner(`update core.pending_reaction set due_at = now() where record_id = '${waiting.id}'`)
  await admin.get('/core/deliveries')
  t.match(
    (await deliveries(one.phone!)).find(({ id }: Body) => id === waiting.id),
    { state: 'waiting', attempts: 0 },
  )
  await setQuietHours(admin, '00:00', '00:00')
  await asOwner(`update core.pending_reaction set due_at = now() where record_id = '${waiting.id}'`)
  await deliveries(one.phone!, over)
  t.equal(takenBy(one.phone).length, 3)
})

t.test('one phone is called once a minute, and gets ten SMS a day; the rest waits', async t => {
  const one = await person()
  const many = Array.from({ length: 12 }, () => arrived([one.id], { channels: ['sms'] }))
  const calls = Array.from({ length: 2 }, () => arrived([one.id], { template: 'parcels/spoiling' }))
  await tell(...many, ...calls)
  const settled = ({ state, dueAt }: Body) => state === 'sent' || (state === 'waiting' && Date.parse(dueAt) > Date.now() + 20_000)
  const found = await deliveries(one.phone!, settled)
  const count = (channel: string, state: string) => found.filter(each => each.channel === channel && each.state === state).length
  t.same([count('sms', 'sent'), count('sms', 'waiting'), count('voice', 'sent'), count('voice', 'waiting')], [10, 2, 1, 1])
  t.equal(takenBy(one.phone).length, 11)
})

t.test('a text that is not kept is nowhere once it is sent', async t => {
  const one = await person()
  await tell({ id: uuid(), template: 'parcels/box-code', to: [one.id], variables: { code: '774411' } })
  t.match(await deliveries(one.phone!, over), [{ state: 'sent', content: null }])
  t.match(takenBy(one.phone), [{ asked: { TemplateParam: '{"code":"774411"}' } }])
  t.notMatch(JSON.stringify(await asOwner(`select * from core.delivery where phone = '${one.phone}'`)), /774411/)
})

t.test('a value that is too long for the provider is shortened there, and whole in-app', async t => {
  const one = await person()
  const what = '年'.repeat(60)
  await tell(arrived([one.id], { variables: { what, until: '明天' } }))
  t.match(await deliveries(one.phone!, over), [{ state: 'sent', units: 2 }])
  t.equal(JSON.parse(takenBy(one.phone)[0]!.asked['TemplateParam']!).what, `${'年'.repeat(34)}…`)
  t.match((await inbox(one))[0]!.body, what)
})

t.test('reports come in any order, twice, and for nobody: the latest holds', async t => {
  const one = await person()
  await tell(arrived([one.id]))
  const [{ id }] = await deliveries(one.phone!, over)
  const [taken] = takenBy(one.phone)
  const at = (minutes: number) => new Date(Date.parse('2026-02-13T01:00:00Z') + minutes * 60_000)
  const late = reportBody(taken!, { at: at(2), size: 3 })
  const early = reportBody(taken!, { at: at(1), error: 'MK:1008' })
  const strange = [{ ...early, out_id: 'x' }, { ...early, out_id: `${uuid()}/${id}` }, { ...early, out_id: `${office.demo}/${uuid()}` }, {}]
  t.match(await report('sms', [late, early, ...strange, late]), { status: 200, body: { code: 0, msg: '接收成功' } })
  await report('sms', [early])
  t.match(await deliveries(one.phone!), [{ state: 'delivered', reportedAt: at(2).toISOString(), units: 3, cost: 15, error: null }])
})

t.test('who was not reached is tried again, three times in all, and then shown as not reached', async t => {
  const one = await person()
  await tell(arrived([one.id]))
  const at = Date.parse('2026-02-13T01:00:00Z')
  for (let tries = 1; tries <= 3; tries++) {
    const [{ id }] = await deliveries(one.phone!, ({ state, attempts }) => state === 'sent' && attempts === tries)
    const missed = reportBody(takenBy(one.phone).at(-1)!, { at: new Date(at + tries * 60_000), error: 'MK:1008' })
    await report('sms', [missed, missed])
    const [found] = await deliveries(one.phone!)
    t.match(found, { state: tries < 3 ? 'waiting' : 'failed', error: 'MK:1008 用户未收到', cost: tries < 3 ? null : 0 })
    if (tries < 3) t.ok(Date.parse(found.dueAt) > Date.now() + 50 * 60_000)
    await asOwner(`update core.pending_reaction set due_at = now() where record_id = '${id}' and reaction = 'core/deliver'`)
  }
  t.equal(takenBy(one.phone).length, 3)
})

t.test('a call is paid by its minutes, and one that nobody took is not', async t => {
  const [taker, other] = [await person(), await person()]
  await tell(arrived([taker.id, other.id], { template: 'parcels/spoiling' }))
  for (const one of [taker, other]) t.match(await deliveries(one.phone!, over), [{ state: 'sent', cost: null }])
  t.match(takenBy(taker.phone), [{ asked: { TtsCode: 'TTS_1', CalledShowNumber: '02512345678', PlayTimes: '2' } }])
  await report('voice', [reportBody(takenBy(taker.phone)[0]!, { size: 61 }), reportBody(takenBy(other.phone)[0]!, { error: '200003' })])
  t.match(await deliveries(taker.phone!), [{ state: 'delivered', units: 2, cost: 12 }])
  t.match(await deliveries(other.phone!), [{ state: 'waiting', error: '200003 用户未接听', cost: null }])
})

t.test('reports are taken with the token alone, and only as a list', async t => {
  t.equal((await report('sms', [], 'token-of-somebody-else')).status, 404)
  t.equal((await report('sms', { out_id: 'x' })).status, 422)
})

t.test('where no report comes, the provider is asked', async t => {
  const one = await person()
  await tell(arrived([one.id]))
  const [{ id }] = await deliveries(one.phone!, over)
  t.equal((await asOwner(`update core.pending_reaction set due_at = now() where record_id = '${id}' returning 1`)).length, 1)
  t.match(await deliveries(one.phone!, found => found.state === 'delivered'), [{ cost: 5 }])
})

t.test('a provider that does not answer holds up nobody else, and is asked again', async t => {
  const one = await person()
  provider.next = 'silent'
  await tell(arrived([one.id]))
  t.match(await deliveries(one.phone!, found => found.attempts === 1 && found.state !== 'sending'), [
    { state: 'waiting', error: /^sms.no-answer/ },
  ])
})

t.test('what is spent is counted by month and channel, and by who may see it', async t => {
  const { body } = await admin.get('/core/message-costs')
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
  t.match(body.data, [
    { month, channel: 'sms' },
    { month, channel: 'voice' },
  ])
  const all = (await admin.get('/core/deliveries?page[size]=200')).body.data as Body[]
  const cost = all.filter(({ channel, sentAt }) => channel === 'sms' && sentAt).reduce((sum, one) => sum + (one.cost ?? 0), 0)
  t.equal(body.data[0].cost, cost)
  t.same((await (await office.signIn('orgadmin')).get('/core/message-costs')).body, { data: [] }, 'nobody of his was sent any')
  t.equal((await (await office.signIn('member')).get('/core/message-costs')).status, 403)
})

t.test('the operator sees what each tenant has spent, and no tenant does', async t => {
  const operator = await office.signIn('operator')
  const { body } = await operator.get('/core/tenant-message-costs')
  const own = (await admin.get('/core/message-costs')).body.data[0]
  t.match(body.data, [{ tenant: { id: office.demo }, channel: 'sms', deliveries: own.deliveries, cost: own.cost }, { channel: 'voice' }])
  t.same((await operator.get('/core/tenant-message-costs?month=2020-01')).body, { month: '2020-01', data: [] })
  t.equal((await operator.get('/core/tenant-message-costs?month=2020-13')).status, 422)
  t.not((await admin.get('/core/tenant-message-costs')).status, 200)
})

t.test('the list is filtered and exported like any other, with the phone masked for who may see it only so', async t => {
  const failed = await admin.get('/core/deliveries?filter[state][eq]=failed&filter[channel][eq]=sms')
  t.ok(failed.body.data.length > 0)
  t.equal((await admin.get('/core/deliveries/export?format=csv')).status, 200)
  t.equal((await (await office.signIn('member')).get('/core/deliveries')).status, 403)
})

t.test('codes to sign in go at once, at any hour, and keep no text outside of the demo’s inbox', async t => {
  const one = await person()
  await setQuietHours(admin, '00:00', '23:59')
  t.equal((await office.anyone().post('/session/codes', { phone: one.phone })).status, 204)
  t.match(takenBy(one.phone), [{ asked: { TemplateCode: 'SMS_9' } }])
  t.match(await deliveries(one.phone!), [{ state: 'sent', content: null, title: '登录验证码', cost: 5 }])
  await setQuietHours(admin, '00:00', '00:00')
})
