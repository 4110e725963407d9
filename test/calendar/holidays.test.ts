import t from 'tap'
import { after, workingDaysBetween } from '../../core/calendar/period.ts'
import { warnOfNextYear } from '../../core/calendar/warn-of-next-year.ts'
import { tenantId } from '../../core/database/database.ts'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { engine } = platform.app.platform
const admin = await platform.signIn('admin')
const operator = await platform.signIn('operator')
const other = await newTenant(platform, '外地市委')
const demo = tenantId((await operator.get('/core/tenants?filter[code][eq]=demo')).body.data[0].id)

/** So many working days after a Thursday, as a tenant's deadlines are reckoned. */
async function due(tenant: string, workingDays: number): Promise<string> {
  const from = new Date('2026-03-05T02:00:00Z')
  const found = await engine.database.transaction(tenantId(tenant), transaction => after(transaction, from, { workingDays }))
  return found.toISOString()
}

t.test('a day that a tenant edits counts for that tenant, and for nobody else', async t => {
  t.equal(await due(demo, 2), '2026-03-09T02:00:00.000Z')
  const made = await admin.post('/core/holidays', { date: '2026-03-06', kind: 'rest', name: '防汛演练停工' })
  t.equal(made.status, 201)
  t.equal(await due(demo, 2), '2026-03-10T02:00:00.000Z')
  t.equal(await due(other.id, 2), '2026-03-09T02:00:00.000Z')
  await admin.patch(`/core/holidays/${made.body.id}`, { date: '2026-03-07', kind: 'workday' })
  t.equal(await due(demo, 2), '2026-03-07T02:00:00.000Z')
  t.equal(await engine.database.transaction(demo, transaction => workingDaysBetween(transaction, '2026-03-05', '2026-03-08')), 2)
  t.equal((await admin.post('/core/holidays', { date: '2026-03-07', kind: 'rest' })).status, 409, 'a day stands once')
  await admin.delete(`/core/holidays/${made.body.id}`)
  t.equal(await due(demo, 2), '2026-03-09T02:00:00.000Z')
})

t.test('a day that the operator edits counts for everybody, until a tenant says otherwise', async t => {
  const made = await operator.post('/core/holidays', { date: '2026-03-06', kind: 'rest', name: '全国哀悼日' })
  t.equal(made.status, 201)
  for (const tenant of [demo, other.id]) t.equal(await due(tenant, 1), '2026-03-09T02:00:00.000Z')
  const own = await admin.post('/core/holidays', { date: '2026-03-06', kind: 'workday', name: '照常上班' })
  t.equal(await due(demo, 1), '2026-03-06T02:00:00.000Z')
  t.equal(await due(other.id, 1), '2026-03-09T02:00:00.000Z')
  await operator.delete(`/core/holidays/${made.body.id}`)
  t.equal(await due(other.id, 1), '2026-03-06T02:00:00.000Z')
  await admin.delete(`/core/holidays/${own.body.id}`)
})

t.test('the calendar of a year tells of each day by whose word it is what it is', async t => {
  const edited = await admin.post('/core/holidays', { date: '2026-02-28', kind: 'rest', name: '不调休' })
  const { body } = await (await platform.signIn('member')).get('/core/calendar?year=2026')
  t.match(body, { year: 2026, published: true })
  const on = (date: string) => body.data.find((day: Body) => day.date === date)
  t.match(on('2026-02-17'), { kind: 'rest', name: '春节', by: 'published' })
  t.match(on('2026-02-28'), { kind: 'rest', name: '不调休', by: 'tenant' })
  t.equal(on('2026-03-02'), undefined, 'a plain Monday is not told')
  t.match(
    (await other.admin.get('/core/calendar?year=2026')).body.data.find((day: Body) => day.date === '2026-02-28'),
    { by: 'published' },
  )
  t.match((await admin.get('/core/calendar?year=2027')).body, { published: false })
  t.equal((await admin.get('/core/calendar?year=1999')).status, 422)
  await admin.delete(`/core/holidays/${edited.body.id}`)
})

t.test('only who may change the calendar changes it', async t => {
  const member = await platform.signIn('member')
  t.equal((await member.post('/core/holidays', { date: '2026-03-06', kind: 'rest' })).status, 403)
  t.equal((await platform.anyone().get('/core/calendar')).status, 401)
})

t.test('from 1 December the operators are told, once, that next year’s holidays are not there; nobody else is', async t => {
  const warnings = async () =>
    (await operator.get('/core/messages?page[size]=200')).body.data.filter((one: Body) => /放假安排/.test(one.title))
  await warnOfNextYear(engine, '2026-11-30')
  t.same(await warnings(), [])
  await warnOfNextYear(engine, '2025-12-31')
  t.same(await warnings(), [], '2026 is known')
  await Promise.all([warnOfNextYear(engine, '2026-12-01'), warnOfNextYear(engine, '2026-12-01')])
  await warnOfNextYear(engine, '2026-12-02')
  t.match(await warnings(), [{ title: '2027 年的放假安排尚未录入' }])
  t.equal((await warnings()).length, 1)
  t.notOk((await admin.get('/core/messages?page[size]=200')).body.data.some((one: Body) => /放假安排/.test(one.title)))
})

t.test('once the operator has entered next year’s holidays, nobody is told', async t => {
  await operator.post('/core/holidays', { date: '2028-01-03', kind: 'rest', name: '元旦' })
  await warnOfNextYear(engine, '2027-12-01')
  const { body } = await operator.get('/core/messages?page[size]=200')
  t.notOk(body.data.some((one: Body) => one.title.startsWith('2028')))
})
