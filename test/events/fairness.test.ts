import t from 'tap'
import { type TenantId, tenantId } from '../../core/database/database.ts'
import { emit } from '../../core/events/emit.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'

const platform = await startPlatform(t)
const busy = await newTenant(platform, '中共繁忙县委员会')
const quiet = await newTenant(platform, '中共清闲县委员会')
const { engine, reactions, jobs } = platform.app.platform

t.test('a tenant whose reactions take for ever keeps no other waiting', async t => {
  const done: TenantId[] = []
  let release: () => void = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  reactions.define({
    name: 'core/slow',
    on: ['core.asked'],
    async react({ transaction }, happened) {
      if (transaction.tenantId === busy.id) await released
      transaction.afterCommit(() => void done.push(...happened.map(() => transaction.tenantId)))
    },
  })
  const ask = (id: string, count: number) =>
    engine.database.transaction(tenantId(id), transaction =>
      emit(
        { engine, transaction, caller: platformCaller(tenantId(id)) },
        Array.from({ length: count }, () => ({ name: 'core.asked', data: {} })),
      ),
    )
  for (let round = 0; round < 4; round++) await ask(busy.id, 500)
  await ask(quiet.id, 1)
  await until(() => done.length === 1)
  t.same(done, [quiet.id])
  release()
  await until(() => done.length === 2_001)
})

t.test('a tenant with many jobs never holds all slots, and another’s single job comes before its rest', async t => {
  const begun: string[] = []
  let release: () => void = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  let most = 0
  let together = 0
  jobs.define('gated', async job => {
    begun.push(job.caller.tenantId)
    most = Math.max(most, ++together)
    if (job.caller.tenantId === busy.id) await released
    together--
    return {}
  })
  const enqueue = async ({ id, admin }: typeof busy) => {
    const { body } = await admin.get('/session')
    return engine.database.transaction(tenantId(id), transaction =>
      jobs.enqueue(transaction, { ...platformCaller(tenantId(id)), userId: body.user.id }, { kind: 'gated', title: '等待', input: {} }),
    )
  }
  for (let at = 0; at < 8; at++) await enqueue(busy)
  await until(() => begun.length === 2)
  const job = await enqueue(quiet)
  t.match(await quiet.admin.jobEnd(job), { state: 'done' })
  t.same(
    begun.filter(one => one === busy.id),
    [busy.id, busy.id],
  )
  release()
  await until(() => begun.length === 9)
  t.ok(most <= 3)
})
