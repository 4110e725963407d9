import type { Database, TenantId } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { sql } from '../database/sql.ts'
import type { EntityKey, Model, Permission, Scope } from '../declarations/model.ts'
import type { Cause } from '../events/happening.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { loadPublicAccess } from './public.ts'
import { fewBelow } from './subtree.ts'

/** One grant in force: what may be done, and on which rows. */
export type Grant = {
  id: string
  role: string
  scope: Scope
  organizationId?: string
  path?: string
  /** Whether few organizations are below the anchor, itself among them: how its rows are best found, and nothing of which they are. */
  few: boolean
  chosen: string[]
  permission(entity: EntityKey): Permission | undefined
}

/** What a person may do: the OR over the grants. `everything` is the platform itself at work, never a person. */
export type Access = { everything: boolean; grants: Grant[] }

/** Who is asking, and from where. */
export type Caller = {
  tenantId: TenantId
  userId?: string
  userName?: string
  organizationId?: string
  access: Access
  channel?: 'browser' | 'mini-program'
  sessionId?: string
  /** Who really asks, when he looks at the desk as this person. */
  viewer?: { userId: string; userName: string; until: number }
  ip?: string
  requestId?: string
  /** The event that is being reacted to. */
  cause?: Cause
}

/** The platform at work for a tenant: jobs, activation, seeds. */
export function platformCaller(tenantId: TenantId, on: Partial<Caller> = {}): Caller {
  return { ...on, tenantId, access: { everything: true, grants: [] } }
}

export type AccessLoader = {
  of(tenantId: TenantId, userId: string): Promise<Access>
  /** What everybody may do who is not signed in. */
  ofPublic(tenantId: TenantId): Promise<Access>
  /** How many people's are kept in memory. */
  size(): number
}

const keepMs = 60_000
/** Tenants, and people of one tenant, kept at once. */
const mostKept = 20_000

/** Loads what people may do, and keeps it until a change of grants, roles, posts or the tree is signalled. */
export function accessLoader(database: Database, model: Model, signals: Signals): AccessLoader {
  const byTenant = new Map<string, Map<string, { loaded: Promise<Access>; until: number }>>()
  signals.on('access', tenant => byTenant.delete(tenant))
  signals.on('forget', () => byTenant.clear())
  const kept = (tenantId: TenantId, who: string, load: () => Promise<Access>): Promise<Access> => {
    const known = byTenant.get(tenantId) ?? new Map()
    const cached = known.get(who)
    if (cached && cached.until > Date.now() && signals.current()) return cached.loaded
    if (known.size > mostKept) known.clear()
    if (byTenant.size > mostKept) byTenant.clear()
    const loaded = load()
    byTenant.set(tenantId, known)
    known.set(who, { loaded, until: Date.now() + keepMs })
    loaded.catch(() => known.delete(who))
    return loaded
  }
  return {
    of: (tenantId, userId) => kept(tenantId, userId, () => loadAccess(database, model, tenantId, userId)),
    ofPublic: tenantId => kept(tenantId, 'public', () => loadPublicAccess(database, model, tenantId)),
    size: () => [...byTenant.values()].reduce((sum, users) => sum + users.size, 0),
  }
}

/** A grant as the database tells it, with its role and the path of its anchor. */
export type GrantRow = {
  id: string
  role: string
  base: string | null
  permissions: Record<string, Permission> | null
  scope: Scope
  organization_id: string
  path: string | null
  few?: boolean
  organization_ids: string[] | null
}

async function loadAccess(database: Database, model: Model, tenantId: TenantId, userId: string): Promise<Access> {
  const today = todayInShanghai()
  const rows = await database.tenant(tenantId).run(sql<GrantRow>`
    select g.id, r.code as role, r.base, r.permissions, g.scope, g.organization_id, o.path, ${fewBelow('o')} as few, g.organization_ids
    from core."grant" g
    join core.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
    join core.organization o on o.tenant_id = g.tenant_id and o.id = g.organization_id
    where g.tenant_id = ${tenantId}
      and (g.start_on is null or g.start_on <= ${today}::date) and (g.end_on is null or g.end_on >= ${today}::date)
      and (g.user_id = ${userId} or g.post_id in (
        select a.post_id from core.appointment a
        where a.tenant_id = ${tenantId} and a.user_id = ${userId}
          and a.start_on <= ${today}::date and (a.end_on is null or a.end_on >= ${today}::date)))
    union all
    -- Everyone signed in is at least a member, of oneself.
    select u.id, r.code, r.base, r.permissions, 'own', u.organization_id, o.path, true, null
    from core."user" u
    join core.role r on r.tenant_id = u.tenant_id and r.code = 'member'
    join core.organization o on o.tenant_id = u.tenant_id and o.id = u.organization_id
    where u.tenant_id = ${tenantId} and u.id = ${userId}`)
  return { everything: false, grants: rows.map(row => grantOf(row, model)) }
}

export function grantOf(row: GrantRow, model: Model): Grant {
  const defaults = model.roles.get(row.base ?? row.role)
  return {
    id: row.id,
    role: row.role,
    scope: row.scope,
    organizationId: row.organization_id,
    path: row.path ?? undefined,
    few: row.few ?? false,
    chosen: row.organization_ids ?? [],
    permission: entity => row.permissions?.[entity] ?? defaults?.get(entity),
  }
}
