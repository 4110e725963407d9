import type { Database, TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'

/** How another platform names a person: in one of these ways. */
export type Named = { phone: string } | { username: string } | { provider: string; externalId: string }

/** The account of that tenant that goes by it; no other tenant's is looked at. */
export async function namedUser(database: Database, tenantId: TenantId, named: Named): Promise<string | undefined> {
  const rows = database.tenant(tenantId)
  const [found] = await rows.run(
    'phone' in named
      ? sql<{ id: string }>`select id from core."user" where tenant_id = ${tenantId} and phone = ${named.phone}`
      : 'username' in named
        ? sql<{ id: string }>`select id from core."user" where tenant_id = ${tenantId} and lower(username) = lower(${named.username})`
        : sql<{
            id: string
          }>`select user_id as id from core.binding where tenant_id = ${tenantId} and provider = ${named.provider} and external_id = ${named.externalId}`,
  )
  return found?.id
}
