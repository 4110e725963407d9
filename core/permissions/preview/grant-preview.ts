import type { TenantSql } from '../../database/database.ts'
import { sql } from '../../database/sql.ts'
import { entityOf, type Scope } from '../../declarations/model.ts'
import { todayInShanghai } from '../../identity/dates.ts'
import { isUuid } from '../../records/relations.ts'
import { type Grant, grantOf } from '../access.ts'
import { decideRead } from '../decide.ts'
import { beyondGrants, requireCovered } from '../reach.ts'
import { fewBelow } from '../subtree.ts'
import type { RoleRow } from './matrix.ts'
import { type Count, rowsReached } from './reached.ts'
import { entityChange } from './role-change.ts'
import type { Preview, Previewing } from './role-preview.ts'

export type GivenGrant = {
  userId?: string
  postId?: string
  roleId: string
  organizationId: string
  scope: Scope
  organizationIds?: string[]
}

type Holder = { userId: string | null; postId: string | null }

/**
 * What a grant opens for who does not have it yet, or closes when it is taken: only what his other grants do not give. Undefined where
 * the grant, person, post, role or organization is not there for the caller.
 * @throws beyondReach when it is more than the caller has himself
 */
export async function grantPreview(previewing: Previewing, asked: GivenGrant | { id: string }): Promise<Preview | undefined> {
  const { caller, engine, actionsOf, shown, access } = previewing
  const { model } = engine
  const connection = engine.database.tenant(caller.tenantId)
  const given = 'id' in asked ? await standing(connection, previewing, asked.id) : await planned(connection, previewing, asked)
  if (!given) return undefined
  const { grant, holder } = given
  if (!('id' in asked)) await requireCovered(connection, caller, model, [grant])
  const held = holder.userId ? (await access.of(caller.tenantId, holder.userId)).grants.filter(one => one.id !== grant.id) : []
  const beyond = await beyondGrants(connection, model, held, grant, actionsOf)
  const place = {
    scope: grant.scope,
    organization_id: grant.organizationId!,
    path: grant.path ?? null,
    few: grant.few,
    organization_ids: grant.chosen,
  }
  const entities: Preview['entities'] = []
  for (const [entity, actions] of beyond) {
    if (!shown(entity)) continue
    const permission = { ...grant.permission(entity.key)!, actions }
    const [before, after] = 'id' in asked ? [permission, undefined] : [undefined, permission]
    const change = entityChange(entity, actions, before, after)
    if (!change) continue
    const wide =
      'id' in asked || (permission.scope ?? grant.scope) !== 'tenant' || !entity.organizationField ? [] : (['tenant-wide'] as const)
    const rows = await rowsReached(connection, model, entity, permission, [place])
    entities.push({
      entity: entity.key,
      title: entity.title,
      ...change,
      risks: [...change.risks, ...wide],
      rows: 'id' in asked ? { before: rows } : { after: rows },
    })
  }
  return { people: await peopleOf(connection, holder), entities }
}

async function planned(
  connection: TenantSql,
  { caller, engine: { model } }: Previewing,
  { userId = '', postId = '', roleId, organizationId, scope, organizationIds }: GivenGrant,
): Promise<{ grant: Grant; holder: Holder } | undefined> {
  const seen = (key: 'core/role' | 'core/organization' | 'core/user' | 'core/post') => decideRead(caller, entityOf(model, key), model).where
  const { tenantId } = connection
  if (![roleId, organizationId].every(isUuid) || isUuid(userId) === isUuid(postId)) return undefined
  const [role] = await connection.run(sql<RoleRow>`
    select t.id, t.code, t.base, t.permissions from core.role t where t.tenant_id = ${tenantId} and t.id = ${roleId} and ${seen('core/role')}`)
  const [anchor] = await connection.run(sql<{ path: string; few: boolean }>`
    select t.path, ${fewBelow('t')} as few from core.organization t where t.tenant_id = ${tenantId} and t.id = ${organizationId} and ${seen('core/organization')}`)
  const [holder] = await connection.run(
    isUuid(userId)
      ? sql<{ id: string }>`select t.id from core."user" t where t.tenant_id = ${tenantId} and t.id = ${userId} and ${seen('core/user')}`
      : sql<{ id: string }>`select t.id from core.post t where t.tenant_id = ${tenantId} and t.id = ${postId} and ${seen('core/post')}`,
  )
  if (!role || !anchor || !holder) return undefined
  const row = {
    ...role,
    id: '',
    role: role.code,
    scope,
    organization_id: organizationId,
    ...anchor,
    organization_ids: organizationIds ?? null,
  }
  return { grant: grantOf(row, model), holder: isUuid(userId) ? { userId, postId: null } : { userId: null, postId } }
}

async function standing(
  connection: TenantSql,
  { caller, engine: { model } }: Previewing,
  id: string,
): Promise<{ grant: Grant; holder: Holder } | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await connection.run(sql<Parameters<typeof grantOf>[0] & { user_id: string | null; post_id: string | null }>`
    select t.id, r.code as role, r.base, r.permissions, t.scope, t.organization_id, o.path, ${fewBelow('o')} as few, t.organization_ids, t.user_id, t.post_id
    from core."grant" t
    join core.role r on r.tenant_id = t.tenant_id and r.id = t.role_id
    join core.organization o on o.tenant_id = t.tenant_id and o.id = t.organization_id
    where t.tenant_id = ${connection.tenantId} and t.id = ${id} and ${decideRead(caller, entityOf(model, 'core/grant'), model).where}`)
  return row && { grant: grantOf(row, model), holder: { userId: row.user_id, postId: row.post_id } }
}

async function peopleOf(connection: TenantSql, { userId, postId }: Holder): Promise<Count> {
  if (userId) return 1
  const today = todayInShanghai()
  const [row] = await connection.run(sql<{ count: number }>`
    select count(distinct user_id)::int as count from core.appointment
    where tenant_id = ${connection.tenantId} and post_id = ${postId} and start_on <= ${today}::date and (end_on is null or end_on >= ${today}::date)`)
  return row?.count ?? 0
}
