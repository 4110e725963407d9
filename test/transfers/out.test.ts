import t from 'tap'
import { letter, startWithTransfers, transfers } from './transfers.ts'

const { admin, from, act, ask, whereIs, find } = await startWithTransfers(t)

const outside = { kind: 'out', toOfficeId: undefined, destination: '中共外省某市某街道工作委员会', reason: 'residence' }

async function sent() {
  const { id, member } = await ask(outside)
  await act(from.secretary, id, 'submit')
  await act(from.secretary, id, 'approve')
  const reply = await act(from.chief, id, 'issue', letter)
  t.match(reply, { status: 200, body: { state: 'outside', number: /〔\d{4}〕/ } })
  return { id, memberId: member.id as string }
}

t.test('who leaves the system belongs to his branch until the receipt has come, and then to the history', async t => {
  const { id, memberId } = await sent()
  t.equal(await whereIs(memberId), from.branch)
  t.match(await act(from.secretary, id, 'confirm', { receiptOn: '2026-01-05' }), { status: 403 }, 'the committee gets the receipt')
  t.match(await act(from.chief, id, 'confirm'), { status: 422, body: { errors: [{ pointer: '/receiptOn' }] } })
  t.match(await act(from.chief, id, 'confirm', { receiptOn: '2026-01-05', receiptFrom: '某街道工委' }), {
    status: 200,
    body: { state: 'done', receiptOn: '2026-01-05' },
  })
  t.equal((await from.secretary.get(`/members/members/${memberId}`)).status, 404)
  const { body } = await admin.get(`/members/members?deleted=true&filter[id][eq]=${memberId}`)
  t.match(body.data, [{ membershipState: 'transferred-out' }])
  t.match((await from.secretary.get(`${transfers}/${id}`)).body, { state: 'done', name: body.data[0].name })
  t.equal((await from.secretary.post(transfers, { memberId, ...outside })).status, 422, 'who has left is not sent again')
})

t.test('whom the other side turns away stays, and may be sent again', async t => {
  const { id, memberId } = await sent()
  t.equal((await act(from.chief, id, 'turned-away', { why: '抬头有误' })).body.state, 'returned')
  t.equal(await whereIs(memberId), from.branch)
  t.equal((await find(id)).receiptOn, null)
  t.equal((await ask({ ...outside, memberId })).state, 'draft')
})

t.test('a letter out of the system says where to', async t => {
  t.match(
    await from.secretary.post(transfers, {
      memberId: (await admin.get(`/members/members?organizationId=${from.branch}&page[size]=1`)).body.data[0].id,
      kind: 'out',
      reason: 'job',
    }),
    {
      status: 422,
      body: { errors: [{ code: 'no-destination' }] },
    },
  )
})
