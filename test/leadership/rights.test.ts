import t from 'tap'
import { addDays, addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { asOwner } from '../core/owner.ts'
import { created } from '../isolation/people.ts'
import type { Client } from '../support/client.ts'
import { until } from '../support/server-process.ts'
import { done, go, officials, startLeadership, termInForce, terms } from './branch.ts'

const platform = await startLeadership(t)
const { admin, chief } = platform
const today = todayInShanghai()
const owner = (text: string, values?: unknown[]) => asOwner(platform, text, values)

/** How many members he may see: the branch's for its secretary, himself for anyone else. */
const seen = async (who: Client) => (await who.get('/members/members?count=exact&page[size]=1')).body.page.total
const stateOf = async (path: string, id: string) => (await admin.get(`${path}/${id}`)).body.state

t.test('whoever is secretary by the roster has the role from his first day, and not after his last', async t => {
  const branch = await platform.newBranch(3)
  const [former, next, other] = branch.members as [(typeof branch.members)[0], (typeof branch.members)[0], (typeof branch.members)[0]]
  const [formerly, nextly, otherly] = await Promise.all([former, next, other].map(platform.asMember))
  t.equal(await seen(formerly!), 1)
  const first = await termInForce(platform, branch, {
    number: 1,
    startOn: addMonths(today, -30),
    roster: [
      [former, '书记'],
      [other, '组织委员'],
    ],
  })
  t.equal(await stateOf(terms, first), 'current')
  t.equal(await seen(formerly!), 4, 'at once, as his first day has come')
  t.equal(await seen(otherly!), 1, 'the post of a committee member carries no role')
  const startOn = addDays(today, 3)
  const second = await termInForce(platform, branch, { number: 2, startOn, roster: [[next, '书记']] })
  t.equal(await stateOf(terms, second), 'coming')
  t.equal(await stateOf(terms, first), 'current')
  t.same([await seen(formerly!), await seen(nextly!)], [4, 1], 'nobody changes before the day')
  await owner(`update leadership.term set start_on = $2 where id = $1`, [second, today])
  await owner(`update leadership.official set from_on = $2 where term_id = $1`, [second, today])
  await owner(`update core.pending_reaction set due_at = now() where reaction = 'leadership/begin'`)
  await until(async () => (await stateOf(terms, second)) === 'current')
  t.same([await seen(formerly!), await seen(nextly!)], [1, 4])
  t.match((await admin.get(`${terms}/${first}`)).body, { state: 'ended', endedOn: addDays(today, -1) })
  const { body } = await admin.get(`${officials}?filter[organizationId][eq]=${branch.id}&sort=termNumber,position`)
  t.match(body.data, [
    { name: former.name, state: 'left', toOn: addDays(today, -1), leaveReason: 'term' },
    { name: other.name, state: 'left' },
    { name: next.name, state: 'serving', post: '书记' },
  ])
  const held = await admin.get(`/core/appointments?filter[userId][eq]=${former.userId}`)
  t.match(held.body.data, [{ startOn: addMonths(today, -30), endOn: addDays(today, -1) }])
})

t.test('who is dismissed by the level above loses the role after that day; his successor gets it when he is approved', async t => {
  const branch = await platform.newBranch(2)
  const [first, second] = branch.members as [(typeof branch.members)[0], (typeof branch.members)[0]]
  const term = await termInForce(platform, branch, { number: 1, startOn: addMonths(today, -3), roster: [[first, '书记']] })
  const [firstly, secondly] = [await platform.asMember(first), await platform.asMember(second)]
  const successor = await created(branch.clerk, officials, {
    termId: term,
    memberId: second.id,
    post: '书记',
    manner: 'appointed',
    fromOn: today,
  })
  t.match(await go(branch.clerk, officials, successor, 'submit'), { status: 409, body: { detail: '现任书记尚未免职，请先免去其职务' } })
  const [{ id }] = (await admin.get(`${officials}?filter[termId][eq]=${term}&filter[state][eq]=serving`)).body.data
  const leaving = { toOn: addDays(today, -1), leaveReason: 'transferred' }
  t.equal((await go(branch.clerk, officials, id, 'leave', leaving)).status, 403, 'not by the branch itself')
  t.equal((await go(firstly, officials, id, 'leave', leaving)).status, 403)
  t.match(await go(chief, officials, id, 'leave', { ...leaving, toOn: addMonths(today, -4) }), {
    status: 422,
    body: { detail: '免职日期早于任职日期' },
  })
  await done(go(chief, officials, id, 'leave', leaving))
  t.equal(await seen(firstly), 1)
  await done(go(branch.clerk, officials, successor, 'submit'))
  t.equal(await seen(secondly), 1, 'not before it is approved')
  t.equal((await go(branch.clerk, officials, successor, 'approve')).status, 403)
  await done(go(chief, officials, successor, 'approve', { documentNumber: '任〔2026〕2号' }))
  t.equal(await seen(secondly), 3)
})

t.test('of a branch that is merged the secretary is one no longer, and its term is ended', async t => {
  const [branch, into] = [await platform.newBranch(1), await platform.newBranch(1)]
  const term = await termInForce(platform, branch, { number: 1, startOn: addMonths(today, -3), roster: [[branch.members[0]!, '书记']] })
  await termInForce(platform, into, { number: 1, startOn: addMonths(today, -3), roster: [[into.members[0]!, '书记']] })
  const secretary = await platform.asMember(into.members[0]!)
  t.equal((await admin.post(`/core/organizations/${branch.id}/transitions/merge`, { intoId: into.id })).status, 200)
  await until(async () => (await stateOf(terms, term)) === 'ended')
  t.match((await admin.get(`${terms}/${term}`)).body, { endedOn: today, organization: { id: branch.id } })
  t.match((await admin.get(`${officials}?filter[termId][eq]=${term}`)).body.data, [{ state: 'left', toOn: today }])
  const [held] = (await admin.get(`/core/appointments?filter[userId][eq]=${branch.members[0]!.userId}`)).body.data
  t.equal(held.endOn, today, 'today is his last day')
  t.equal(await seen(secretary), 4, 'and he of the other branch is it for all of them')
})

t.test('the roster gives the post its role at its organization, and nothing more', async t => {
  const branch = await platform.newBranch(2)
  const committee = await platform.newBranch(1, '611')
  await termInForce(platform, branch, { number: 1, startOn: addMonths(today, -1), roster: [[branch.members[0]!, '书记']] })
  await termInForce(platform, committee, { number: 1, startOn: addMonths(today, -1), roster: [[committee.members[0]!, '书记']] })
  const grants = async (organization: string) =>
    (await admin.get(`/core/grants?filter[organizationId][eq]=${organization}&include=role,post&page[size]=50`)).body.data
  t.match(
    (await grants(branch.id)).filter((one: { post: unknown }) => one.post),
    [{ role: { label: '支部书记' }, post: { label: '书记' }, scope: 'subtree' }],
  )
  t.same(
    (await grants(committee.id)).filter((one: { post: unknown }) => one.post),
    [],
    'the secretary of a committee is no branch secretary',
  )
  const elsewhere = {
    termId: (await admin.get(`${terms}?filter[organizationId][eq]=${branch.id}`)).body.data[0].id,
    memberId: committee.members[0]!.id,
  }
  t.match(
    await branch.clerk.post(officials, { ...elsewhere, post: '委员', organizationId: committee.id }),
    { status: 422 },
    'its organization is its term’s',
  )
  t.equal((await committee.clerk.post(officials, { ...elsewhere, post: '委员' })).status, 422, 'a term out of reach is none')
  t.match(await branch.clerk.post(officials, { ...elsewhere, memberId: branch.probationary.id, post: '委员' }), {
    status: 422,
    body: { detail: '班子成员应为正式党员' },
  })
  t.equal(
    (await branch.clerk.post(officials, { ...elsewhere, memberId: branch.members[1]!.id, post: '委员', state: 'serving' })).status,
    422,
  )
})
