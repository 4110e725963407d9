import { mkdtempSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { dataFolder, startServer, until } from '../support/server-process.ts'
import { preparedDatabase, secretKeys } from './prepared-database.ts'
import { startProxy } from './proxy.ts'

const databaseUrl = await preparedDatabase(t)
const proxy = await startProxy(t, databaseUrl, { query_timeout: '2000' })
const folder = dataFolder()
const temporary = mkdtempSync(join(folder, 'tmp-'))
const server = await startServer(t, {
  RATE_PER_USER: '0',
  RATE_PER_ADDRESS: '0',
  DATABASE_URL: proxy.url,
  DATA_DIR: folder,
  SECRET_KEYS: secretKeys,
  TMPDIR: temporary,
  LOG_LEVEL: 'silent',
})
const admin = await server.signIn('admin')
const owner = new pg.Client({ connectionString: databaseUrl })
await owner.connect()
t.teardown(() => owner.end())

const order = (name: string) => ({ name, shortName: name, category: '631' })
const found = async (name: string): Promise<number> =>
  (await admin.get(`/core/organizations?filter[name][eq]=${encodeURIComponent(name)}&count=exact`)).body.page.total

t.test('an answer to a commit that is lost is told as 503, and the repeated request gives the one record', async t => {
  const key = { headers: { 'idempotency-key': 'lost-commit' } }
  proxy.loseCommitAfter('一诺支部')
  const first = await admin.post('/core/organizations', order('一诺支部'), key)
  t.match(first, { status: 503, body: { code: 'server.busy' } })
  t.ok(first.headers.get('retry-after'))
  t.equal(await found('一诺支部'), 1, 'it had been committed')
  const again = await admin.post('/core/organizations', order('一诺支部'), key)
  t.equal(again.status, 201)
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  t.equal(await found('一诺支部'), 1)
})

t.test('a connection cut in the middle of a transaction leaves nothing of it, and the repeated request writes it', async t => {
  const key = { headers: { 'idempotency-key': 'cut-midway' } }
  proxy.cutAt('半途支部')
  t.match(await admin.post('/core/organizations', order('半途支部'), key), { status: 503, body: { code: 'server.busy' } })
  t.equal(await found('半途支部'), 0)
  t.equal((await admin.post('/core/organizations', order('半途支部'), key)).status, 201)
  t.equal(await found('半途支部'), 1)
})

t.test('all connections cut again and again: some requests are told so, the server goes on, and everyone stays signed in', async t => {
  const statuses = new Set<number>()
  let going = true
  const clients = Array.from({ length: 8 }, async () => {
    while (going) statuses.add((await admin.get('/members/members')).status)
  })
  for (let times = 0; times < 10; times++) {
    await new Promise(done => setTimeout(done, 50))
    proxy.cut()
  }
  going = false
  await Promise.all(clients)
  t.strictSame(
    [...statuses].filter(status => status !== 200 && status !== 503),
    [],
  )
  await until(async () => (await fetch(`${server.url}/readyz`)).status === 200)
  t.equal((await admin.get('/session')).status, 200)
})

t.test('a network that swallows everything holds no request for ever, and when it flows again so does the work', async t => {
  proxy.stall()
  const began = performance.now()
  const replies = await Promise.all(Array.from({ length: 40 }, () => admin.get('/members/members')))
  t.ok(performance.now() - began < 30_000, 'bounded')
  t.strictSame([...new Set(replies.map(reply => reply.status))], [503])
  proxy.flow()
  await until(async () => (await admin.get('/members/members')).status === 200)
  // What it was told meanwhile it has missed; it listens anew.
  await until(async () => {
    const { rows } = await owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name like 'dangjian signals%' and state = 'idle'`,
    )
    return rows.length > 0
  })
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,先进基层党组织,2021-07-01\n`)
  t.match(await admin.import('/honors/organization-honors', { name: 'a.csv', content }), { state: 'done', result: { created: 1 } })
})

t.test('no room for another connection is told as busy, until there is', async t => {
  const name = new URL(databaseUrl).pathname.slice(1)
  await owner.query(`alter database ${name} connection limit 0`)
  proxy.cut()
  t.match(await admin.get('/members/members'), { status: 503, body: { code: 'server.busy' } })
  await owner.query(`alter database ${name} connection limit -1`)
  await until(async () => (await admin.get('/members/members')).status === 200)
})

t.test('clients that go away in the middle of an upload or an export leave nothing behind', async t => {
  const headers = { authorization: `Bearer ${admin.token}` }
  for (const path of ['/core/files', '/members/members/import'])
    await Promise.all(
      Array.from({ length: 20 }, () => {
        const sending = request(`${server.url}/api/v1${path}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x', 'content-length': 1_000_000 },
        })
        sending.write(
          `--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${'a,b\r\n'.repeat(2_000)}`,
        )
        return new Promise<void>(done => {
          sending.once('error', () => done())
          setTimeout(() => sending.destroy(), 200)
        })
      }),
    )
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const leaving = new AbortController()
      const reply = await fetch(`${server.url}/api/v1/members/members/export`, { headers, signal: leaving.signal })
      t.equal(reply.status, 200)
      leaving.abort()
    }),
  )
  await until(() => leftIn(temporary).length === 0 && leftIn(join(folder, 'files/.incoming')).length === 0)
  await until(async () => {
    const { rows } = await owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'dangjian' and state <> 'idle'`,
    )
    return rows.length === 0
  })
  const replies = await Promise.all(Array.from({ length: 40 }, () => admin.get('/members/members')))
  t.strictSame([...new Set(replies.map(reply => reply.status))], [200])
})

function leftIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name)
}
