import type { Database, TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { type Access, type AccessLoader, type Caller, type GrantRow, grantOf } from './access.ts'

/** What the role of the public is called: what it may see, anybody may, without signing in. */
export const publicRole = 'guest'

/** Anybody on the internet who looks at what a tenant shows: signed in as nobody, with the tenant's own version of the role `guest`. */
export async function publicCaller(access: AccessLoader, tenantId: TenantId): Promise<Caller> {
  return { tenantId, access: await access.ofPublic(tenantId) }
}

/** The one grant of the public, in the whole tenant; a tenant without that role shows nothing. */
export async function loadPublicAccess(database: Database, model: Model, tenantId: TenantId): Promise<Access> {
  const rows = await database.tenant(tenantId).run(sql<GrantRow>`
    select r.id, r.code as role, r.base, r.permissions, 'tenant' as scope, o.id as organization_id, o.path, null as organization_ids
    from core.role r
    join core.organization o on o.tenant_id = r.tenant_id and o.parent_id is null
    where r.tenant_id = ${tenantId} and r.code = ${publicRole}
    order by o.path limit 1`)
  return { everything: false, grants: rows.map(row => grantOf(row, model)) }
}
