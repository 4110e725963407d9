import pg from 'pg'
import t from 'tap'
import { startWithTransfers, transfers } from './transfers.ts'

/*
 * Whatever comes at the same moment to a letter on its way, it ends in one place, and so does the member.
 */
const platform = await startWithTransfers(t)
const { admin, from, to, act, issued, find, whereIs } = platform
const database = new pg.Client({ connectionString: platform.ownerUrl })
await database.connect()
t.teardown(() => database.end())

/** As if the letter had been issued so long ago that it is no longer valid. */
const age = (id: string) =>
  database.query(`update transfers.transfer set issued_on = current_date - 40, valid_until = current_date - 10 where id = $1`, [id])

const expireNow = (id: string) =>
  database.query(`update core.pending_reaction set due_at = now() where reaction = 'transfers/expire' and record_id = $1`, [id])

const isPending = async (id: string) =>
  (await database.query(`select 1 from core.pending_reaction where reaction = 'transfers/expire' and record_id = $1`, [id])).rowCount! > 0

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(done => setTimeout(done, 20))
}

const outcome = { accept: 'joining', decline: 'returned', revoke: 'revoked' } as const

t.test('of acceptances, refusals, a revocation and the expiry at once, one happens', async t => {
  const seen = new Set<string>()
  for (let round = 0; round < 8; round += 1) {
    const { id, member } = await issued()
    await age(id)
    const tries = Array.from({ length: 4 }, () => [
      ['accept', () => act(to.chief, id, 'accept', { intoId: to.branch })] as const,
      ['decline', () => act(to.chief, id, 'decline', { why: '不在本辖区' })] as const,
      ['revoke', () => act(from.chief, id, 'revoke', { why: '本人放弃' })] as const,
    ]).flat()
    // Every second round the timer, which comes within a second, is not the last to begin.
    if (round % 2 === 0) await expireNow(id)
    const running = tries.map(async ([event, run], nth) => {
      await new Promise(done => setTimeout(done, round % 2 === 0 ? 400 + nth * 60 : 0))
      return { event, reply: await run() }
    })
    if (round % 2 === 1) await expireNow(id)
    const replies = await Promise.all(running)
    const won = replies.filter(({ reply }) => reply.status === 200)
    t.ok(won.length <= 1, 'one person at most is told that it was he')
    t.ok(
      replies.every(({ reply }) => [200, 403, 409].includes(reply.status)),
      'and all others that they come too late',
    )
    const winner = won[0]
    const { state } = await find(id)
    t.equal(state, winner ? outcome[winner.event] : 'expired')
    await until(async () => !(await isPending(id)))
    t.equal((await find(id)).state, state, 'and there it stays')
    t.equal(await whereIs(member.id), from.branch, 'the member is where he was')
    const { body } = await admin.get(`${transfers}/${id}/timeline`)
    const ends = body.data.filter((step: { to?: { code: string } }) =>
      ['joining', 'returned', 'revoked', 'expired'].includes(String(step.to?.code)),
    )
    t.equal(ends.length, 1, 'its timeline tells of one end')
    seen.add(state)
  }
  t.comment([...seen].join(', '))
})

t.test('of twenty who take him into the branch at once one does, and he moves once', async t => {
  const { id, member } = await issued()
  await act(to.chief, id, 'accept', { intoId: to.branch })
  const places = new Set<string>()
  let running = true
  const watching = (async () => {
    while (running) places.add((await admin.get(`/members/members/${member.id}`)).body.organization?.id ?? 'nowhere')
  })()
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, nth) =>
      nth % 4 === 3 ? act(to.secretary, id, 'send-back', { why: '本支部无此人' }) : act(to.secretary, id, 'join'),
    ),
  )
  running = false
  await watching
  t.equal(replies.filter(reply => reply.status === 200).length, 1)
  const { state } = await find(id)
  const last = await whereIs(member.id)
  t.same([state, last], state === 'done' ? ['done', to.branch] : ['receiving', from.branch])
  t.ok(
    [...places].every(place => [from.branch, to.branch].includes(place)),
    'at every moment he was in one of the two',
  )
  const history = (await admin.get(`/members/members/${member.id}/history`)).body.data
  t.equal(
    history.filter((one: { changed: string[] }) => one.changed.includes('organizationId') && one.changed.length < 10).length,
    state === 'done' ? 1 : 0,
  )
})

t.test('a letter that nobody answers ends by itself, the member stays, and both sides are told', async t => {
  const { id, member, number } = await issued()
  await expireNow(id)
  await until(async () => !(await isPending(id)))
  t.equal((await find(id)).state, 'transit', 'not while it is valid')
  const second = await issued()
  await age(second.id)
  t.match(await act(from.secretary, second.id, 'expire'), { status: 403 })
  await expireNow(second.id)
  await until(async () => (await find(second.id)).state === 'expired')
  t.equal(await whereIs(second.member.id), from.branch)
  for (const side of [from, to]) {
    const { body } = await side.chief.get('/core/messages?sort=-createdAt&page[size]=50')
    t.ok(body.data.some((one: { title: string; body: string }) => one.title === '介绍信已过期' && one.body.includes(second.number)))
  }
  t.equal((await act(to.chief, second.id, 'accept', { intoId: to.branch })).status, 409)
  const again = await platform.ask({ memberId: second.member.id })
  t.equal(again.state, 'draft', 'and he can be sent again')
  t.not(member.id, second.member.id)
  t.not(number, second.number)
})

t.test('both sides are reminded of a letter on its way, as long as it is', async t => {
  const { id, number } = await issued({ explanation: '提醒' })
  const remind = (reaction: string) =>
    database.query(`update core.pending_reaction set due_at = now() where reaction = $1 and record_id = $2`, [`transfers/${reaction}`, id])
  const { rows } = await database.query(
    `select reaction, (due_at at time zone 'Asia/Shanghai')::date - (now() at time zone 'Asia/Shanghai')::date as days from core.pending_reaction
     where record_id = $1 and reaction not like '%.%' order by 2`,
    [id],
  )
  t.same(
    rows.map(row => [row.reaction.split('/')[1], Number(row.days)]),
    [
      ['last-reminder', 27],
      ['first-reminder', 30],
      ['expire', 31],
      ['second-reminder', 60],
      ['third-reminder', 80],
    ],
  )
  await remind('first-reminder')
  const told = async (who: typeof from.chief) =>
    (await who.get('/core/messages?sort=-createdAt&page[size]=50')).body.data.filter(
      (one: { title: string; body: string }) => one.title === '组织关系在途' && one.body.includes(number),
    ).length
  await until(async () => (await told(from.chief)) === 1 && (await told(to.chief)) === 1)
  await act(to.chief, id, 'decline', { why: '不在本辖区' })
  const left = await database.query(`select 1 from core.pending_reaction where record_id = $1 and reaction not like '%.%'`, [id])
  t.equal(left.rowCount, 0, 'what has ended reminds nobody')
})
