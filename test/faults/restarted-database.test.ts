import pg from 'pg'
import t from 'tap'
import { type EmbeddedServer, startEmbeddedServer } from '../../core/database/embedded-server.ts'
import type { Client, Reply } from '../support/client.ts'
import { databasePid, dataFolder, isAlive, startServer, until } from '../support/server-process.ts'
import { membersSheet } from './members-sheet.ts'
import { secretKeys } from './prepared-database.ts'
import { startProxy } from './proxy.ts'

// Nothing is lost by a killed process: what it handed to the system is written. Only a power cut would tell fsync from none.
const folder = dataFolder()
const start = () => startEmbeddedServer({ folder, flags: ['fsync=off'] })
let database: EmbeddedServer = await start()
t.teardown(() => database.stop())
const proxy = await startProxy(t, database.url)
const server = await startServer(t, {
  RATE_PER_USER: '0',
  RATE_PER_ADDRESS: '0',
  DATABASE_URL: proxy.url,
  DATA_DIR: dataFolder(),
  DEMO: 'on',
  SECRET_KEYS: secretKeys,
  LOG_LEVEL: 'silent',
})
const admin = await server.signIn('admin')
const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
const root = roots.data[0]

type Written = { name: string; key: string; status: number }

/** Writes and reads until told to stop; notes what was answered to each write, and the longest that any request took. */
function load(client: Client, name: string): { stop(): Promise<{ written: Written[]; longest: number; other: Reply[] }> } {
  const written: Written[] = []
  const other: Reply[] = []
  let longest = 0
  let going = true
  async function timed(ask: Promise<Reply>): Promise<Reply> {
    const began = performance.now()
    const reply = await ask
    longest = Math.max(longest, performance.now() - began)
    if (reply.status === 503 ? !reply.headers.get('retry-after') : reply.status >= 400) other.push(reply)
    return reply
  }
  const work = (async () => {
    for (let at = 0; going; at++) {
      const one = { name: `${name}第${at}委员`, key: `${name}-${at}`.replaceAll(/[^\x21-\x7e]/g, '') }
      const reply = await timed(write(client, one))
      written.push({ ...one, status: reply.status })
      await timed(client.get('/members/members'))
      await timed(client.get('/session'))
    }
  })()
  return {
    async stop() {
      going = false
      await work
      return { written, longest, other }
    },
  }
}

function write(client: Client, { name, key }: { name: string; key: string }): Promise<Reply> {
  return client.post('/core/posts', { organizationId: root.id, name }, { headers: { 'idempotency-key': key } })
}

async function posts(name: string): Promise<number> {
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const { rows } = await owner.query('select count(*)::int as count from core.post where name = $1', [name])
  await owner.end()
  return rows[0].count
}

for (const signal of ['SIGINT', 'SIGKILL'] as const)
  t.test(`the database ends by ${signal} under load and comes back: no acknowledged write is lost, nothing hangs, jobs go on`, async t => {
    const begun = await admin.upload('/members/members/import', membersSheet(root.name, 10_000))
    t.equal(begun.status, 202)
    const clients = Array.from({ length: 6 }, (_, at) => load(admin, `${signal}${at}`))
    await new Promise(done => setTimeout(done, 1_500))
    const pid = databasePid(folder)!
    process.kill(pid, signal)
    await until(() => !isAlive(pid))
    await new Promise(done => setTimeout(done, 1_000))
    await database.stop()
    database = await restarted()
    proxy.leadTo(database.url)
    await until(async () => (await fetch(`${server.url}/readyz`)).status === 200)
    await new Promise(done => setTimeout(done, 1_500))
    const told = await Promise.all(clients.map(client => client.stop()))

    t.strictSame(
      told.flatMap(({ other }) => other.map(({ status, body }) => ({ status, body }))),
      [],
      'what is not done is told as 503 with Retry-After',
    )
    t.ok(Math.max(...told.map(({ longest }) => longest)) < 30_000, 'each request is answered')
    const written = told.flatMap(one => one.written)
    const acknowledged = written.filter(({ status }) => status === 201)
    const refused = written.filter(({ status }) => status === 503)
    t.ok(acknowledged.length > 0 && refused.length > 0, `${acknowledged.length} written, ${refused.length} told to come again`)
    const owner = new pg.Client({ connectionString: database.url })
    await owner.connect()
    const { rows } = await owner.query<{ name: string }>('select name from core.post where name = any($1)', [written.map(one => one.name)])
    await owner.end()
    const there = rows.map(row => row.name)
    t.strictSame(
      acknowledged.filter(({ name }) => !there.includes(name)),
      [],
      'all that was acknowledged is there',
    )
    t.equal(new Set(there).size, there.length, 'nothing is there twice')
    for (const one of refused.slice(-20)) {
      t.equal((await write(admin, one)).status, 201)
      t.equal(await posts(one.name), 1)
    }
    t.equal((await admin.get('/session')).status, 200, 'who was signed in still is')
    const job = await admin.jobEnd(begun.body.id)
    t.equal(job.state, 'done')
    t.equal(job.result.created + job.result.unchanged, 9_990)
  })

/** The children of one that was killed need a moment to notice, and until then there is no other. */
async function restarted(): Promise<EmbeddedServer> {
  for (let tries = 0; ; tries++)
    try {
      return await start()
    } catch (error) {
      if (tries > 20) throw error
      await new Promise(done => setTimeout(done, 250))
    }
}
