import { type TenantId, type TenantSql, tenantId } from '../../database/database.ts'
import { platformCaller } from '../../permissions/access.ts'
import type { At, Part } from '../part.ts'

/** What tenants have of the plugin from the beginning, and what is done for one of them when nobody of it asks. */
export const tenants: Part<{
  /**
   * Done for each tenant that has the plugin: at a start, when a tenant is made, and when the plugin is switched on. It comes again and
   * again, on several servers at once, and leaves alone what is there.
   */
  prepare(act: (at: At) => Promise<void>): void
  /** What it is called in addresses. */
  codeOf(tenant: string): Promise<string>
  /** Reads of one tenant, for what is served to whoever comes by: of the plugin's own tables, and of no rows that he may not see. */
  sql(tenant: string): TenantSql
  /** One transaction under the platform's rights, for what no request asks for. */
  act<T>(tenant: string, work: (at: At) => Promise<T>): Promise<T>
}> = {
  name: 'tenants',
  of: (plugin, platform) => ({
    prepare: act => void platform.preparations.push({ plugin, prepare: act }),
    codeOf: async tenant => (await platform.tenants.of(tenantId(tenant)))!.code,
    sql: tenant => platform.engine.database.tenant(tenantId(tenant)),
    async act(tenant, work) {
      const id: TenantId = tenantId(tenant)
      const engine = await platform.engineOf(id)
      return engine.database.transaction(id, transaction => work({ engine, transaction, caller: platformCaller(id) }))
    },
  }),
}
