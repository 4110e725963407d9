import pg from 'pg'
import t from 'tap'
import { seededRandom } from '../../demo/random.ts'
import type { Client } from '../support/client.ts'
import { dataFolder, startServer, until } from '../support/server-process.ts'
import { preparedDatabase } from './prepared-database.ts'

// npm run test:exactly-once kills it fifty times. FAULT_ROUNDS=200 FAULT_SEED=7 npm test -- test/faults/killed-reactions.test.ts: more rounds, or those of a failure again.
const rounds = Number(process.env['FAULT_ROUNDS'] || 3)
const seed = Number(process.env['FAULT_SEED'] || Math.floor(Math.random() * 1_000_000))
const perRound = 40

t.setTimeout(180_000 + rounds * 20_000)

t.test(`every effect of every event comes exactly once, however often the server is killed (seed ${seed})`, async t => {
  const random = seededRandom(seed)
  const databaseUrl = await preparedDatabase(t)
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: dataFolder() }
  const start = () => startServer(t, settings, 'test/faults/errands-server.ts')
  let server = await start()
  const admin = await server.signIn('admin')
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const ids: string[] = []
  for (let at = 0; at < rounds * perRound; at++) {
    const errand = { organizationId: roots.data[0].id, title: `第${at}件`, days: 5 }
    const { status, body } = await admin.post('/errands/errands', errand)
    t.equal(status, 201)
    ids.push(body.id)
  }

  for (let round = 0; round < rounds; round++) {
    const mine = ids.slice(round * perRound, (round + 1) * perRound)
    const asked = Promise.all(mine.map(id => finish(server.as(admin), id)))
    await new Promise(done => setTimeout(done, random.fraction() * 1_200))
    server.signal('SIGKILL')
    t.equal(await server.ended, null)
    const answered = await asked
    server = await start()
    // Whether it was done is known only of those that were answered; done again, it changes nothing.
    for (const [at, id] of mine.entries()) if (!answered[at]) t.ok(await finish(server.as(admin), id))
  }

  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const count = async (query: string) => Number((await owner.query(query)).rows[0].count)
  await until(async () => (await count('select count(*) as count from core.pending_reaction where due_at <= now() and not dead')) === 0)
  const one = { all: ids.length, different: ids.length }
  const tally = async (table: string, record: string, more = '') =>
    (await owner.query(`select count(*)::int as all, count(distinct ${record})::int as different from ${table} ${more}`)).rows[0]
  t.same(await tally('errands.reward', 'errand_id'), one, 'each has one reward')
  t.same(await tally('core.event', 'record_id', `where name = 'errands.finished'`), one, 'and is told of once')
  t.same(await tally('errands.errand', 'id', `where note = '已奖励' and version = 3`), one, 'made, done and rewarded, and nothing twice')
  t.equal(await count('select count(*) as count from core.pending_reaction where dead or attempts > 0'), 0)
  t.equal(
    await count(`select count(*) as count from core.pending_reaction where reaction = 'errands/nag'`),
    0,
    'what was taken back is gone',
  )
  await owner.end()
})

/** Tells whether it was answered. */
async function finish(admin: Client, id: string): Promise<boolean> {
  return admin.patch(`/errands/errands/${id}`, { done: true }).then(
    ({ status }) => status === 200,
    () => false,
  )
}
