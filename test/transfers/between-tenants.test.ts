import t from 'tap'
import { created } from '../isolation/people.ts'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { revealed } from '../support/reveal.ts'
import { letter, startWithTransfers, transfers } from './transfers.ts'

const platform = await startWithTransfers(t)
const { admin, from, act, ask, whereIs } = platform
const { admin: receiver } = await newTenant(platform, '中共另一市委员会')
const [root] = (await receiver.get('/core/organizations')).body.data
const branch = await created(receiver, '/core/organizations', {
  name: '中共另一市某社区支部委员会',
  shortName: '某社区党支部',
  category: '631',
  parentId: root.id,
})

async function sent() {
  const { id, member } = await ask({ kind: 'out', toOfficeId: undefined, destination: '中共另一市委员会组织部', reason: 'residence' })
  await act(from.secretary, id, 'submit')
  await act(from.secretary, id, 'approve')
  const { body } = await act(from.chief, id, 'issue', letter)
  return { id, memberId: member.id as string, number: body.number as string }
}
const codeOf = async (id: string): Promise<string> => (await from.chief.post(`${transfers}/${id}/code`)).body.code
const take = (said: Body) => receiver.post('/transfers/letters/take', { organizationId: branch, ...said })
const arrival = (id: string, event: string, said: Body = {}) => receiver.post(`/transfers/arrivals/${id}/transitions/${event}`, said)
const membersThere = async () => (await receiver.get('/members/members?count=exact')).body.page.total

t.test('a member leaves one tenant in the moment in which another takes him in', async t => {
  const { id, memberId, number } = await sent()
  const member = (await admin.get(`/members/members/${memberId}`)).body
  const idNumber = await revealed(admin, '/members/members', memberId, 'idNumber')
  const code = await codeOf(id)
  t.match(code, /^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
  const taken = await take({ number, code: code.toLowerCase().replaceAll('-', ' ') })
  t.equal(taken.status, 201, JSON.stringify(taken.body))
  const arrived = (await receiver.get(`/transfers/arrivals/${taken.body.id}`)).body
  t.match(arrived, {
    name: member.name,
    joinedOn: member.joinedOn,
    letterNumber: number,
    duesPaidTo: '2026-06',
    isOnline: true,
    state: 'draft',
  })
  t.equal(await revealed(receiver, '/transfers/arrivals', arrived.id, 'idNumber'), idNumber)
  await arrival(arrived.id, 'submit')
  await arrival(arrived.id, 'accept')
  t.equal(await whereIs(memberId), from.branch, 'until then he belongs to the old one')
  t.equal(await membersThere(), 0)
  const replies = await Promise.all(Array.from({ length: 10 }, () => arrival(arrived.id, 'join')))
  t.equal(replies.filter(reply => reply.status === 200).length, 1)
  t.equal(await membersThere(), 1)
  t.equal((await admin.get(`/members/members/${memberId}`)).body.membershipState, 'transferred-out', 'and there he lies in the history')
  t.match((await admin.get(`${transfers}/${id}`)).body, { state: 'done', receiptFrom: root.name, receiptOn: /^\d{4}-/ }, 'with the receipt')
  const log = (await admin.get(`/core/audit-entries?filter[recordId][eq]=${memberId}&filter[action][eq]=reveal&fields=action,changes`)).body
    .data
  t.ok(
    log.some((entry: Body) => entry.changes.reason.includes(number)),
    'that his ID number was handed on is in the log',
  )
})

t.test('a code holds once, for its letter, and for nobody who has not been told it', async t => {
  const { id, number } = await sent()
  const first = await codeOf(id)
  const code = await codeOf(id)
  t.equal((await take({ number, code: first })).status, 404, 'one asked for again replaces the first')
  t.equal((await take({ number: `${number}x`, code })).status, 404, 'the number has to be that of the letter')
  t.equal((await take({ number, code: 'AAAA-BBBB-CCCC-DDDD' })).status, 404)
  t.equal(
    (await from.chief.post('/transfers/letters/take', { organizationId: from.branch, number, code })).status,
    409,
    'within the tenant there is another way',
  )
  t.equal((await from.secretary.post(`${transfers}/${id}/code`)).status, 200)
  t.equal((await platform.to.chief.post(`${transfers}/${id}/code`)).status, 409, 'who may not take it back is given none')
  const last = await codeOf(id)
  const both = await Promise.all(Array.from({ length: 5 }, () => take({ number, code: last })))
  t.equal(both.filter(reply => reply.status === 201).length, 1)
})

t.test('who is not taken in there stays here, and is told why', async t => {
  const { id, memberId, number } = await sent()
  const { body } = await take({ number, code: await codeOf(id) })
  await arrival(body.id, 'submit')
  const declined = await arrival(body.id, 'decline', { why: '不在本辖区居住' })
  t.match(declined, { status: 200, body: { state: 'declined' } }, JSON.stringify(declined.body))
  t.equal((await admin.get(`${transfers}/${id}`)).body.state, 'returned')
  t.equal(await whereIs(memberId), from.branch)
})

t.test('a letter taken back meanwhile brings nobody in', async t => {
  const { id, memberId, number } = await sent()
  const { body } = await take({ number, code: await codeOf(id) })
  await arrival(body.id, 'submit')
  await arrival(body.id, 'accept')
  const before = await membersThere()
  const [joined, revoked] = await Promise.all([arrival(body.id, 'join'), act(from.chief, id, 'revoke', { why: '本人放弃' })])
  const state = (await admin.get(`${transfers}/${id}`)).body.state
  t.equal([joined.status, revoked.status].filter(status => status === 200).length, 1, 'one of the two happens')
  t.equal(state, joined.status === 200 ? 'done' : 'revoked')
  t.equal(await membersThere(), before + (joined.status === 200 ? 1 : 0))
  t.equal((await admin.get(`/members/members/${memberId}`)).body.membershipState, joined.status === 200 ? 'transferred-out' : 'normal')
})
