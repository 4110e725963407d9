import t from 'tap'
import { letter, startWithTransfers, transfers } from './transfers.ts'

const platform = await startWithTransfers(t)
const { admin, from, to, member, ask, act, issued, find, someone } = platform

const offered = async (who: typeof member, id: string, event: string) =>
  (await who.get(`${transfers}/${id}/transitions`)).body.data?.find((one: { event: string }) => one.event === event)

t.test('a member moves from branch to branch by way of both committees, each in its turn', async t => {
  const own = (await member.get('/core/profile')).body.record
  const { id, ...made } = await ask({ memberId: own.id, destination: '望潮社区党支部' }, member)
  t.match(made, {
    name: own.name,
    state: 'draft',
    organization: { id: from.branch },
    committee: { id: from.committee },
    toCommittee: { id: to.committee },
    validDays: 90,
    number: null,
  })
  t.equal((await act(member, id, 'submit')).body.state, 'branch')
  t.match(await act(member, id, 'approve'), { status: 403 }, 'nobody lets himself go')
  t.equal((await act(from.secretary, id, 'approve', { opinion: '同意' })).body.state, 'committee')
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
  const sent = (await act(from.chief, id, 'issue', letter)).body
  t.match(sent, { state: 'transit', validDays: 30, duesPaidTo: '2026-06', duesFrom: '2026-07' })
  t.match(sent.number, new RegExp(`^.+组介〔${year}〕\\d{4}号$`))
  t.equal((Date.parse(sent.validUntil) - Date.parse(sent.issuedOn)) / 86_400_000, 30)
  t.equal(await platform.whereIs(own.id), from.branch, 'on the way he still belongs to the old branch')
  t.equal((await act(to.chief, id, 'arrive')).body.state, 'receiving')
  t.equal((await act(to.chief, id, 'accept', { intoId: to.branch })).body.state, 'joining')
  t.match(
    (await to.secretary.get(`${transfers}/${id}`)).body,
    { name: own.name, organization: { id: from.branch } },
    'the branch that he joins sees it',
  )
  const done = (await act(to.secretary, id, 'join')).body
  t.match(done, { state: 'done', receiptOn: /^\d{4}-/ })
})

t.test('the receiving committee sees a letter once it has been issued, and may not change it', async t => {
  const { id } = await ask()
  await act(from.secretary, id, 'submit')
  t.equal((await to.chief.get(`${transfers}/${id}`)).status, 404, 'not before')
  await act(from.secretary, id, 'approve')
  await act(from.chief, id, 'issue', letter)
  t.equal((await to.chief.get(`${transfers}/${id}`)).status, 200)
  t.equal((await to.chief.get(`/core/tasks?filter[recordId][eq]=${id}&filter[state][eq]=open`)).body.data.length, 1)
  t.match(await act(to.chief, id, 'revoke', { why: '不要' }), { status: 403 }, 'to take it back is for who sent it')
  t.match(await to.chief.patch(`${transfers}/${id}`, { explanation: '改' }), { status: 404 })
  t.equal((await to.secretary.get(`${transfers}/${id}`)).status, 404, 'a branch not yet chosen')
  t.match(
    await act(to.chief, id, 'decline'),
    { status: 422, body: { errors: [{ pointer: '/why' }] } },
    'without a reason nobody is refused',
  )
  t.match(await act(to.chief, id, 'accept'), { status: 422, body: { errors: [{ pointer: '/intoId' }] } })
  t.match(await act(to.chief, id, 'accept', { intoId: to.committee }), {
    status: 422,
    body: { errors: [{ pointer: '/intoId', code: 'not-a-branch' }] },
  })
  t.match(await act(to.chief, id, 'accept', { intoId: from.branch }), { status: 422 }, 'only into what is his own')
  t.equal((await act(to.chief, id, 'decline', { why: '不在本辖区' })).body.state, 'returned')
  t.equal((await find(id)).receiptOn, null)
})

t.test('of one member no second transfer is begun while one is open', async t => {
  const memberId = await someone()
  const { id } = await ask({ memberId })
  t.match(await from.secretary.post(transfers, { memberId, kind: 'out', destination: '外省某党委', reason: 'job' }), {
    status: 409,
    body: { errors: [{ code: 'duplicate-transfer', detail: '该党员已有一次未办结的调动' }] },
  })
  await act(from.secretary, id, 'submit')
  await act(from.secretary, id, 'approve')
  t.equal((await act(from.chief, id, 'revoke', { why: '本人放弃' })).body.state, 'revoked')
  const tries = await Promise.all(
    Array.from({ length: 50 }, () => from.secretary.post(transfers, { memberId, kind: 'within', toOfficeId: to.office, reason: 'job' })),
  )
  t.equal(tries.filter(reply => reply.status === 201).length, 1, 'of fifty at once one is begun')
  t.ok(tries.filter(reply => reply.status !== 201).every(reply => reply.status === 409))
})

t.test('within one committee that committee alone decides, without a letter', async t => {
  const { body } = await admin.get(`/core/organizations?filter[parentId][eq]=${from.committee}&page[size]=50`)
  const sibling = body.data.find((one: { id: string }) => one.id !== from.branch).id
  const { id } = await ask({ toOfficeId: from.office })
  t.equal((await act(from.secretary, id, 'submit')).body.state, 'local')
  t.notOk((await offered(from.secretary, id, 'assign')).may)
  t.match((await act(from.chief, id, 'assign', { intoId: sibling })).body, { state: 'done', number: null })
})

t.test('a letter is valid for ninety days at most, and tells of dues and of the papers of who is on probation', async t => {
  const { body } = await admin.get(`/members/members?organizationId=${from.branch}&filter[category][eq]=probationary&page[size]=1`)
  const { id } = await ask({ memberId: body.data[0].id })
  await act(from.secretary, id, 'submit')
  await act(from.secretary, id, 'approve')
  t.match(await act(from.chief, id, 'issue', { validDays: 10 }), { status: 422, body: { errors: [{ pointer: '/duesPaidTo' }] } })
  t.match(await act(from.chief, id, 'issue', { ...letter, validDays: 91, fileNote: '一份' }), {
    status: 422,
    body: { errors: [{ code: 'valid-too-long' }] },
  })
  t.match(await act(from.chief, id, 'issue', letter), { status: 409, body: { detail: '预备党员须注明随转的发展党员材料' } })
  t.equal((await act(from.chief, id, 'issue', { ...letter, fileNote: '入党志愿书等 12 份，机要寄送' })).body.state, 'transit')
})

t.test('letters of a committee are numbered one after another, also when some fail', async t => {
  const first = Number((await issued()).number.match(/(\d{4})号$/)[1])
  const { id } = await ask()
  await act(from.secretary, id, 'submit')
  await act(from.secretary, id, 'approve')
  await act(from.chief, id, 'issue', { ...letter, validDays: 200 })
  t.equal(Number((await issued()).number.match(/(\d{4})号$/)[1]), first + 1)
})
