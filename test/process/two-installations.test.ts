import pg from 'pg'
import t from 'tap'
import { applyModel } from '../../core/database/apply-model.ts'
import { serverRole, serverUrl } from '../../core/database/database.ts'
import { startEmbeddedServer } from '../../core/database/embedded-server.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { dataFolder, startServer } from '../support/server-process.ts'
import { ownPlugins } from '../support/template.ts'

const cluster = await startEmbeddedServer({ folder: dataFolder(), flags: ['fsync=off'] })
const superuser = new pg.Client({ connectionString: cluster.url })
await superuser.connect()
t.teardown(async () => {
  await superuser.end()
  await cluster.stop()
})

/** A database and its owner, who has a password of its own. */
async function installation(name: string): Promise<string> {
  await superuser.query(`create role "${name}" login createrole password 'password of ${name}'`)
  await superuser.query(`create database "${name}" owner "${name}"`)
  const url = new URL(cluster.url)
  url.username = encodeURIComponent(name)
  url.password = encodeURIComponent(`password of ${name}`)
  url.pathname = `/${encodeURIComponent(name)}`
  return url.href
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const refused = { code: '42501' }

t.test('two installations on one PostgreSQL, with owners of their own, leave each other alone', async t => {
  const [east, west] = [await installation('dangjian'), await installation('West County')]
  const first = await startServer(t, { DATABASE_URL: east, DATA_DIR: dataFolder(), DEMO: 'on' })
  const second = await startServer(t, { DATABASE_URL: west, DATA_DIR: dataFolder(), DEMO: 'on' })
  t.equal(serverRole(east), 'dangjian_server', 'as it was always called')
  for (const server of [first, second]) {
    t.equal((await fetch(`${server.url}/readyz`)).status, 200, 'both still come in anew')
    t.equal((await (await server.signIn('admin')).get('/members/members')).status, 200)
  }
  const there = new URL(serverUrl(west))
  there.pathname = '/dangjian'
  await t.rejects(ask(there.href, 'select from core.sign_in_name'), refused, 'neither reads what is the other’s')
})

t.test('what the former role of all could is taken from it, once nobody works as it here', async t => {
  const owner = await installation('older')
  const model = loadModel([ownPlugins])
  await applyModel(owner, model)
  const role = await superuser.query(`select 1 from pg_roles where rolname = 'dangjian_server'`)
  if (role.rowCount === 0) await superuser.query('create role dangjian_server login')
  await superuser.query(`alter role dangjian_server password 'known'`)
  // As a version before would have left it.
  await ask(owner, 'grant usage on schema core to dangjian_server; grant select on all tables in schema core to dangjian_server')
  await ask(owner, 'revoke all on schema core from older_server')
  const former = new URL(owner)
  former.username = 'dangjian_server'
  former.password = 'known'
  const old = new pg.Client({ connectionString: former.href })
  await old.connect()
  await applyModel(owner, model)
  t.ok(await old.query('select from core.sign_in_name'), 'an older server goes on')
  t.ok(
    await ask(serverUrl(owner), 'select from core.sign_in_name'),
    'beside new ones, whose role has its rights although nothing else changed',
  )
  await old.end()
  for (;;) {
    const { rowCount } = await superuser.query(`select 1 from pg_stat_activity where datname = 'older' and usename = 'dangjian_server'`)
    if (rowCount === 0) break
  }
  await applyModel(owner, model)
  await t.rejects(ask(former.href, 'select from core.sign_in_name'), refused)
  t.ok(await ask(serverUrl(owner), 'select from core.sign_in_name'))
})

t.test('the name of a role fits, however long the owner’s is', t => {
  const [one, other] = ['a', 'b'].map(letter => serverRole(`postgres://${'x'.repeat(62)}${letter}@host/db`))
  t.ok(Buffer.byteLength(one!) <= 63)
  t.not(one, other)
  t.not(serverRole(`postgres://${encodeURIComponent('党'.repeat(21))}@host/db`), '党'.repeat(21))
  t.end()
})
