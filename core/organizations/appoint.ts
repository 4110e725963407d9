import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import { platformCaller } from '../permissions/access.ts'
import { decideWrite, denied, may } from '../permissions/decide.ts'
import { createRecord } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import { loadRecords } from '../records/load.ts'
import { invalid, notFound } from '../records/problems.ts'

/** Roles that who governs an organization may give below it; others are given by who may write grants. */
const givenBelow = ['org-admin', 'secretary', 'member']

/** Makes someone admin of an organization (O1.1): a grant anchored there. @throws notFound, denied, invalid */
export async function appoint(
  writing: Writing,
  organizationId: string,
  order: { userId: string; role: string; scope?: 'organization' | 'subtree' },
): Promise<void> {
  const { engine, transaction, caller, entity } = writing
  const allowed = decideWrite(caller, entity, engine.model, 'appoint')
  const [organization] = await loadRecords(transaction, entity, sql`t.id = ${organizationId} and ${allowed}`)
  if (!organization) throw notFound('党组织不存在，或您没有相应的权限')
  if (!givenBelow.includes(order.role) && !may(caller, entityOf(engine.model, 'core/grant'), 'create', engine.model)) throw denied()
  const users = entityOf(engine.model, 'core/user')
  const [user] = await loadRecords(transaction, users, sql`t.id = ${order.userId} and ${decideWrite(caller, users, engine.model, 'read')}`)
  if (!user) throw notFound('用户不存在，或您没有查看他的权限')
  const [role] = await transaction.run(
    sql<{ id: string }>`select id from core.role where tenant_id = ${transaction.tenantId} and code = ${order.role}`,
  )
  if (!role) throw invalid('没有这个角色', [{ pointer: '/role', code: 'unknown-role', detail: '没有这个角色' }])
  const platform = platformCaller(transaction.tenantId, {
    userId: caller.userId,
    userName: caller.userName,
    ip: caller.ip,
    requestId: caller.requestId,
  })
  const grant = {
    userId: order.userId,
    roleId: role.id,
    organizationId,
    scope: order.scope ?? (order.role === 'org-admin' ? 'subtree' : 'organization'),
  }
  await createRecord(engine, transaction, platform, entityOf(engine.model, 'core/grant'), grant)
}
