import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { buildApp } from '../core/app.ts'
import type { TenantId } from '../core/database/database.ts'
import { startEmbeddedServer } from '../core/database/embedded-server.ts'
import { emit } from '../core/events/emit.ts'
import { notify } from '../core/messages/notify.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Platform } from '../core/platform.ts'
import { masterKeysIn } from '../core/secrets/master-keys.ts'
import { createTenant, ensurePlatformTenant } from '../core/tenants/create-tenant.ts'
import { platformTenant } from '../core/tenants/tenant-state.ts'
import { tell } from './open.ts'

const backlog = 100_000
const batch = 500
const singles = 20

/**
 * How many events a second are drained, each with one reaction that leaves a message; and how long another tenant's single event takes
 * beside a backlog of 100,000.
 */
export async function benchEvents(root: string): Promise<void> {
  const folder = resolve(root, '.bench/events')
  const embedded = await startEmbeddedServer({ folder })
  const app = await buildApp({
    databaseUrl: embedded.url,
    pluginFolders: [resolve(root, 'plugins')],
    demo: false,
    secretCipher: 'aes',
    masterKeys: masterKeysIn(folder),
    files: { kind: 'disk', directory: resolve(folder, 'files') },
    logLevel: 'error',
  })
  const { platform } = app
  try {
    const [busy, quiet] = [await newTenant(platform), await newTenant(platform)]
    const people = new Map([busy, quiet].map(one => [one.tenantId, one.adminId]))
    const seen = new Map<TenantId, number>()
    platform.reactions.define({
      name: 'core/bench',
      on: ['core.bench'],
      async react({ transaction }, happened) {
        const { tenantId } = transaction
        await notify(
          transaction,
          happened.map(({ id }) => ({ id, userId: people.get(tenantId)!, title: '测试' })),
        )
        transaction.afterCommit(() => void seen.set(tenantId, (seen.get(tenantId) ?? 0) + happened.length))
      },
    })
    await write(platform, busy.tenantId, backlog)
    await platform.reactions.start()
    const began = performance.now()
    const delays: number[] = []
    while (delays.length < singles && (seen.get(busy.tenantId) ?? 0) < backlog) {
      const asked = performance.now()
      await write(platform, quiet.tenantId, 1)
      while ((seen.get(quiet.tenantId) ?? 0) <= delays.length) await pause(5)
      delays.push(performance.now() - asked)
      await pause(200)
    }
    const beside = (seen.get(busy.tenantId) ?? 0) < backlog
    while ((seen.get(busy.tenantId) ?? 0) < backlog) await pause(20)
    const seconds = (performance.now() - began) / 1_000
    delays.sort((a, b) => a - b)
    tell(`${backlog} events drained in ${seconds.toFixed(1)} s: ${Math.round(backlog / seconds)} a second`)
    tell(
      `another tenant's single event beside them${beside ? '' : ' (they ended before)'}: ${delays.length} times, ` +
        `half within ${Math.round(delays[Math.floor(delays.length / 2)]!)} ms, the slowest ${Math.round(delays.at(-1)!)} ms`,
    )
  } finally {
    await app.close()
    await embedded.stop()
  }
}

async function write({ engine }: Platform, tenantId: TenantId, count: number): Promise<void> {
  for (let done = 0; done < count; done += batch) {
    const happenings = Array.from({ length: Math.min(batch, count - done) }, () => ({ name: 'core.bench', data: {} }))
    await engine.database.transaction(tenantId, transaction => emit({ engine, transaction, caller: platformCaller(tenantId) }, happenings))
  }
}

async function newTenant({ engine }: Platform): Promise<{ tenantId: TenantId; adminId: string }> {
  await ensurePlatformTenant(engine, { hash: '', mustChange: true })
  const code = `bench-${randomBytes(6).toString('hex')}`
  const tenant = { code, name: code, edition: 'standard', rootName: '中共测试委员会', admin: { username: code, name: '管理员' } }
  return engine.database.transaction(platformTenant, transaction => createTenant(engine, transaction, tenant))
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms))
