import { isDeepStrictEqual } from 'node:util'
import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { type Entity, entityOf, type FieldAccess, type Model, type Permission } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { defineProblem } from '../problem.ts'
import { type Caller, type Grant, type GrantRow, grantOf } from './access.ts'
import { mayEverywhere } from './decide.ts'
import { accessTo } from './field-access.ts'

/** Nobody gives, or takes over, rights that he does not have himself. */
export const beyondReach = defineProblem('permission.beyond-reach', 403, '其中的权限超出了您自己的权限，请由上级管理员办理')

/** Who may grant anything in the whole tenant could give it to himself first: nothing in the tenant is beyond him. */
function givesAnything(caller: Caller, model: Model): boolean {
  return mayEverywhere(caller, entityOf(model, 'core/grant'), 'create', model)
}

/** @throws beyondReach when one of these grants opens what the caller's own do not */
export async function requireCovered(connection: TenantSql, caller: Caller, model: Model, grants: Grant[]): Promise<void> {
  if (grants.length === 0 || givesAnything(caller, model)) return
  const paths = await pathsOf(connection, [...grants, ...caller.access.grants])
  for (const grant of grants)
    for (const entity of model.entities.values()) if (!coversEntity(caller, grant, entity, paths)) throw beyondReach()
}

/** @throws beyondReach when one of these people may do what the caller may not: his account is not the caller's to take over */
export async function requireReachOver(connection: TenantSql, caller: Caller, model: Model, userIds: string[]): Promise<void> {
  const others = userIds.filter(id => id !== caller.userId)
  if (others.length === 0 || givesAnything(caller, model)) return
  // Rights that begin later count as well.
  const today = todayInShanghai()
  const rows = await connection.run(sql<GrantRow>`${grantSelection()}
    where g.tenant_id = ${connection.tenantId} and (g.end_on is null or g.end_on >= ${today}::date)
      and (g.user_id = any(${others}::uuid[]) or g.post_id in (
        select a.post_id from core.appointment a
        where a.tenant_id = ${connection.tenantId} and a.user_id = any(${others}::uuid[]) and (a.end_on is null or a.end_on >= ${today}::date)))`)
  await requireCovered(
    connection,
    caller,
    model,
    rows.map(row => grantOf(row, model)),
  )
}

export async function isWithinReach(connection: TenantSql, caller: Caller, model: Model, userId: string): Promise<boolean> {
  try {
    await requireReachOver(connection, caller, model, [userId])
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'permission.beyond-reach') return false
    throw error
  }
}

/** What these posts carry. */
export async function grantsOfPosts(connection: TenantSql, model: Model, postIds: string[]): Promise<Grant[]> {
  if (postIds.length === 0) return []
  const rows = await connection.run(sql<GrantRow>`${grantSelection()}
    where g.tenant_id = ${connection.tenantId} and g.post_id = any(${postIds}::uuid[])`)
  return rows.map(row => grantOf(row, model))
}

function grantSelection() {
  return sql`select g.id, r.code as role, r.base, r.permissions, g.scope, g.organization_id, o.path, g.organization_ids
    from core."grant" g
    join core.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
    join core.organization o on o.tenant_id = g.tenant_id and o.id = g.organization_id`
}

type Paths = ReadonlyMap<string, string>

async function pathsOf(connection: TenantSql, grants: Grant[]): Promise<Paths> {
  const chosen = grants.flatMap(grant => (grant.scope === 'chosen' ? grant.chosen : []))
  const paths = new Map(grants.flatMap(grant => (grant.organizationId && grant.path ? [[grant.organizationId, grant.path] as const] : [])))
  if (chosen.length === 0) return paths
  const rows = await connection.run(sql<{ id: string; path: string }>`
    select id, path from core.organization where tenant_id = ${connection.tenantId} and id::text = any(${chosen}::text[])`)
  for (const row of rows) paths.set(row.id, row.path)
  return paths
}

/** Of what a grant gives, the actions that these grants do not: not at all, or not for all of the rows and fields. */
export async function beyondGrants(
  connection: TenantSql,
  model: Model,
  held: Grant[],
  given: Grant,
  actionsOf: (entity: Entity) => string[],
): Promise<Map<Entity, string[]>> {
  const paths = await pathsOf(connection, [given, ...held])
  const found = new Map<Entity, string[]>()
  for (const entity of model.entities.values()) {
    const wanted = given.permission(entity.key)
    if (!wanted) continue
    const actions = actionsOf(entity).filter(action => wanted.actions.includes('*') || wanted.actions.includes(action))
    const beyond = actions.filter(action => !covers(held, given, { ...wanted, actions: [action] }, entity, paths))
    if (beyond.length > 0) found.set(entity, beyond)
  }
  return found
}

function coversEntity(caller: Caller, given: Grant, entity: Entity, paths: Paths): boolean {
  const wanted = given.permission(entity.key)
  return !wanted || covers(caller.access.grants, given, wanted, entity, paths)
}

function covers(grants: Grant[], given: Grant, wanted: Permission, entity: Entity, paths: Paths): boolean {
  return wanted.actions.every(action =>
    grants.some(held => {
      const permission = held.permission(entity.key)
      return (
        permission !== undefined &&
        (permission.actions.includes('*') || permission.actions.includes(action)) &&
        coversRows(held, permission, given, wanted, paths) &&
        coversFields(permission, wanted)
      )
    }),
  )
}

/**
 * What is one's own is another's own for another: whoever holds the action at all may give it for people's own records. So may he give what
 * stands at the disposal of everyone below an organization.
 */
function coversRows(held: Grant, by: Permission, given: Grant, wanted: Permission, paths: Paths): boolean {
  if (by.where && !isDeepStrictEqual(by.where, wanted.where)) return false
  const holds = by.scope ?? held.scope
  const wants = wanted.scope ?? given.scope
  if (wants === 'own' || holds === 'tenant') return true
  if (wants === 'above' || holds === 'above') return wants === holds
  if (wants === 'tenant' || holds === 'own') return false
  if (holds === 'subtree') return held.path !== undefined && anchorsOf(given, wants).every(id => paths.get(id)?.startsWith(held.path!))
  if (wants === 'subtree') return false
  const open = new Set(anchorsOf(held, holds))
  return anchorsOf(given, wants).every(id => open.has(id))
}

function anchorsOf(grant: Grant, scope: string): string[] {
  if (scope === 'chosen') return grant.chosen
  return grant.organizationId ? [grant.organizationId] : []
}

const openness: Record<FieldAccess, number> = { hidden: 0, masked: 1, 'read-only': 2 }

function coversFields(held: Permission, wanted: Permission): boolean {
  const named = new Set(['*', ...Object.keys(held.fields ?? {}), ...Object.keys(wanted.fields ?? {})])
  return [...named].every(name => {
    const [access, asked] = [accessTo(held, name), accessTo(wanted, name)]
    return access === undefined || (asked !== undefined && openness[asked] <= openness[access])
  })
}
