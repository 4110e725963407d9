import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import t, { type Test } from 'tap'
import { runningServerUrl, startEmbeddedServer } from '../../core/database/embedded-server.ts'
import { openFileStore } from '../../core/files/store.ts'
import { checkout, dataFolder, preparedFolders, startServer, until } from '../support/server-process.ts'
import { allRows } from './all-rows.ts'
import { runCommand, startCommand } from './run-command.ts'

const prepared = preparedFolders(t)
const backups = dataFolder()

// Someone else's PostgreSQL, whose owner of our database is no superuser: forced row-level security binds him too.
const elsewhere = await startEmbeddedServer({ folder: dataFolder(), flags: ['fsync=off'] })
t.teardown(() => elsewhere.stop())

async function emptyDatabase(name: string): Promise<{ url: string; superuserUrl: string }> {
  const superuser = await connected(t, elsewhere.url)
  await superuser.query(
    `do $$ begin create role keeper login createrole password 'a p@ss/word?'; exception when duplicate_object then null; end $$`,
  )
  await superuser.query(`create database ${name} owner keeper`)
  const url = new URL(elsewhere.url)
  url.pathname = `/${name}`
  const superuserUrl = url.href
  url.username = 'keeper'
  url.password = encodeURIComponent('a p@ss/word?')
  return { url: url.href, superuserUrl }
}

async function connected(t: Test, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  // The database it is connected to may end before it.
  client.on('error', () => {})
  await client.connect()
  t.teardown(() => client.end().catch(() => {}))
  return client
}

t.test('all rows and files go from a running server into an external database and from there into a new folder', async t => {
  const folder = await prepared()
  const server = await startServer(t, { DATA_DIR: folder })
  const admin = await server.signIn('admin')
  const photo = readFileSync(join(checkout, 'docs/README.md'))
  const uploaded = await admin.upload('/core/files', { name: '材料.txt', content: photo })
  t.equal(uploaded.status, 201)

  // Held back, so that the backup finds the import begun and not ended.
  const source = (await runningServerUrl(folder))!
  const holding = await connected(t, source)
  const { rows: tenants } = await holding.query(`select id from core.tenant where code = 'demo'`)
  await holding.query('select pg_advisory_lock(hashtextextended($1, 0))', [`${tenants[0].id}/import honors/organization-honor`])
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const sheet = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,备份中的荣誉,2021-07-01\n`)
  const job = await admin.upload('/honors/organization-honors/import', { name: 'a.csv', content: sheet })
  await until(async () => (await holding.query(`select 1 from core.job where id = $1 and state = 'running'`, [job.body.id])).rowCount === 1)

  // What the demo planned for today is done, and what was noted to be sealed is sealed, within seconds: then nothing changes any more.
  const underWay = `select 1 from core.audit_pending union all
    select 1 from core.pending_reaction where due_at <= now() and not dead and not paused limit 1`
  await until(async () => (await holding.query(underWay)).rowCount === 0)

  const first = join(backups, 'first')
  const files = globSync('**/*', { cwd: join(folder, 'files'), withFileTypes: true }).filter(one => one.isFile()).length
  t.ok(files >= 2, 'the file, and the sheet of the import')
  t.match(await runCommand('backup', [first], { DATA_DIR: folder }), { code: 0, said: new RegExp(`备份完成.*，${files} 个文件`, 's') })
  const rows = await allRows(source)
  t.match(rows, { '"members"."member"': /^1000 /, '"core"."audit_entry"': /^[1-9]/, '"core"."open_job"': /^1 /, '"core"."session"': /^1 / })
  t.match(await runCommand('restore', [first, '--replace'], { DATA_DIR: folder }), { code: 1, said: /已经在运行/ })
  t.notOk(existsSync(`${first}.partial`))
  server.signal('SIGKILL')
  await server.ended

  const external = await emptyDatabase('first')
  const settings = { DATABASE_URL: external.url, DATA_DIR: dataFolder() }
  t.match(await runCommand('restore', [first], settings), { code: 0, said: /恢复完成.*缺少密钥 k\w+/s }, 'keys are in no backup')
  t.strictSame(await allRows(external.superuserUrl), rows, 'an owner who is no superuser has all rows')

  const second = join(backups, 'second')
  t.match(await runCommand('backup', [second], settings), { code: 0 })
  const again = dataFolder()
  copyFileSync(join(folder, 'secret.keys'), join(again, 'secret.keys'))
  const whole = await runCommand('restore', [second], { DATA_DIR: again })
  t.equal(whole.code, 0)
  t.notMatch(whole.said, '缺少')
  const restored = await startEmbeddedServer({ folder: again })
  t.strictSame(await allRows(restored.url), rows, 'what row-level security hides from the owner was in his backup too')
  await restored.stop()
  t.match(await runCommand('restore', [second], { DATA_DIR: again }), { code: 1, said: /--replace/ }, 'data there is not written over')

  const anew = await startServer(t, { DATA_DIR: again, LOG_LEVEL: 'error' })
  const same = anew.as(admin)
  t.strictSame((await same.get(`/core/files/${uploaded.body.id}/content`)).bytes, photo, 'who was signed in still is, and has his file')
  t.match(await same.jobEnd(job.body.id), { state: 'done', result: { created: 1 } }, 'the import that had not ended ends')
  const { body: honors } = await same.get(`/honors/organization-honors?count=exact&filter[title][eq]=${encodeURIComponent('备份中的荣誉')}`)
  t.equal(honors.page.total, 1, 'once')
  const code = await same.post('/core/organizations', { name: '恢复后新建的支部', category: '631', parentId: roots.data[0].id })
  t.equal(code.status, 201, 'numbers go on where they were')
})

t.test('what is broken off leaves nothing that looks whole', async t => {
  const folder = await prepared()
  const embedded = await startEmbeddedServer({ folder })
  t.teardown(() => embedded.stop())
  const settings = { DATABASE_URL: embedded.url, DATA_DIR: folder }

  const full = join(backups, 'full')
  const refused = await runCommand('backup', [full], settings, 'ulimit -f 16;')
  t.not(refused.code, 0, 'a disk that takes no more')
  t.notOk(existsSync(full))

  const killed = join(backups, 'killed')
  // A file that does not end: by then all tables have been copied.
  const store = await openFileStore({ kind: 'disk', directory: join(folder, 'files') })
  await store.put('tenants/demo/endless', Readable.from(['x']), { limit: 1 })
  const endless = join(folder, 'files', globSync('tenants/demo/*/endless', { cwd: join(folder, 'files') })[0]!)
  const holding = await connected(t, embedded.url)
  await holding.query(
    `insert into core.file (tenant_id, id, storage_key) select id, id, 'tenants/demo/endless' from core.tenant where code = 'demo'`,
  )
  rmSync(endless)
  execFileSync('mkfifo', [endless])
  const running = startCommand('backup', [killed], settings)
  await until(() => existsSync(join(`${killed}.partial`, 'files.jsonl.zst')))
  running.child.kill('SIGKILL')
  await running.ended
  rmSync(endless)
  t.notOk(existsSync(killed))
  t.match(await runCommand('restore', [`${killed}.partial`, '--replace'], settings), { code: 1, said: /没有完成/ })
  t.match(
    await runCommand('backup', [killed], settings),
    { code: 2, said: /缺少：tenants.demo.endless/ },
    'the next one succeeds, and says what was not there',
  )
  t.notOk(existsSync(`${killed}.partial`))
  t.match(await runCommand('backup', [killed], settings), { code: 1, said: /已经存在/ })

  const before = await allRows(embedded.url)
  await holding.query('begin; lock table members.member_resumes in access share mode')
  const restoring = startCommand('restore', [killed, '--replace'], settings)
  const watching = await connected(t, embedded.url)
  await until(async () => {
    const { rows } = await watching.query(
      `select 1 from pg_stat_activity where application_name = 'dangjian restore' and wait_event_type = 'Lock'`,
    )
    return rows.length > 0
  })
  restoring.child.kill('SIGKILL')
  await restoring.ended
  await holding.query('rollback')
  t.strictSame(await allRows(embedded.url), before, 'a restore killed half way leaves the former state')
})
