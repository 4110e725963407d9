import { randomBytes } from 'node:crypto'
import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

export type MadeSecret = { secret: string; secretMadeAt: string; formerSecret: string | null; formerSecretUntil: string | null }

/** A new secret for an application; the former one stays good for a while, unless it ends at once. */
export async function newSecret(platform: TenantTransaction, model: Model, id: string, endFormer: boolean): Promise<MadeSecret> {
  const [row] = await platform.run(
    sql<{ secret: string | null }>`select secret from core.sso_application where tenant_id = ${platformTenant} and id = ${id}`,
  )
  const former = row?.secret && !endFormer ? platform.secrets.open(row.secret, id) : null
  const hours = Number(model.rules.value('single-sign-on.former-secret-hours', todayInShanghai()))
  const now = Date.now()
  return {
    secret: randomBytes(32).toString('base64url'),
    secretMadeAt: new Date(now).toISOString(),
    formerSecret: former,
    formerSecretUntil: former === null ? null : new Date(now + hours * 3_600_000).toISOString(),
  }
}
