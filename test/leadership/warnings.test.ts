import t from 'tap'
import { addDays, addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { asOwner } from '../core/owner.ts'
import { created } from '../isolation/people.ts'
import type { Body, Client } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { until } from '../support/server-process.ts'
import { type Branch, done, go, paper, startLeadership, termInForce, terms } from './branch.ts'

const platform = await startLeadership(t)
const { admin, chief } = platform
const today = todayInShanghai()
const owner = (text: string, values?: unknown[]) => asOwner(platform, text, values)

const told = async (who: Client, term: string): Promise<string[]> =>
  (await who.get('/core/messages?sort=createdAt&page[size]=100')).body.data
    .filter((one: Body) => one.link?.endsWith(`/${term}`) && /届满|换届/.test(one.title))
    .map((one: Body) => one.title)

/** When it will be warned of and fall due, as days. */
async function planned(term: string): Promise<Record<string, string>> {
  const rows = await owner(
    `select reaction, to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from core.pending_reaction where record_id = $1 and due_at > now()`,
    [term],
  )
  return Object.fromEntries(rows.map((row: Body) => [row.reaction, row.day]))
}

/** As if it were so long ago: the term ends on that day, and its timer has come. */
async function comes(term: string, dueOn: string): Promise<void> {
  await owner(`update leadership.term set start_on = $2, end_on = $3, due_on = $3 where id = $1`, [term, addMonths(dueOn, -36), dueOn])
  await owner(`update core.pending_reaction set due_at = now() where record_id = $1 and reaction = 'leadership/warn'`, [term])
  await until(async () => 'leadership/warn' in (await planned(term)))
}

/** A warning of today comes at nine: it is nine. Tells what someone has heard by then. */
async function atNine(who: Client, term: string): Promise<string[]> {
  await owner(
    `update core.pending_reaction set due_at = now() where record_id = $1 and reaction = 'leadership/warn' and due_at < now() + interval '1 day'`,
    [term],
  )
  await until(async () => (await told(who, term)).length > 0)
  return told(who, term)
}

const newTerm = (branch: Branch, number: number, dueOn: string) =>
  termInForce(platform, branch, { number, startOn: addMonths(dueOn, -36), roster: [[branch.members[0]!, '书记']] })

t.test('a term is warned of six, four, three and one month before its end, on the day, and every week after, once each', async t => {
  const branch = await platform.newBranch(1)
  const end = addMonths(addMonths(today, -29), 36)
  const term = await newTerm(branch, 1, end)
  t.equal((await admin.get(`${terms}/${term}`)).body.dueOn, addMonths(addMonths(end, -36), 36))
  t.same(await told(chief, term), [], 'seven months before, nobody hears of it')
  t.match(await planned(term), { 'leadership/warn': addMonths(end, -6), 'leadership/fall-due': addDays(end, 1) })
  const before: string[] = []
  for (const [months, next] of [
    [6, 4],
    [4, 3],
    [3, 1],
    [1, 0],
  ] as const) {
    const dueOn = addMonths(today, months)
    await comes(term, dueOn)
    before.push('任期将届满')
    t.same(await told(branch.clerk, term), before, `${months} months before`)
    t.same(await told(chief, term), before)
    t.match(await planned(term), { 'leadership/warn': addMonths(dueOn, -next) })
  }
  for (const dueOn of [today, addDays(today, -7), addDays(today, -14)]) {
    await comes(term, dueOn)
    before.push('应换届而未换届')
    t.same(await told(chief, term), before)
    t.match(await planned(term), { 'leadership/warn': addDays(today, 7) }, 'again in a week')
  }
})

t.test('the secretary in office is warned, another branch and another tenant are not', async t => {
  const [branch, other] = [await platform.newBranch(2), await platform.newBranch(1)]
  const term = await newTerm(branch, 1, addDays(today, -1))
  const [secretary, member] = [await platform.asMember(branch.members[0]!), await platform.asMember(branch.members[1]!)]
  t.same(await atNine(secretary, term), ['应换届而未换届'])
  for (const who of [member, other.clerk]) t.same(await told(who, term), [])
  const stranger = await newTenant(platform, '中共又一县委员会')
  t.equal((await stranger.admin.get(`${terms}/${term}`)).status, 404)
  t.same((await stranger.admin.get(terms)).body.data, [])
  t.equal((await other.clerk.get(`${terms}/${term}`)).status, 404)
  t.equal((await go(other.clerk, terms, term, 'ask-extension')).status, 404)
})

t.test('a term that is over by its date is overdue, and found as that for an organization and below', async t => {
  const branch = await platform.newBranch(1)
  const late = await newTerm(branch, 1, addDays(today, -10))
  t.match((await admin.get(`${terms}/${late}`)).body, { state: 'overdue' })
  t.same(await atNine(chief, late), ['应换届而未换届'])
  const next = await platform.newBranch(1)
  const ending = await newTerm(next, 1, addDays(today, 1))
  t.match((await admin.get(`${terms}/${ending}`)).body, { state: 'current' })
  await owner(`update leadership.term set due_on = $2 where id = $1`, [ending, addDays(today, -1)])
  await owner(`update core.pending_reaction set due_at = now() where record_id = $1 and reaction = 'leadership/fall-due'`, [ending])
  await until(async () => (await admin.get(`${terms}/${ending}`)).body.state === 'overdue')
  const { body } = await chief.get(`${terms}?filter[state][eq]=overdue&organizationId=${platform.committee}&scope=subtree&page[size]=200`)
  const found = body.data.map((one: Body) => one.id)
  t.ok(found.includes(late) && found.includes(ending))
  t.same(
    (await next.clerk.get(`${terms}?filter[state][eq]=overdue`)).body.data.map((one: Body) => one.id),
    [ending],
  )
})

t.test('an extension is the word of the level above, a year at most, and quiets the warnings until then', async t => {
  const branch = await platform.newBranch(1)
  const end = addDays(today, -3)
  const term = await newTerm(branch, 1, end)
  await atNine(chief, term)
  const ask = async (requestedTo: string) =>
    go(branch.clerk, terms, term, 'ask-extension', {
      requestedTo,
      extensionReason: '换届时间冲突',
      extensionRequest: await paper(branch.clerk),
    })
  t.match(await ask(addDays(addMonths(end, 12), 1)), { status: 422, body: { detail: '延期应在任期届满之后，一般不超过一年' } })
  t.match(await ask(addDays(end, -1)), { status: 422 })
  t.equal((await done(ask(addMonths(end, 12)))).state, 'extending')
  const reply = { extensionNumber: '延〔2026〕1号', extensionReply: await paper(chief) }
  t.equal((await go(branch.clerk, terms, term, 'approve-extension', reply)).status, 403)
  t.match(await go(chief, terms, term, 'approve-extension', { extensionNumber: '延' }), { status: 422 }, 'not without its paper')
  t.match(await done(go(chief, terms, term, 'approve-extension', reply)), {
    state: 'current',
    dueOn: addMonths(end, 12),
    extendedTo: addMonths(end, 12),
  })
  t.match(await planned(term), { 'leadership/warn': addMonths(end, 6), 'leadership/fall-due': addDays(addMonths(end, 12), 1) })
  t.same(await told(chief, term), ['应换届而未换届'], 'the one from before, and none since')
  t.equal((await branch.clerk.patch(`${terms}/${term}`, { extendedTo: '2099-01-01' })).status, 422)
})

t.test('once the next term has begun, the former one is warned of no more', async t => {
  const branch = await platform.newBranch(2)
  const former = await newTerm(branch, 1, addDays(today, -1))
  await atNine(chief, former)
  await termInForce(platform, branch, { number: 2, startOn: today, roster: [[branch.members[1]!, '书记']] })
  t.match((await admin.get(`${terms}/${former}`)).body, { state: 'ended', endedOn: addDays(today, -1) })
  t.same(
    await owner(
      `select reaction from core.pending_reaction where record_id = $1 and reaction in ('leadership/warn', 'leadership/fall-due')`,
      [former],
    ),
    [],
  )
})

t.test('a term of before the platform is filed, and makes nobody secretary', async t => {
  const branch = await platform.newBranch(2)
  await newTerm(branch, 5, addMonths(today, 20))
  const old = await created(branch.clerk, terms, { organizationId: branch.id, number: 4, startOn: '2020-05-01' })
  await created(branch.clerk, '/leadership/officials', { termId: old, memberId: branch.members[1]!.id, post: '书记' })
  t.match(await go(branch.clerk, terms, old, 'submit'), { status: 409, body: { detail: /已有更晚的一届/ } })
  t.equal((await done(go(branch.clerk, terms, old, 'file', { endedOn: '2023-05-01' }))).state, 'ended')
  const { body } = await admin.get(`/leadership/officials?filter[termId][eq]=${old}`)
  t.match(body.data, [{ state: 'left', toOn: '2023-05-01' }])
  t.same((await admin.get(`/core/appointments?filter[userId][eq]=${branch.members[1]!.userId}`)).body.data, [])
})
