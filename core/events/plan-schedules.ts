import type { TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { nextTime } from './cron.ts'
import { scheduleKey } from './declared-reaction.ts'
import { isOn } from './reactions.ts'
import { schedule } from './timers.ts'

/**
 * Plans what comes again and again, for tenants that have the plugin and no next time yet: of all of them, or of one. What is declared no
 * more, or with other times, is taken back.
 */
export async function planSchedules(platform: Platform, only?: TenantId): Promise<void> {
  const { database, model } = platform.engine
  const schedules = model.schedules.map(one => ({ ...one, key: scheduleKey(one) }))
  if (only === undefined)
    await database.global(sql`delete from core.pending_reaction
      where reaction like '%/schedules/%' and split_part(reaction, '/', 1) = any(${[...model.plugins.keys()]}::text[])
        and key <> all(${schedules.map(one => one.key)}::text[])`)
  if (schedules.length === 0) return
  const planned = await database.global(sql<{ tenant: TenantId; key: string }>`
    select tenant_id as tenant, key from core.pending_reaction where key = any(${schedules.map(one => one.key)}::text[]) ${only === undefined ? sql`` : sql`and tenant_id = ${only}`}`)
  const known = new Set(planned.map(one => `${one.tenant} ${one.key}`))
  for (const tenantId of only === undefined ? await allTenants(platform) : [only]) {
    if (platform.closing.aborted) return
    const state = await platform.tenants.of(tenantId)
    const missing = schedules.filter(one => state?.active && isOn(state, one.name) && !known.has(`${tenantId} ${one.key}`))
    if (missing.length === 0) continue
    const timers = missing.map(({ key, cron, name }) => ({ key, at: nextTime(cron, new Date()), reaction: name }))
    await database.transaction(tenantId, transaction =>
      schedule({ engine: platform.engine, transaction, caller: platformCaller(tenantId) }, timers),
    )
  }
}

/** Of the whole installation, the platform's own among them. */
export async function allTenants({ engine: { database } }: Platform): Promise<TenantId[]> {
  const rows = await database
    .tenant(platformTenant)
    .run(sql<{ id: TenantId }>`select id from core.tenant where tenant_id = ${platformTenant} order by id`)
  return rows.map(row => row.id)
}
