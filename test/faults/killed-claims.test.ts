import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { checkData } from '../../core/consistency/check-data.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { openFileStore } from '../../core/files/store.ts'
import { seededRandom } from '../../demo/random.ts'
import { fixtures } from '../events/errands.ts'
import type { Body, Client } from '../support/client.ts'
import { dataFolder, startServer, until } from '../support/server-process.ts'
import { ownPlugins } from '../support/template.ts'
import { preparedDatabase } from './prepared-database.ts'

// npm run test:exactly-once decides 2,000 claims in fifty rounds. FAULT_ROUNDS=200 FAULT_SEED=7 npm test -- test/faults/killed-claims.test.ts: others.
const rounds = Number(process.env['FAULT_ROUNDS'] || 2)
const seed = Number(process.env['FAULT_SEED'] || Math.floor(Math.random() * 1_000_000))
const perRound = 40
const points = 3

t.setTimeout(240_000 + rounds * 30_000)

t.test(`claims give once and are taken back once, however often the servers are killed while they are decided (seed ${seed})`, async t => {
  const random = seededRandom(seed)
  const databaseUrl = await preparedDatabase(t)
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: dataFolder() }
  const start = () => startServer(t, settings, 'test/faults/errands-server.ts')
  const servers = await Promise.all([start(), start()])
  const admin = await servers[0]!.signIn('admin')
  const secretary = await servers[0]!.signIn('secretary')
  const claims = await submittedClaims(admin, secretary, rounds * perRound)
  // Every fourth is rejected afterwards.
  const rejected = new Set(claims.filter((_, at) => at % 4 === 3))

  for (let round = 0; round < rounds; round++) {
    const mine = claims.slice(round * perRound, (round + 1) * perRound)
    const one = (who: Client) => random.one(servers).as(who)
    const decide = (id: string) => decided(id, rejected.has(id), { one, secretary, admin })
    const asked = Promise.all(mine.map(decide))
    await new Promise(done => setTimeout(done, random.fraction() * 1_500))
    // One of two, or both.
    const killed = random.fraction() < 0.3 ? [0, 1] : [random.between(0, 1)]
    for (const at of killed) servers[at]!.signal('SIGKILL')
    for (const at of killed) await servers[at]!.ended
    await asked
    for (const at of killed) servers[at] = await start()
    // What was answered is known, what was not is done again: it changes nothing.
    for (const id of mine) t.ok(await decide(id))
  }

  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  t.after(() => owner.end())
  const rows = async (query: string): Promise<Record<string, unknown>[]> => (await owner.query(query)).rows
  await until(async () => (await rows('select 1 from core.pending_reaction where due_at <= now() and not dead limit 1')).length === 0)
  const all = { all: claims.length, different: claims.length }
  const back = { all: rejected.size, different: rejected.size }
  const tally = (what: string, record: string, from: string) =>
    rows(`select ${what}, count(*)::int as all, count(distinct ${record})::int as different from ${from} group by 1 order by 1`)
  t.same(
    await tally('points::int as points', 'source', `points.entry where source = any('{${claims.join(',')}}')`),
    [
      { points: -points, ...back },
      { points, ...all },
    ],
    'each gives once, and is taken back once',
  )
  t.same(
    await tally('event', 'process_id', `core.step where event in ('approve', 'reject')`),
    [
      { event: 'approve', ...all },
      { event: 'reject', ...back },
    ],
    'each is decided once',
  )
  t.same(
    await tally('title', 'body', `core.message where title in ('积分申报已通过', '积分申报被驳回')`),
    [
      { title: '积分申报已通过', ...all },
      { title: '积分申报被驳回', ...back },
    ],
    'and told of once',
  )
  t.same(await rows('select reaction, error from core.pending_reaction where dead or attempts > 0'), [])
  const files = await openFileStore({ kind: 'disk', directory: join(settings.DATA_DIR, 'files') })
  const { findings } = await checkData({ ownerUrl: databaseUrl, model: loadModel([ownPlugins, fixtures]), files })
  t.same(findings, [], 'sums equal the entries, and all else agrees')
})

/** Claims of members of the secretary's branch. */
async function submittedClaims(admin: Client, secretary: Client, count: number): Promise<string[]> {
  const rule = await made(admin, '/points/claim-rules', { name: '值守一日', category: 'vanguard', points })
  const { data: members } = (await secretary.get('/members/members?page[size]=30')).body
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    const claim = { memberId: members[at % members.length].id, ruleId: rule, title: `值守第 ${at} 日`, happenedOn: '2026-05-04' }
    ids.push(await made(admin, '/points/claims', claim))
  }
  for (let at = 0; at < count; at += 100) {
    const some = ids.slice(at, at + 100)
    const reply = await admin.post('/points/claims/transitions/submit', { ids: some })
    if (reply.body.done !== some.length) throw new Error(JSON.stringify(reply.body))
  }
  return ids
}

async function made(admin: Client, path: string, values: Body): Promise<string> {
  const { status, body } = await admin.post(path, values)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

type Deciding = { one(who: Client): Client; secretary: Client; admin: Client }

/** Has the branch approve a claim, and the admin reject it afterwards where it is to be; tells whether it stands where it should. */
async function decided(id: string, isRejected: boolean, { one, secretary, admin }: Deciding): Promise<boolean> {
  try {
    await one(secretary).post(`/points/claims/${id}/transitions/approve`, {})
    if (isRejected) await one(admin).post(`/points/claims/${id}/transitions/reject`, { why: '查无此事' })
    const { body } = await one(admin).get(`/points/claims/${id}`)
    return body.state === (isRejected ? 'rejected' : 'reviewed')
  } catch {
    // The server has gone.
    return false
  }
}
