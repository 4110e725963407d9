import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import type { AppSettings } from '../core/app-settings.ts'
import type { TenantId } from '../core/database/database.ts'
import { startEmbeddedServer } from '../core/database/embedded-server.ts'
import type { Platform } from '../core/platform.ts'
import { createTenant, ensurePlatformTenant } from '../core/tenants/create-tenant.ts'
import { platformTenant } from '../core/tenants/tenant-state.ts'
import { benchApp } from './open.ts'

/** Does the work with a platform of its own within this process, on a database under .bench that needs no great seed. */
export async function withPlatform(
  name: string,
  work: (platform: Platform, ownerUrl: string) => Promise<void>,
  settings: Partial<AppSettings> = {},
): Promise<void> {
  const folder = resolve(import.meta.dirname, '../.bench', name)
  const embedded = await startEmbeddedServer({ folder })
  const app = await benchApp({ embedded, folder }, settings)
  try {
    await work(app.platform, embedded.url)
  } finally {
    await app.close()
    await embedded.stop()
  }
}

/** A tenant that was never there. */
export async function newTenant({ engine }: Platform): Promise<{ tenantId: TenantId; rootId: string; adminId: string }> {
  await ensurePlatformTenant(engine, { hash: '', mustChange: true })
  const code = `bench-${randomBytes(6).toString('hex')}`
  const tenant = { code, name: code, edition: 'standard', rootName: '中共测试委员会', admin: { username: code, name: '管理员' } }
  return engine.database.transaction(platformTenant, transaction => createTenant(engine, transaction, tenant))
}

export const pause = (ms: number) => new Promise(done => setTimeout(done, ms))
