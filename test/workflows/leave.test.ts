import t from 'tap'
import { examine } from '../consistency/examine.ts'
import type { Body } from '../support/client.ts'
import { listen } from '../support/live-stream.ts'
import { newTenant } from '../support/new-tenant.ts'
import { until } from '../support/server-process.ts'
import { requests, startWithLeave } from './leave.ts'

const platform = await startWithLeave(t)
const { admin, chief, secretary, member, stranger, ask, act, state } = platform

const offered = async (who: typeof member, id: string) => (await who.get(`${requests}/${id}/transitions`)).body
const openFor = async (who: typeof member, id: string) =>
  (await who.get(`/core/tasks?count=exact&filter[recordId][eq]=${id}&filter[state][eq]=open`)).body.page.total
const todos = async (who: typeof member) => (await who.get('/core/tasks/count')).body.count

t.test('a request begins as a draft, is decided by the branch, and is granted', async t => {
  const { id, state: begun } = await ask()
  t.equal(begun, 'draft')
  t.match(await offered(member, id), {
    state: { code: 'draft', title: '草稿' },
    editable: true,
    data: [
      { event: 'submit', title: '提交', may: true },
      { event: 'cancel', may: true },
    ],
  })
  t.equal((await act(member, id, 'submit')).body.state, 'branch')
  t.equal(await todos(secretary), 1)
  t.equal(await todos(member), 0)
  const { body } = await secretary.get('/core/tasks?filter[state][eq]=open')
  t.match(body.data, [{ title: /^请假审批：第 \d+ 次外出$/, stepTitle: '支部审批', entity: 'leave/request', recordId: id }])
  const granted = await act(secretary, id, 'approve', { opinion: '注意安全' })
  t.match(granted, { status: 200, body: { state: 'granted', version: 3 } })
  t.equal(await todos(secretary), 0)
  t.match((await member.get(`${requests}/${id}/timeline`)).body.data, [
    { event: 'start', to: { title: '草稿' }, by: { label: 'leave-member' } },
    { event: 'submit', title: '提交', from: { title: '草稿' }, to: { title: '支部审批' } },
    { event: 'approve', by: { label: 'leave-secretary' }, to: { title: '已批准' }, answers: [{ title: '意见', value: '注意安全' }] },
  ])
  t.match((await member.get(`/core/messages?sort=-createdAt`)).body.data, [
    { title: '请假已批准', body: /^leave-member同志，您的请假申请“.*”（2 天）已批准。$/, link: `/m/leave.requests/${id}` },
  ])
  t.match((await admin.get(`${requests}/${id}/history`)).body.data[0], { action: 'approve', changed: ['state'] })
})

t.test('a page that is open is told at once that something waits, and that it is done', async t => {
  const page = await listen(t, secretary, platform.url)
  const before = (await page.next())!['tasks']
  const { id } = await ask()
  await act(member, id, 'submit')
  t.equal((await page.next())!['tasks'], before + 1)
  await act(member, id, 'withdraw')
  t.equal((await page.next())!['tasks'], before)
})

t.test('above three days the level above decides too', async t => {
  const { id } = await ask({ days: 5 })
  await act(member, id, 'submit')
  t.equal((await act(secretary, id, 'approve')).body.state, 'above')
  t.match(await offered(secretary, id), { data: [{ event: 'approve', may: false, why: '这一步不由您办理' }, {}, {}] })
  t.equal((await act(chief, id, 'approve', { grantedOn: '2026-03-01' })).body.grantedOn, '2026-03-01')
  t.equal(await state(id), 'granted')
})

t.test('what is asked has to be said, and is told by its name when it is wrong', async t => {
  const { id } = await ask()
  await act(member, id, 'submit')
  t.match(await act(secretary, id, 'refuse'), { status: 422, body: { errors: [{ pointer: '/why', code: 'no-why' }] } })
  t.match(await act(secretary, id, 'refuse', { why: '忙', other: 1 }), { status: 422, body: { errors: [{ pointer: '/other' }] } })
  t.match(await act(secretary, id, 'approve', { opinion: '好'.repeat(501) }), { status: 422, body: { errors: [{ pointer: '/opinion' }] } })
  t.equal(await state(id), 'branch')
  t.equal((await act(secretary, id, 'refuse', { why: '材料不全' })).body.state, 'draft')
  t.equal(await openFor(member, id), 1, 'it is his again')
  const { data } = await offered(secretary, id)
  t.notOk(data.some((one: { may: boolean }) => one.may))
  await act(member, id, 'submit')
  const { body } = await member.get(`/core/tasks?filter[recordId][eq]=${id}`)
  t.match(body.data, [{ state: 'done', stepTitle: '草稿' }], 'and what he did stands among what is done')
  await act(secretary, id, 'approve')
})

t.test('a condition that does not hold is told by its own words', async t => {
  const { id } = await ask({ days: 0 })
  t.match(await offered(member, id), { data: [{ event: 'submit', may: false, why: '请假天数须大于 0' }, { may: true }] })
  t.match(await act(member, id, 'submit'), { status: 409, body: { code: 'workflow.condition', detail: '请假天数须大于 0' } })
})

t.test('it is changed and deleted as a draft alone', async t => {
  const { id } = await ask()
  t.equal((await member.patch(`${requests}/${id}`, { days: 3 })).status, 200)
  await act(member, id, 'submit')
  t.match(await member.patch(`${requests}/${id}`, { days: 1 }), { status: 409, body: { code: 'workflow.not-editable' } })
  t.match(await admin.patch(`${requests}/${id}`, { days: 1 }), { status: 409, body: { code: 'workflow.not-editable' } })
  t.match(await member.delete(`${requests}/${id}`), { status: 409, body: { code: 'workflow.not-editable' } })
  t.match(await admin.post(`${requests}/${id}/transitions/restore-version`, { version: 1 }), { status: 409 })
  t.match(
    await member.post(requests, {
      organizationId: platform.branch,
      userId: member.id,
      reason: '补',
      startOn: '2026-03-02',
      days: 1,
      state: 'granted',
    }),
    { status: 422 },
  )
  t.equal((await act(member, id, 'withdraw')).body.state, 'draft')
  t.equal(await todos(secretary), 0)
  t.equal((await member.delete(`${requests}/${id}`)).status, 204)
  t.equal((await act(member, id, 'submit')).status, 404, 'in the bin nothing happens to it')
})

t.test('it is withdrawn only before someone has decided', async t => {
  const { id } = await ask({ days: 9 })
  await act(member, id, 'submit')
  await act(secretary, id, 'approve')
  t.match(await act(member, id, 'withdraw'), { status: 409, body: { code: 'workflow.not-possible' } })
})

t.test('who is not asked is refused, and who may not see it is told nothing', async t => {
  const { id } = await ask()
  await act(member, id, 'submit')
  for (const who of [member, chief, admin]) t.match(await act(who, id, 'approve'), { status: 403, body: { code: 'workflow.not-asked' } })
  for (const path of ['transitions', 'timeline']) {
    const [reply, unknown] = [await stranger.get(`${requests}/${id}/${path}`), await stranger.get(`${requests}/${platform.branch}/${path}`)]
    t.same([reply.status, reply.body.code, reply.body.detail], [unknown.status, unknown.body.code, unknown.body.detail])
    t.equal(reply.status, 404)
  }
  t.match(await act(stranger, id, 'approve'), { status: 404 })
  t.match(await act(stranger, id, 'no-such-event'), { status: 404 })
  t.equal(await state(id), 'branch')
})

t.test('another tenant is told nothing', async t => {
  const { id } = await ask()
  const other = await newTenant(platform, '中共另一县委员会')
  for (const path of ['transitions', 'timeline']) t.match(await other.admin.get(`${requests}/${id}/${path}`), { status: 404 })
  t.match(await act(other.admin, id, 'submit'), { status: 404 })
  t.match((await other.admin.post(`${requests}/transitions/submit`, { ids: [id] })).body, {
    done: 0,
    refused: [{ code: 'record.not-found' }],
  })
  t.same((await other.admin.get('/core/tasks')).body.data, [])
  t.equal(await state(id), 'draft')
})

t.test('the level above sends back to an earlier step, and the corrected one comes straight back', async t => {
  const { id } = await ask({ days: 7 })
  await act(member, id, 'submit')
  await act(secretary, id, 'approve')
  const { data } = await offered(chief, id)
  t.match(
    data.find((one: { event: string }) => one.event === 'return'),
    {
      kind: 'return',
      may: true,
      asks: { required: ['to', 'reason'], properties: { to: { oneOf: [{ const: 'draft', title: '草稿' }, { const: 'branch' }] } } },
    },
  )
  t.match(await act(chief, id, 'return', { to: 'granted', reason: '补材料' }), { status: 422 })
  t.equal((await act(chief, id, 'return', { to: 'draft', reason: '补材料', straightBack: true })).body.state, 'draft')
  t.equal((await member.patch(`${requests}/${id}`, { reason: '补了材料' })).status, 200)
  t.equal((await act(member, id, 'submit')).body.state, 'above')
  t.equal((await act(chief, id, 'approve')).body.state, 'granted')
})

t.test('of fifty who decide at once one wins, and the others are told by whom it was done', async t => {
  const { id } = await ask()
  await act(member, id, 'submit')
  const before = (await admin.get(`${requests}/${id}`)).body.version
  const replies = await Promise.all(Array.from({ length: 50 }, () => act(secretary, id, 'approve')))
  t.equal(replies.filter(reply => reply.status === 200).length, 1)
  const losers = replies.filter(reply => reply.status !== 200)
  t.ok(losers.every(({ status, body }) => status === 409 && body.code === 'workflow.already-decided'))
  t.match(losers[0]!.body.detail, /leave-secretary/)
  t.equal((await admin.get(`${requests}/${id}`)).body.version, before + 1)
})

t.test('many are decided at once, and what cannot be is told by record', async t => {
  const some = [await ask(), await ask(), await ask()]
  for (const { id } of some.slice(0, 2)) await act(member, id, 'submit')
  const ids = some.map(one => one.id)
  const { body } = await secretary.post(`${requests}/transitions/approve`, { ids, opinion: '同意' })
  t.match(body, { done: 2, refused: [{ id: ids[2], code: 'workflow.not-possible' }] })
  t.equal(await state(ids[0]), 'granted')
})

t.test('who acts for someone away decides for him, and the timeline says so', async t => {
  const deputy = await platform.person('leave-deputy', 'member', platform.branch, 'own')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const away = await admin.post('/core/delegations', { userId: secretary.id, delegateId: deputy.id, startOn: today, endOn: today })
  t.equal(away.status, 201)
  const { id } = await ask()
  await act(member, id, 'submit')
  t.equal(await openFor(deputy, id), 1)
  t.match(await offered(deputy, id), { onBehalfOf: [{ label: 'leave-secretary' }] })
  t.equal((await act(deputy, id, 'approve')).status, 200)
  t.match((await member.get(`${requests}/${id}/timeline`)).body.data.at(-1), {
    by: { label: 'leave-deputy' },
    onBehalfOf: { label: 'leave-secretary' },
  })
  t.equal(await openFor(secretary, id), 0)
  t.match(await act(secretary, id, 'approve'), { status: 409, body: { code: 'workflow.already-decided', detail: /leave-deputy/ } })
  await admin.delete(`/core/delegations/${away.body.id}`)
})

t.test('the workflow is told as a diagram is drawn from it', async t => {
  const { body } = await member.get('/core/workflows/leave/request')
  t.match(body, {
    title: '请假审批',
    initial: 'draft',
    states: [{ code: 'draft', title: '草稿' }, { decision: { by: '支部书记', way: '任一人同意' } }, {}, { final: true }, {}],
  })
  t.match(
    body.transitions.filter((one: { event: string }) => one.event === 'approve'),
    [{ from: 'branch', to: 'above', condition: 'days > 3' }, { to: 'granted' }, { from: 'above', by: '上级党组织的组织管理员' }],
  )
})

t.test('who asks in time gets a point, once for each request, and loses it with what comes back', async t => {
  const { body } = await admin.get(`/members/members?filter[organizationId][eq]=${platform.branch}&page[size]=1`)
  t.equal((await admin.patch(`/core/users/${member.id}`, { phone: '19900007001' })).status, 200)
  const person = { name: 'leave-member', idNumber: '11010519491231002X', phone: '19900007001', category: '1', joinedOn: '2001-07-01' }
  const made = await admin.post('/members/members', { ...person, category: body.data[0].category, organizationId: platform.branch })
  t.equal(made.status, 201, JSON.stringify(made.body))
  const entries = async (): Promise<Body[]> => (await member.get('/points/entries?sort=createdAt')).body.data
  const { id } = await ask({ startOn: '2999-01-01' })
  await act(member, id, 'submit')
  await until(async () => (await entries()).length === 1)
  t.match(await entries(), [{ title: '提前请假', points: 1, before: 0, after: 1, organization: { id: platform.branch } }])
  await act(secretary, id, 'refuse', { why: '改个日子' })
  await until(async () => (await entries()).length === 2)
  t.match((await entries())[1], { points: -1, before: 1, after: 0, note: '提前请假已取消' })
  const late = await ask()
  for (const one of [late.id, id]) await act(member, one, 'submit')
  await until(async () => (await entries()).length === 3)
  t.match((await entries())[2], { points: 1, after: 1 }, 'who asks when it has begun gets none')
  await act(secretary, late.id, 'approve')
  await act(secretary, id, 'approve')
  const handled = async (): Promise<Body[]> =>
    (await admin.get(`/points/entries?filter[title][eq]=及时审批请假&filter[organizationId][eq]=${platform.branch}`)).body.data
  await until(async () => (await handled()).length > 0)
  t.match(await handled(), [{ points: 1, occurredOn: '2999-01-01', member: null }], 'and the branch one of its own, for deciding in time')
})

t.test('after all of it, records, processes, to-dos and history tell the same', async t => {
  t.strictSame((await examine(platform)).findings, [])
})
