import t, { type Test } from 'tap'
import { buildApp } from '../../core/app.ts'
import { asOwner } from '../core/owner.ts'
import { Client } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { databaseRoad } from './database-road.ts'

/** A second server whose way to the database can be blocked. */
async function serverByRoad(t: Test, platform: TestPlatform) {
  const road = await databaseRoad(platform.ownerUrl)
  const app = await buildApp({
    databaseUrl: road.url,
    masterKeys: testKeys,
    secretCipher: 'aes',
    pluginFolders: [ownPlugins],
    demo: true,
    files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/${new URL(platform.ownerUrl).pathname}` },
    logLevel: 'silent',
    connections: 4,
  })
  t.teardown(async () => {
    await app.close()
    road.close()
  })
  return { road, app, url: await app.server.listen({ host: '127.0.0.1', port: 0 }) }
}

const codes = async (url: string): Promise<string[]> =>
  (((await (await fetch(`${url}/readyz`)).json()) as { wrong?: { code: string }[] }).wrong ?? []).map(one => one.code)

t.test('a server that no longer hears the others believes nothing that it has kept', async t => {
  const platform = await startPlatform(t)
  const { app, url } = await serverByRoad(t, platform)
  const member = await platform.signIn('member')
  const there = new Client(url, member.token)
  t.equal((await there.get('/session')).status, 200)
  const { signals } = app.platform.engine
  const listening = `pid from pg_stat_activity where datname = current_database() and application_name like 'dangjian signals%'`
  // Ended again and again, it has no time in which to listen.
  let ended = 0
  const ending = (async () => {
    while (ended++ < 20) await asOwner(platform, `select pg_terminate_backend(pid), ${listening}`)
  })()
  await until(() => !signals.current())
  await member.delete('/session')
  t.equal((await there.get('/session')).status, 401, 'at once, though it cannot have heard it')
  await ending
  await until(async () => !(await codes(url)).includes('signals.lost'))
  const again = await platform.signIn('member')
  t.equal((await new Client(url, again.token).get('/session')).status, 200)
  await again.delete('/session')
  await until(async () => (await new Client(url, again.token).get('/session')).status === 401)
})

t.test('a connection whose other end is gone without a word is noticed', async t => {
  const platform = await startPlatform(t)
  const { app, url, road } = await serverByRoad(t, platform)
  const member = await platform.signIn('member')
  const there = new Client(url, member.token)
  t.equal((await there.get('/session')).status, 200)
  road.block('dangjian signals')
  t.ok(road.blocked() > 0, 'nothing comes through any more, and nobody is told')
  await member.delete('/session')
  await until(async () => (await there.get('/session')).status === 401)
  t.notOk(app.platform.engine.signals.current())
  t.ok((await codes(url)).includes('signals.lost'))
  t.equal((await (await platform.signIn('member')).get('/session')).status, 200)
  t.equal((await new Client(url, (await platform.signIn('member')).token).get('/session')).status, 200, 'it serves on, without memory')
  const before = road.blocked()
  await until(() => road.blocked() > before)
  t.pass('and it tries anew')
  road.block('nobody')
  await until(async () => !(await codes(url)).includes('signals.lost'))
})
