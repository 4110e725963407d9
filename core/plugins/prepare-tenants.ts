import type { TenantId } from '../database/database.ts'
import { allTenants } from '../events/plan-schedules.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import type { At } from './part.ts'

/** What each tenant that has the plugin is to have beside what people enter. */
export type Preparation = { plugin: string; prepare(at: At): Promise<void> }

/** Sees to it that tenants have what their plugins prepare for them: all of them, or one. What is there already is left as it is. */
export async function prepareTenants(platform: Platform, only?: TenantId): Promise<void> {
  const { engine, preparations } = platform
  if (preparations.length === 0) return
  for (const tenantId of only === undefined ? await allTenants(platform) : [only]) {
    if (platform.closing.aborted) return
    const state = await platform.tenants.of(tenantId)
    const due = state?.active ? preparations.filter(({ plugin }) => state.pluginsOn.has(plugin)) : []
    for (const { prepare } of due)
      await engine.database.transaction(tenantId, transaction => prepare({ engine, transaction, caller: platformCaller(tenantId) }))
  }
}
