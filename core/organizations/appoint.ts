import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import { type GrantRow, grantOf, platformCaller } from '../permissions/access.ts'
import { decideWrite } from '../permissions/decide.ts'
import { requireCovered } from '../permissions/reach.ts'
import { createRecord } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import { loadRecords } from '../records/load.ts'
import { invalid, notFound } from '../records/problems.ts'

/** Makes someone admin of an organization (O1.1): a grant anchored there, of no more than one has. @throws notFound, beyondReach, invalid */
export async function appoint(
  writing: Writing,
  organizationId: string,
  order: { userId: string; role: string; scope?: 'organization' | 'subtree' },
): Promise<void> {
  const { engine, transaction, caller, entity } = writing
  const allowed = decideWrite(caller, entity, engine.model, 'appoint')
  const [organization] = await loadRecords(transaction, entity, sql`t.id = ${organizationId} and ${allowed}`)
  if (!organization) throw notFound('党组织不存在，或您没有相应的权限')
  const users = entityOf(engine.model, 'core/user')
  const [user] = await loadRecords(transaction, users, sql`t.id = ${order.userId} and ${decideWrite(caller, users, engine.model, 'read')}`)
  if (!user) throw notFound('用户不存在，或您没有查看他的权限')
  const [role] = await transaction.run(
    sql<
      Pick<GrantRow, 'base' | 'permissions'> & { id: string }
    >`select id, base, permissions from core.role where tenant_id = ${transaction.tenantId} and code = ${order.role}`,
  )
  if (!role) throw invalid('没有这个角色', [{ pointer: '/role', code: 'unknown-role', detail: '没有这个角色' }])
  const scope = order.scope ?? (order.role === 'org-admin' ? 'subtree' : 'organization')
  const path = String(organization.values['path'])
  const given = { ...role, role: order.role, scope, organization_id: organizationId, path, organization_ids: null }
  await requireCovered(transaction, caller, engine.model, [grantOf(given, engine.model)])
  const platform = platformCaller(transaction.tenantId, {
    userId: caller.userId,
    userName: caller.userName,
    ip: caller.ip,
    requestId: caller.requestId,
  })
  const grant = { userId: order.userId, roleId: role.id, organizationId, scope }
  await createRecord(engine, transaction, platform, entityOf(engine.model, 'core/grant'), grant)
}
