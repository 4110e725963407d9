import t from 'tap'
import { buildApp } from '../../core/app.ts'
import type { Reaction } from '../../core/events/reactions.ts'
import { schedule } from '../../core/events/timers.ts'
import { notify } from '../../core/messages/notify.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { until } from '../support/server-process.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { errands, fixtures } from './errands.ts'

const { platform, admin, demo, owner, errand } = await errands(t)
const { body: me } = await admin.get('/session')
const other = await buildApp({
  databaseUrl: platform.ownerUrl,
  masterKeys: testKeys,
  secretCipher: 'aes',
  pluginFolders: [ownPlugins, fixtures],
  demo: true,
  files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/other-server` },
  logLevel: process.env['TEST_LOG'] ?? 'silent',
  connections: 4,
})
t.teardown(() => other.close())
const rung: string[] = []
const ring: Reaction = {
  name: 'errands/ring',
  async react({ transaction }, happened) {
    await notify(
      transaction,
      happened.map(() => ({ userId: me.user.id, title: '响铃' })),
    )
    transaction.afterCommit(() => void rung.push(...happened.map(one => one.id)))
  },
}
for (const app of [platform.app, other]) app.platform.reactions.define(ring)
await other.platform.reactions.start()

t.test('a timer fires once on two servers', async t => {
  const { engine } = platform.app.platform
  const at = new Date(Date.now() + 1_500)
  const timers = Array.from({ length: 300 }, (_, nth) => ({ key: `ring ${nth}`, reaction: ring.name, at }))
  await engine.database.transaction(demo, transaction => schedule({ engine, transaction, caller: platformCaller(demo) }, timers))
  await until(async () => (await owner(`select 1 from core.pending_reaction where reaction = 'errands/ring'`)).length === 0)
  await until(() => rung.length >= 300)
  t.equal(new Set(rung).size, 300)
  t.equal(rung.length, 300)
  const { body } = await admin.get(`/core/messages?count=exact&filter[title][eq]=${encodeURIComponent('响铃')}`)
  t.equal(body.page.total, 300)
})

t.test('what is declared is done once, whichever server comes to it', async t => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, at) => errand(`两处第${at}件`, { days: 7 })))
  await Promise.all(ids.map(id => admin.patch(`/errands/errands/${id}`, { done: true })))
  await until(async () => (await owner(`select 1 from errands.errand where note = '已奖励'`)).length === ids.length)
  const rewards = await owner('select errand_id from errands.reward')
  t.same(rewards.map(one => one['errand_id']).sort(), [...ids].sort())
})

t.test('a tenant’s schedule has one next time, however many servers have started', async t => {
  const rows = () => owner(`select 1 from core.pending_reaction where reaction = 'errands/schedules/daily' and tenant_id = $1`, [demo])
  await until(async () => (await rows()).length > 0)
  t.equal((await rows()).length, 1)
})
