import t from 'tap'
import { todayInShanghai } from '../../core/identity/dates.ts'
import { created } from '../isolation/people.ts'
import type { Body } from '../support/client.ts'
import { type Branch, candidates, done, elections, go, officials, paper, startLeadership, terms } from './branch.ts'

const platform = await startLeadership(t)
const { admin, chief } = platform
const branch = await platform.newBranch(10)
const small = await platform.newBranch(4)
const today = todayInShanghai()
let number = 0

type Made = { id: string; term: string; people: string[] }

/** An election in preparation, of a term of its own. */
async function election(change: object = {}, { id, clerk }: Branch = branch): Promise<Made> {
  const term = await created(clerk, terms, { organizationId: id, number: ++number, startOn: today })
  const made = await created(clerk, elections, { termId: term, kind: 'term', voters: 10, seats: 3, ...change })
  return { id: made, term, people: [] }
}

/** Asked for and granted: candidates may be named. */
async function granted(made: Made, { clerk }: Branch = branch): Promise<Made> {
  await done(go(clerk, elections, made.id, 'ask', { requestNumber: '请〔2026〕1号', request: await paper(clerk) }))
  await done(go(chief, elections, made.id, 'grant', { replyNumber: '批〔2026〕1号', reply: await paper(chief) }))
  return made
}

async function name(made: Made, count: number, { clerk, members }: Branch = branch): Promise<void> {
  for (const member of members.slice(made.people.length, count))
    made.people.push(
      await created(clerk, candidates, {
        electionId: made.id,
        memberId: member.id,
        position: made.people.length + 1,
        post: made.people.length ? '委员' : '书记',
      }),
    )
}

/** With candidates that the level above has agreed to. */
async function called(count: number, change: object = {}, at: Branch = branch): Promise<Made> {
  const made = await granted(await election(change, at), at)
  await name(made, count, at)
  await done(go(at.clerk, elections, made.id, 'nominate', { candidatesRequest: await paper(at.clerk) }))
  await done(go(chief, elections, made.id, 'confirm', { candidatesNumber: '批〔2026〕2号', candidatesReply: await paper(chief) }))
  return made
}

t.test('it goes from the request to the meeting by the papers and the word of the level above', async t => {
  const made = await election()
  t.match(await go(branch.clerk, elections, made.id, 'ask'), {
    status: 409,
    body: { code: 'workflow.papers-missing', errors: [{ detail: '缺少换届请示' }] },
  })
  await done(go(branch.clerk, elections, made.id, 'ask', { request: await paper(branch.clerk) }))
  const reply = { replyNumber: '批〔2026〕1号', reply: await paper(branch.clerk) }
  t.equal((await go(branch.clerk, elections, made.id, 'grant', reply)).status, 403, 'nobody grants his own request')
  t.match(await go(chief, elections, made.id, 'grant', { replyNumber: '批' }), { status: 422, body: { errors: [{ pointer: '/reply' }] } })
  t.equal((await done(go(chief, elections, made.id, 'grant', { ...reply, reply: await paper(chief) }))).state, 'nominating')
})

t.test('candidates are at least a fifth more than seats, rounded up, and full members', async t => {
  for (const [seats, few, enough] of [
    [3, 3, 4],
    [5, 5, 6],
  ] as const) {
    const made = await granted(await election({ seats }))
    const file = { candidatesRequest: await paper(branch.clerk) }
    t.match(await go(branch.clerk, elections, made.id, 'nominate', file), { status: 409, body: { detail: '还没有登记候选人' } })
    await name(made, few)
    t.match(await go(branch.clerk, elections, made.id, 'nominate', file), {
      status: 409,
      body: { code: 'workflow.condition', detail: '委员候选人应比应选名额多 20% 以上（不足一人按一人计）' },
    })
    await name(made, enough)
    t.match(await branch.clerk.post(candidates, { electionId: made.id, memberId: branch.probationary.id }), {
      status: 422,
      body: { detail: '预备党员没有被选举权，候选人应为正式党员' },
    })
    t.equal((await done(go(branch.clerk, elections, made.id, 'nominate', file))).state, 'nominated')
    t.match(
      await branch.clerk.patch(`${candidates}/${made.people[0]}`, { post: '委员' }),
      { status: 409 },
      'while they are looked at above, they stay',
    )
    t.match(await branch.clerk.post(candidates, { electionId: made.id, memberId: branch.members[8]!.id }), {
      status: 422,
      body: { detail: '这次选举已不能增加候选人' },
    })
  }
})

t.test('a committee has as many members as its kind may have', async t => {
  for (const [change, detail, at] of [
    [{ seats: 2 }, '支部委员会由 3 至 5 人组成，一般不超过 7 人', branch],
    [{ seats: 8 }, '支部委员会由 3 至 5 人组成，一般不超过 7 人', branch],
    [{ withCommittee: false, seats: 1 }, '正式党员七人以上的支部设委员会，不足七人的只设书记，必要时设副书记一名', branch],
    [{ voters: 4 }, '正式党员七人以上的支部设委员会，不足七人的只设书记，必要时设副书记一名', small],
    [{ voters: 4, withCommittee: false }, '不设委员会的支部设书记一名，必要时设副书记一名', small],
  ] as const) {
    const term = await created(at.clerk, terms, { organizationId: at.id, number: ++number, startOn: today })
    const reply = await at.clerk.post(elections, { termId: term, kind: 'term', voters: 10, seats: 3, ...change })
    t.match(reply, { status: 422, body: { errors: [{ detail }] } }, JSON.stringify(change))
  }
})

t.test('counts are taken or refused by the rules of election', async t => {
  const made = await called(4)
  const whole = { present: 8, ballotsIssued: 8, ballotsCollected: 8, ballotsValid: 8, committeePresent: 3 }
  const [half, tie] = ['当选人少于应选名额，应另行选举；经批准空缺的，请选名额空缺', /末位票数相等/]
  const secretary = '书记、副书记应在新一届委员会第一次会议上选举，赞成票须超过到会委员的一半'
  type Case = { title: string; counts?: object; votes?: number[]; change?: Body[]; refused?: string | RegExp; elected?: number[] }
  const cases: Case[] = [
    {
      title: 'less than four fifths present',
      counts: { present: 7, ballotsIssued: 7, ballotsCollected: 7, ballotsValid: 7 },
      votes: [6, 6, 5, 2],
      refused: /不足应到会人数的五分之四/,
    },
    { title: 'more present than entitled', counts: { present: 11 }, refused: '实到会人数多于应到会人数' },
    { title: 'more ballots than voters', counts: { ballotsIssued: 9 }, refused: '发出的选票多于实到会人数' },
    { title: 'more collected than issued', counts: { ballotsIssued: 7 }, refused: '收回的选票多于发出的选票，选举无效，应重新选举' },
    { title: 'more valid than collected', counts: { ballotsCollected: 7 }, refused: '有效票多于收回的选票' },
    { title: 'held tomorrow', counts: { heldOn: '2999-01-01' }, refused: '选举日期晚于今天' },
    { title: 'votes missing', votes: [], refused: '请先登记每位候选人的赞成、反对和弃权票' },
    {
      title: 'more votes for one than ballots',
      votes: [8, 7, 6, 3],
      change: [{ votesAgainst: 1 }],
      refused: '有候选人的赞成、反对和弃权票合计多于有效票',
    },
    { title: 'more names than seats on the ballots', votes: [8, 8, 8, 1], refused: /所选不能多于名额/ },
    { title: 'nobody with more than half', votes: [4, 4, 3, 2], refused: /没有候选人的赞成票超过/ },
    { title: 'exactly half of those present is not enough', votes: [8, 7, 4, 3], refused: half },
    { title: 'half of those present, though more than half of the valid', counts: { ballotsValid: 7 }, votes: [7, 6, 4, 3], refused: half },
    { title: 'a tie for the last seat', votes: [8, 6, 5, 5], refused: tie },
    { title: 'the secretary not elected', votes: [3, 7, 7, 6], refused: '当选的人中应有且只有一名书记' },
    {
      title: 'two secretaries',
      votes: [8, 7, 6, 2],
      change: [{}, { post: '书记', postVotes: 2 }],
      refused: '当选的人中应有且只有一名书记',
    },
    {
      title: 'the secretary with half of the committee',
      counts: { committeePresent: 2 },
      votes: [8, 7, 6, 2],
      change: [{ postVotes: 1 }],
      refused: secretary,
    },
    { title: 'the secretary without a vote of the committee', votes: [8, 7, 6, 2], change: [{ postVotes: null }], refused: secretary },
    { title: 'all seats', votes: [8, 7, 6, 2], elected: [0, 1, 2] },
    { title: 'more than half, fewer than seats, left vacant', counts: { leavesVacant: true }, votes: [8, 7, 4, 3], elected: [0, 1] },
    {
      title: 'a tie for the last seat, voted on again',
      votes: [8, 6, 5, 5],
      change: [{}, {}, { runoffVotes: 3 }, { runoffVotes: 5 }],
      elected: [0, 1, 3],
    },
    { title: 'more winners than seats: those with most votes', votes: [6, 6, 7, 5], elected: [0, 1, 2] },
  ]
  for (const { title, counts = {}, votes = [8, 7, 6, 2], change = [], refused, elected } of cases) {
    for (const [at, id] of made.people.entries()) {
      const own = {
        votesFor: votes[at] ?? null,
        votesAgainst: 0,
        votesAbstained: 0,
        runoffVotes: null,
        post: at ? '委员' : '书记',
        postVotes: at ? null : 3,
      }
      await done(branch.clerk.patch(`${candidates}/${id}`, { ...own, ...change[at] }))
    }
    const papers = { rulesOfElection: await paper(branch.clerk), report: await paper(branch.clerk) }
    const reply = await go(branch.clerk, elections, made.id, 'count', {
      heldOn: today,
      scrutineer: '监票人',
      tellers: '计票人',
      ...whole,
      ...papers,
      ...counts,
    })
    if (refused) {
      t.ok(reply.status === 409 || reply.status === 422, `${title}: ${reply.status}`)
      t.match(reply.body.errors?.[0]?.detail ?? reply.body.detail, refused, title)
      t.equal((await admin.get(`${elections}/${made.id}`)).body.state, 'meeting')
      continue
    }
    t.match(reply, { status: 200, body: { state: 'reported' } }, title)
    const states = await Promise.all(made.people.map(async id => (await admin.get(`${candidates}/${id}`)).body.state))
    t.same(
      states.map((state, at) => (state === 'elected' ? at : -1)).filter(at => at >= 0),
      elected,
      title,
    )
    await done(go(chief, elections, made.id, 'refuse', { reason: '请核对' }))
  }
  const absent = {
    notCounted: [
      { name: '甲', reason: 'ill' },
      { name: '乙', reason: 'away' },
    ],
  }
  await done(branch.clerk.patch(`${elections}/${made.id}`, absent))
  t.match((await admin.get(`${elections}/${made.id}`)).body, { entitled: 8 }, 'who is not counted is not entitled')
})

t.test('the result comes into force when the level above approves it: the term, its officials, the secretary’s role', async t => {
  const made = await called(4)
  const votes = [8, 7, 6, 2]
  for (const [at, id] of made.people.entries())
    await done(
      branch.clerk.patch(`${candidates}/${id}`, { votesFor: votes[at], votesAgainst: 0, votesAbstained: 0, postVotes: at ? null : 3 }),
    )
  const counts = {
    heldOn: today,
    present: 8,
    ballotsIssued: 8,
    ballotsCollected: 8,
    ballotsValid: 8,
    committeePresent: 3,
    scrutineer: '监',
    tellers: '计',
  }
  await done(
    go(branch.clerk, elections, made.id, 'count', {
      ...counts,
      rulesOfElection: await paper(branch.clerk),
      report: await paper(branch.clerk),
    }),
  )
  t.match(await branch.clerk.patch(`${candidates}/${made.people[3]}`, { votesFor: 9 }), { status: 409 }, 'what was counted stays')
  t.match(await branch.clerk.patch(`${elections}/${made.id}`, { present: 9 }), { status: 409 })
  const approval = { startOn: today, resultNumber: '批〔2026〕9号', resultReply: await paper(chief) }
  t.equal((await go(branch.clerk, elections, made.id, 'approve', approval)).status, 403)
  t.equal((await done(go(chief, elections, made.id, 'approve', approval))).state, 'done')
  t.match((await admin.get(`${terms}/${made.term}`)).body, { state: 'current', startOn: today, documentNumber: '批〔2026〕9号' })
  const { data } = (await admin.get(`${officials}?filter[termId][eq]=${made.term}&sort=position`)).body
  t.match(data, [
    { name: branch.members[0]!.name, post: '书记', state: 'serving', manner: 'elected', fromOn: today },
    { name: branch.members[1]!.name, state: 'serving' },
    { name: branch.members[2]!.name, state: 'serving' },
  ])
  t.equal(data.length, 3, 'who was not elected holds no post')
  const secretary = await platform.asMember(branch.members[0]!)
  t.equal((await secretary.get('/members/members?count=exact&page[size]=1')).body.page.total, 11)
})
