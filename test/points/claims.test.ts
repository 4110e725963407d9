import t from 'tap'
import { examine } from '../consistency/examine.ts'
import { newUser, roleNamed } from '../isolation/people.ts'
import type { Body, Client } from '../support/client.ts'
import { openBook } from './book.ts'

const book = await openBook(t)
const { platform, admin, entries, sums, settled } = book

const member = await platform.signIn('member')
const self = (await member.get('/members/members')).body.data[0]
const branch: string = self.organization.id
const me = { id: self.id, organizationId: branch }
const secretary = await newUser(platform, admin, 'points-secretary', [
  { roleId: await roleNamed(admin, 'secretary'), organizationId: branch, scope: 'organization' },
])
let made = 0
const newRule = async (more: Body = {}): Promise<Body> => {
  const { status, body } = await admin.post('/points/claim-rules', { name: `申报规则 ${++made}`, category: 'honor', points: 10, ...more })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
const claimOf = (ruleId: string, more: Body = {}, who: Client = member) =>
  who.post('/points/claims', { memberId: self.id, ruleId, title: '获评优秀', happenedOn: '2026-06-30', ...more })
const claim = async (ruleId: string, more: Body = {}): Promise<string> => {
  const { status, body } = await claimOf(ruleId, more)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}
const act = (who: Client, id: string, event: string, body: Body = {}) => who.post(`/points/claims/${id}/transitions/${event}`, body)
const state = async (id: string) => (await admin.get(`/points/claims/${id}`)).body.state
const pointsOfMe = async () => {
  await settled()
  return (await entries(me)).map(entry => entry.points)
}

t.test('a member claims, his branch reviews, and the points are his', async t => {
  const { id: rule } = await newRule()
  const id = await claim(rule)
  t.match((await member.get(`/points/claims/${id}`)).body, { state: 'draft', points: 10, organization: { id: branch } })
  t.equal((await act(member, id, 'submit')).body.state, 'review')
  t.same(await pointsOfMe(), [], 'nothing before it is reviewed')
  t.match(await act(member, id, 'approve'), { status: 403 })
  t.equal((await act(secretary, id, 'approve', { opinion: '属实' })).body.state, 'reviewed')
  t.same(await pointsOfMe(), [10])
  t.match((await entries(me))[0], { title: '获评优秀', category: 'honor', before: 0, after: 10, occurredOn: '2026-06-30' })
  t.equal((await member.get(`/points/claims/${id}`)).body.given, 10)
  t.match((await member.get('/core/messages')).body.data, [{ title: '积分申报已通过', body: /获评优秀/ }])
})

t.test('what the branch sends back is corrected and submitted again, and has given nothing', async t => {
  const { id: rule } = await newRule()
  const id = await claim(rule)
  await act(member, id, 'submit')
  t.match(await member.patch(`/points/claims/${id}`, { title: '改一改' }), { status: 409 })
  t.match(await act(secretary, id, 'refuse'), { status: 422 }, 'not without a reason')
  t.equal((await act(secretary, id, 'refuse', { why: '缺证书' })).body.state, 'draft')
  t.equal((await member.patch(`/points/claims/${id}`, { description: '补了证书' })).status, 200)
  t.match(await member.patch(`/points/claims/${id}`, { points: 99 }), { status: 422 }, 'nobody writes his own score')
  t.equal((await act(member, id, 'submit')).status, 200)
  t.same(await pointsOfMe(), [10])
})

t.test('the tenant admin rejects afterwards with a reason: a counter entry takes the points back', async t => {
  const before = await pointsOfMe()
  const { id: rule } = await newRule({ points: 7 })
  const id = await claim(rule)
  await act(member, id, 'submit')
  await act(secretary, id, 'approve')
  t.match(await act(secretary, id, 'reject', { why: '不实' }), { status: 403 })
  t.match(await act(admin, id, 'reject'), { status: 422 }, 'not without a reason')
  t.equal((await act(admin, id, 'reject', { why: '与事实不符' })).body.state, 'rejected')
  t.same(await pointsOfMe(), [...before, 7, -7])
  const [given, back] = (await entries(me)).slice(-2)
  t.match(back, { note: '申报被驳回：与事实不符', before: given!.after, after: given!.before })
  t.match(given, { points: 7, note: null }, 'what was given stands as it was')
  t.equal((await admin.get(`/points/claims/${id}`)).body.given, 0)
  t.match(await act(admin, id, 'reject', { why: '再来' }), { status: 409 })
  t.match(await member.delete(`/points/claims/${id}`), { status: 409 })
})

t.test('of a claim rule that was used the content stays, and it is only switched off', async t => {
  const rule = await newRule()
  t.equal((await admin.patch(`/points/claim-rules/${rule.id}`, { points: 11 })).status, 200)
  const id = await claim(rule.id)
  await settled()
  t.equal((await member.get(`/points/claims/${id}`)).body.points, 11)
  t.match((await admin.get(`/points/claim-rules/${rule.id}`)).body, { state: 'used' })
  t.match(await admin.patch(`/points/claim-rules/${rule.id}`, { points: 12 }), { status: 409 })
  t.match(await admin.delete(`/points/claim-rules/${rule.id}`), { status: 409 })
  const path = `/points/claim-rules/${rule.id}/transitions`
  t.equal((await admin.post(`${path}/switch-off`, {})).body.state, 'used-off')
  t.match(await claimOf(rule.id), { status: 422, body: { detail: '该申报规则已停用' } })
  t.equal((await act(member, id, 'submit')).status, 200, 'what was claimed before goes on')
  t.equal((await admin.post(`${path}/switch-on`, {})).body.state, 'used')
  t.match(await admin.patch(`/points/claim-rules/${rule.id}`, { points: 12 }), { status: 409 })
  t.match(await secretary.post(`${path}/switch-off`, {}), { status: 403 })
  t.match(await secretary.post('/points/claim-rules', { name: '自定', category: 'honor', points: 1 }), { status: 403 })
})

t.test('a claim rule has a maximum for each period', async t => {
  const before = await pointsOfMe()
  const rule = await newRule({ points: 6, per: 'year', maximum: 10 })
  const ids = [await claim(rule.id), await claim(rule.id, { title: '又一次' }), await claim(rule.id, { happenedOn: '2025-06-30' })]
  for (const id of ids) {
    await act(member, id, 'submit')
    await act(secretary, id, 'approve')
  }
  t.same(await pointsOfMe(), [...before, 6, 4, 6])
  t.equal((await admin.get(`/points/claims/${ids[1]}`)).body.given, 4)
  t.match(await admin.post('/points/claim-rules', { name: '半个上限', category: 'honor', points: 1, per: 'year' }), { status: 422 })
})

t.test('nobody claims for another, and sees no other’s claims', async t => {
  const { id: rule } = await newRule()
  const someone = book.members.find(one => one.id !== self.id)!
  const reply = await member.post('/points/claims', { memberId: someone.id, ruleId: rule, title: '替人申报', happenedOn: '2026-06-30' })
  t.ok([403, 422].includes(reply.status), String(reply.status))
  t.ok((await member.get('/points/claims?page[size]=200&include=member')).body.data.every((one: Body) => one.member.id === self.id))
  t.match(await claimOf(rule, { happenedOn: '2999-01-01' }), { status: 422 })
})

t.test('of fifty who decide at once one wins, and the points come once', async t => {
  const before = await pointsOfMe()
  const { id: rule } = await newRule({ points: 3 })
  const ids = await Promise.all(Array.from({ length: 10 }, (_, at) => claim(rule, { title: `第 ${at} 次` })))
  for (const id of ids) await act(member, id, 'submit')
  const replies = await Promise.all(ids.flatMap(id => Array.from({ length: 5 }, () => act(secretary, id, 'approve'))))
  t.equal(replies.filter(reply => reply.status === 200).length, 10)
  t.same(await pointsOfMe(), [...before, ...ids.map(() => 3)])
  const total = (await entries(me)).reduce((sum, entry) => sum + entry.points, 0)
  t.equal((await sums({ memberId: self.id }))['all'], total)
  t.equal((await entries(me)).at(-1)!.after, total)
})

t.test('after all of it, entries and sums tell the same', async t => {
  t.equal(await state((await member.get('/points/claims?filter[state][eq]=reviewed')).body.data[0].id), 'reviewed')
  t.strictSame((await examine(platform)).findings, [])
})
