import pg from 'pg'
import t from 'tap'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'

const outflows = '/mobility/outflows'
const platform = await startPlatform(t)
const [admin, secretary, member] = await Promise.all(['admin', 'secretary', 'member'].map(name => platform.signIn(name)))
const own: Body = (await member!.get('/core/profile')).body.record
const branch: string = own.organization.id
const before: Body[] = (await admin!.get(`${outflows}?page[size]=100`)).body.data
const people: Body[] = (await admin!.get(`/members/members?organizationId=${branch}&page[size]=50`)).body.data.filter(
  (one: Body) => one.id !== own.id && !before.some(other => other.member.id === one.id),
)
const database = new pg.Client({ connectionString: platform.ownerUrl })
await database.connect()
t.teardown(() => database.end())

const someone = (): Body => people.pop()
const away = (change: Body = {}) => ({
  memberId: change.memberId ?? someone().id,
  direction: 'country',
  reason: 'work',
  destination: '广东省深圳市',
  leftOn: '2026-01-10',
  ...change,
})
const register = async (change: Body = {}): Promise<Body> => {
  const reply = await secretary!.post(outflows, away(change))
  t.equal(reply.status, 201, JSON.stringify(reply.body))
  return reply.body
}
const act = (id: string, event: string, said: Body = {}) => secretary!.post(`${outflows}/${id}/transitions/${event}`, said)

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(done => setTimeout(done, 20))
}

t.test('who has left stays in his branch, and is away once', async t => {
  const { id, member: who } = await register()
  const again = await secretary!.post(outflows, away({ memberId: who.id, leftOn: '2026-02-01' }))
  t.match(again, { status: 409, body: { errors: [{ code: 'duplicate-open-outflow', detail: '该党员已有一次未结束的流出登记' }] } })
  const twice = await Promise.all(
    Array.from({ length: 20 }, (_, nth) => secretary!.post(outflows, away({ memberId: own.id, leftOn: `2026-01-${10 + nth}` }))),
  )
  t.equal(twice.filter(reply => reply.status === 201).length, 1, 'of twenty at once one is registered')
  t.equal((await admin!.get(`/members/members/${who.id}`)).body.organization.id, branch)
  t.match(await act(id, 'come-back'), { status: 422, body: { errors: [{ pointer: '/endedOn' }] } })
  t.match(await act(id, 'come-back', { endedOn: '2025-12-01' }), { status: 422, body: { errors: [{ code: 'ended-out-of-time' }] } })
  t.match(await act(id, 'come-back', { endedOn: '2026-03-01' }), { status: 200, body: { state: 'returned', monthsAway: 1 } })
  t.match(await secretary!.patch(`${outflows}/${id}`, { remark: '补记' }), { status: 409 }, 'what has ended is not changed')
  await register({ memberId: who.id, leftOn: '2026-03-05' })
})

t.test('a member sees his own, and no other', async t => {
  const other = await register()
  const { body } = await member!.get(outflows)
  t.ok(body.data.length === 1 && body.data[0].member.id === own.id)
  t.equal((await member!.get(`${outflows}/${other.id}`)).status, 404)
  t.equal((await member!.post(outflows, away())).status, 403)
})

t.test('contacts are kept with it, and thirty days after the last one the secretary is reminded', async t => {
  const { id, name, lastContactOn } = await register({ leftOn: '2026-06-01' })
  t.equal(lastContactOn, '2026-06-01')
  const contacts = [
    { on: '2026-06-20', way: 'phone', content: '工作稳定', by: '支部书记' },
    { on: '2026-06-28', way: 'report' },
    { on: '2026-06-11', way: 'message' },
  ]
  t.match(await secretary!.patch(`${outflows}/${id}`, { contacts }), { status: 200, body: { lastContactOn: '2026-06-28' } })
  const due = async () =>
    (
      await database.query<{ day: string }>(
        `select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as day from core.pending_reaction where reaction = 'mobility/contact-due' and record_id = $1`,
        [id],
      )
    ).rows[0]?.day
  const told = async () =>
    (await secretary!.get('/core/messages?page[size]=100')).body.data.filter(
      (one: Body) => one.title === '流动党员久未联系' && one.body.includes(name),
    ).length
  await until(async () => (await told()) > 0)
  const today = new Date(Date.now() + 8 * 3_600_000)
  today.setUTCDate(today.getUTCDate() + 30)
  await until(async () => (await due()) === `${today.toISOString().slice(0, 10)} 09:00`)
  t.pass('and again after thirty more')
  await act(id, 'move-away', { endedOn: '2026-07-01' })
  t.equal(await due(), undefined, 'who is no longer away is nobody’s to contact')
})

t.test('who has been away for six months should be transferred: he and his branch are told', async t => {
  const { name } = await register({ leftOn: '2025-12-20' })
  const isTold = async (title: string) =>
    (await secretary!.get('/core/messages?page[size]=200')).body.data.some((one: Body) => one.title === title && one.body.includes(name))
  await until(() => isTold('流动党员应转组织关系'))
  await until(() => isTold('党员失去联系'))
  t.ok(await isTold('党员失去联系'), 'and of whom nobody has heard for six months, that his membership is to be looked into')
})

t.test('who is out of touch is marked so until he is found', async t => {
  const { id, member: who } = await register()
  t.equal((await act(id, 'lose', { search: '电话停机，走访无人' })).body.state, 'lost')
  t.equal((await admin!.get(`/members/members/${who.id}`)).body.isOutOfContact, true)
  t.equal((await secretary!.post(outflows, away({ memberId: who.id, leftOn: '2026-05-01' }))).status, 409, 'he is still away')
  t.equal((await act(id, 'find')).body.state, 'away')
  t.equal((await admin!.get(`/members/members/${who.id}`)).body.isOutOfContact, false)
})

t.test('who has been transferred is no longer away', async t => {
  const { id, member: who } = await register()
  const { body } = await admin!.get('/core/organizations?filter[category][eq]=631&page[size]=10')
  const elsewhere = body.data.find((one: Body) => one.id !== branch)
  t.equal((await admin!.patch(`/members/members/${who.id}`, { organizationId: elsewhere.id })).status, 200)
  await until(async () => (await admin!.get(`${outflows}/${id}`)).body.state === 'transferred')
  t.match((await admin!.get(`${outflows}/${id}`)).body, { endedOn: /^\d{4}-/, organization: { id: branch } }, 'and stands where he was')
})

t.test('a spreadsheet registers many, once each', async t => {
  const some = [someone(), someone()]
  const ids = await Promise.all(some.map(one => revealed(admin!, '/members/members', one.id, 'idNumber')))
  const lines = [
    '党员,流向,外出原因,流入地,外出日期',
    `${ids[0]},跨省,务工经商,浙江省宁波市,2026-02-01`,
    `${ids[1]},省内跨县,学习进修,本省省会,2026-02-02`,
    `${ids[1]},跨省,务工经商,上海市,2026-03-02`,
  ]
  const file = { name: '流出.csv', content: Buffer.from(`\uFEFF${lines.join('\n')}\n`) }
  const job = await admin!.import(outflows, file)
  t.match(job, { state: 'done', result: { created: 2 } }, JSON.stringify(job.result))
  const { body } = await secretary!.get(`${outflows}?filter[destination][eq]=浙江省宁波市`)
  t.match(body.data, [{ member: { id: some[0].id }, organization: { id: branch }, state: 'away', name: some[0].name }])
})
