import pg from 'pg'
import t from 'tap'
import { startEmbeddedServer } from '../../core/database/embedded-server.ts'
import { newMasterKey } from '../../core/secrets/master-keys.ts'
import { dataFolder, launch, startServer } from '../support/server-process.ts'

// Someone else's PostgreSQL: the owner of our database may make roles there, and is no superuser.
const elsewhere = await startEmbeddedServer({ folder: dataFolder(), flags: ['fsync=off'] })
const superuser = new pg.Client({ connectionString: elsewhere.url })
await superuser.connect()
t.teardown(async () => {
  await superuser.end()
  await elsewhere.stop()
})
await superuser.query(`create role keeper login createrole password 'a p@ss/word?'`)

async function emptyDatabase(name: string): Promise<string> {
  await superuser.query(`create database ${name} owner keeper`)
  const url = new URL(elsewhere.url)
  url.username = 'keeper'
  url.password = encodeURIComponent('a p@ss/word?')
  url.pathname = `/${name}`
  return url.href
}

t.test('a database of ones own: no demo, and an operator whose password is told once and must be changed', async t => {
  const settings = { DATABASE_URL: await emptyDatabase('first'), DATA_DIR: dataFolder() }
  const server = await startServer(t, settings)
  t.notMatch(server.said(), /Dangjian#2026|developer-inbox|admin/)
  const password = /operator，一次性密码 (\S+?)，/.exec(server.said())?.[1]
  t.ok(password)
  t.notMatch(server.said().replace(password!, ''), password!, 'told once')
  t.equal((await fetch(`${server.url}/api/v1/core/developer-inbox`)).status, 404)
  await t.rejects(server.signIn('admin'), 'no demo tenant')
  await t.rejects(server.signIn('operator'), 'no password that everyone knows')

  const operator = await server.signIn('operator', { password: password! })
  t.equal((await operator.get('/session')).body.mustChangePassword, true)
  t.match(await operator.get('/core/tenants'), { status: 403, body: { code: 'session.must-change-password' } })
  const next = 'Qingfeng-8-lanhua'
  t.equal((await operator.put('/session/password', { current: password, next })).status, 204)
  t.equal((await operator.get('/core/tenants')).status, 200)
  server.signal('SIGINT')
  t.equal(await server.ended, 0)

  const again = await startServer(t, settings)
  t.notMatch(again.said(), '一次性密码')
  await t.rejects(again.signIn('operator', { password: password! }))
  t.equal((await (await again.signIn('operator', { password: next })).get('/core/tenants')).status, 200)
})

t.test('the server works as a role that owns nothing and may nothing else', async t => {
  const server = await startServer(t, { DATABASE_URL: await emptyDatabase('second'), DATA_DIR: dataFolder(), DEMO: 'on' })
  t.equal((await (await server.signIn('admin')).get('/members/members')).status, 200)
  const { rows: roles } = await superuser.query(
    `select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = 'keeper_server'`,
  )
  t.strictSame(roles, [{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false }])
  const { rows: connected } = await superuser.query(
    `select distinct usename from pg_stat_activity where datname = 'second' and application_name like 'dangjian%'`,
  )
  t.strictSame(connected, [{ usename: 'keeper_server' }])
  const database = new pg.Client({ connectionString: elsewhere.url.replace(/\/postgres$/, '/second') })
  await database.connect()
  const { rows: owned } = await database.query(`select relname from pg_class where relowner = 'keeper_server'::regrole`)
  await database.end()
  t.strictSame(owned, [])
})

t.test('lost connections come back by themselves', async t => {
  const server = await startServer(t, { DATABASE_URL: await emptyDatabase('third'), DATA_DIR: dataFolder(), DEMO: 'on' })
  const admin = await server.signIn('admin')
  await superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'third'`)
  for (let status = 0; status !== 200; ) status = (await fetch(`${server.url}/readyz`)).status
  t.equal((await admin.get('/members/members')).status, 200)
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,先进基层党组织,2021-07-01\n`)
  t.match(await admin.import('/honors/organization-honors', { name: 'a.csv', content }), { state: 'done', result: { created: 1 } })
})

t.test('two servers of one database start at once, and seed it once', async t => {
  const settings = { DATABASE_URL: await emptyDatabase('fourth'), DEMO: 'on', SECRET_KEYS: newMasterKey() }
  const servers = await Promise.all([1, 2].map(() => startServer(t, { ...settings, DATA_DIR: dataFolder() })))
  const [one, other] = await Promise.all(servers.map(server => server.signIn('admin')))
  for (const admin of [one!, other!]) t.equal((await admin.get('/members/members?count=exact')).body.page.total, 1000)
  t.equal((await servers[1]!.as(one!).get('/session')).status, 200, 'a session holds at every server')
})

t.test('a second server that has not the keys of the first is refused, and told what to set', async t => {
  const settings = { DATABASE_URL: await emptyDatabase('sixth') }
  await startServer(t, { ...settings, DATA_DIR: dataFolder() })
  const other = launch(t, { ...settings, DATA_DIR: dataFolder() })
  t.equal(await other.ended, 1)
  t.match(other.said(), /本机没有这个密钥.*SECRET_KEYS/)
})

t.test('a wrong password for the database is told without repeating it', async t => {
  const url = (await emptyDatabase('fifth')).replace(/keeper:[^@]*@/, 'keeper:wrong-secret@')
  const server = launch(t, { DATABASE_URL: url, DATA_DIR: dataFolder() })
  t.equal(await server.ended, 1)
  t.match(server.said(), '连接不上数据库')
  t.notMatch(server.said(), 'wrong-secret')
})
