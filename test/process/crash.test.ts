import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { databasePid, dataFolder, isAlive, launch, preparedFolders, startServer, until } from '../support/server-process.ts'

const preparedFolder = preparedFolders(t)

t.test('after a kill in the midst of an import a new start has all data, and the import ends once', async t => {
  const folder = await preparedFolder()
  const server = await startServer(t, { DATA_DIR: folder })
  const admin = await server.signIn('admin')
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const count = async (client: typeof admin) =>
    (await client.get('/honors/organization-honors?count=exact&page[size]=1')).body.page.total as number
  const before = await count(admin)
  const rows = 10_000
  const lines = Array.from({ length: rows }, (_, at) => `${roots.data[0].name},荣誉,先进基层党组织第${at + 1}号,2021-07-01`)
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${lines.join('\n')}\n`)
  const started = await admin.upload('/honors/organization-honors/import', { name: 'a.csv', content })
  t.equal(started.status, 202)
  await until(async () => (await admin.get(`/core/jobs/${started.body.id}`)).body.progress > 0)
  server.signal('SIGKILL')
  t.equal(await server.ended, null)
  const orphan = databasePid(folder)!
  t.ok(isAlive(orphan), 'the database outlives its server')

  const again = await startServer(t, { DATA_DIR: folder })
  t.notOk(isAlive(orphan))
  t.not(databasePid(folder), orphan)
  const back = again.as(admin)
  t.equal((await back.get('/session')).status, 200, 'who was signed in still is')
  t.equal((await back.get('/members/members?count=exact&page[size]=1')).body.page.total, 1000)
  t.match(await back.jobEnd(started.body.id), { state: 'done', result: { created: rows, updated: 0, refused: 0 } })
  t.equal(await count(back), before + rows)
  const { body: audit } = await back.get('/core/audit-entries?filter[action][eq]=import')
  t.equal(audit.data?.length, 1, JSON.stringify(audit).slice(0, 300))
})

t.test('numbers of processes that were used again mislead nobody', async t => {
  const folder = await preparedFolder()
  const stranger = spawn('sleep', ['600'])
  t.teardown(() => stranger.kill())
  writeFileSync(join(folder, 'server.pid'), `${process.pid} 1\n`)
  writeFileSync(join(folder, 'postgres/postmaster.pid'), `${stranger.pid}\n`)
  const server = await startServer(t, { DATA_DIR: folder })
  t.equal((await fetch(`${server.url}/readyz`)).status, 200)
  t.ok(isAlive(stranger.pid!), 'what is not ours is left alone')
})

t.test('a first start that was killed half way is begun anew', async t => {
  const folder = dataFolder()
  const server = launch(t, { DATA_DIR: folder })
  await until(() => existsSync(join(folder, 'postgres.new/PG_VERSION')))
  server.signal('SIGKILL')
  await server.ended
  const again = await startServer(t, { DATA_DIR: folder })
  t.equal((await again.signIn('admin')).token !== undefined, true)
})
