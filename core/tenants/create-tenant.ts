import { v7 as uuid } from 'uuid'
import { lockTenant, switchTenant, type TenantId, type TenantTransaction, tenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { type EntityKey, entityOf, type Json } from '../declarations/model.ts'
import { nobodyListens } from '../events/hearing.ts'
import { platformCaller } from '../permissions/access.ts'
import { createDrafts, draftOf, throwIfWrong } from '../records/create.ts'
import type { Engine } from '../records/engine.ts'
import { platformTenant } from './tenant-state.ts'

export type NewTenant = {
  id?: TenantId
  code: string
  name: string
  edition: string
  contactPhone?: string
  rootName: string
  rootShortName?: string
  reliefMode?: boolean
  admin: { username?: string; phone?: string; name: string; passwordHash?: string }
  adminRole?: string
}

export type CreatedTenant = { tenantId: TenantId; rootId: string; adminId: string; transaction: TenantTransaction }

const roleTitles: Record<string, string> = {
  operator: '平台运营',
  'tenant-admin': '总管理员',
  'org-admin': '组织管理员',
  secretary: '支部书记',
  member: '党员',
  guest: '群众',
}

/**
 * A tenant with its root organization, built-in roles and admin, all at once (S1.1). Starts in the platform's transaction
 * and goes on as the new tenant, whose handle it gives back.
 */
export async function createTenant(engine: Engine, platform: TenantTransaction, tenant: NewTenant): Promise<CreatedTenant> {
  const id = tenant.id ?? tenantId(uuid())
  await write(
    engine,
    platform,
    'core/tenant',
    { code: tenant.code, name: tenant.name, edition: tenant.edition, state: 'active', contactPhone: tenant.contactPhone ?? null },
    id,
  )
  const transaction = await switchTenant(platform, id)
  const born = { ...engine, reactions: nobodyListens }
  const roles = new Map<string, string>()
  for (const code of [...engine.model.roles.keys()].filter(role => (role === 'operator') === (id === platformTenant) || role === 'member'))
    roles.set(code, await write(born, transaction, 'core/role', { code, name: roleTitles[code] ?? code, base: code, builtIn: true }))
  const rootId = await write(born, transaction, 'core/organization', {
    name: tenant.rootName,
    shortName: tenant.rootShortName ?? tenant.rootName,
    category: '611',
  })
  await write(born, transaction, 'core/setting', { initialPassword: 'fixed', reliefMode: tenant.reliefMode ?? false })
  const { passwordHash, ...admin } = tenant.admin
  const adminId = await write(born, transaction, 'core/user', {
    ...admin,
    organizationId: rootId,
    passwordHash: passwordHash ?? null,
    mustChangePassword: passwordHash === undefined,
  })
  await write(born, transaction, 'core/grant', {
    userId: adminId,
    roleId: roles.get(tenant.adminRole ?? 'tenant-admin'),
    organizationId: rootId,
    scope: 'tenant',
  })
  return { tenantId: id, rootId, adminId, transaction }
}

/** Writes one record as the platform, fields that requests may not set among them. */
export async function write(engine: Engine, transaction: TenantTransaction, key: EntityKey, values: Json, id?: string): Promise<string> {
  const entity = entityOf(engine.model, key)
  const draft = draftOf(values, id)
  await createDrafts({ engine, transaction, caller: platformCaller(transaction.tenantId), entity }, [draft])
  throwIfWrong([draft])
  return draft.id
}

/** The platform's own tenant, with its operator; made at the first start. Tells whether it was made now. */
export async function ensurePlatformTenant(engine: Engine, operator: { hash: string; mustChange: boolean }): Promise<boolean> {
  return engine.database.transaction(platformTenant, async transaction => {
    await lockTenant(transaction, 'platform')
    const known = await transaction.run(sql`select 1 from core.tenant where tenant_id = ${platformTenant} and id = ${platformTenant}`)
    if (known.length > 0) return false
    const made = await createTenant(engine, transaction, {
      id: platformTenant,
      code: 'platform',
      name: '平台运营',
      edition: 'flagship',
      rootName: '平台运营中心',
      admin: { username: 'operator', name: '平台运营', passwordHash: operator.hash },
      adminRole: 'operator',
    })
    if (operator.mustChange)
      await made.transaction.run(
        sql`update core."user" set must_change_password = true where tenant_id = ${platformTenant} and id = ${made.adminId}`,
      )
    return true
  })
}
