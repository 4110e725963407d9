import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import { platformCaller } from '../permissions/access.ts'
import { decideWrite } from '../permissions/decide.ts'
import { requireReachOver } from '../permissions/reach.ts'
import { defineProblem } from '../problem.ts'
import type { Writing } from '../records/engine.ts'
import { loadRecords } from '../records/load.ts'
import { notFound } from '../records/problems.ts'
import { deleteRecords } from '../records/remove.ts'

const oneself = defineProblem('organization.dismiss-oneself', 409, '不能撤销自己的管理权限，请由其他管理员办理')

/**
 * Takes back what `appoint` gave: a grant of a person, anchored at this organization, of no more than one has oneself.
 * @throws notFound, oneself, beyondReach
 */
export async function dismiss(writing: Writing, organizationId: string, grantId: string): Promise<void> {
  const { engine, transaction, caller, entity } = writing
  const allowed = decideWrite(caller, entity, engine.model, 'appoint')
  const [organization] = await loadRecords(transaction, entity, sql`t.id = ${organizationId} and ${allowed}`)
  if (!organization) throw notFound('党组织不存在，或您没有相应的权限')
  const grants = entityOf(engine.model, 'core/grant')
  const [grant] = await loadRecords(
    transaction,
    grants,
    sql`t.id = ${grantId} and t.organization_id = ${organizationId} and t.user_id is not null and ${decideWrite(caller, grants, engine.model, 'read')}`,
    { lock: true },
  )
  if (!grant) throw notFound('没有这项授权，或您没有查看它的权限')
  if (grant.values['userId'] === caller.userId) throw oneself()
  await requireReachOver(transaction, caller, engine.model, [String(grant.values['userId'])])
  const { userId, userName, ip, requestId } = caller
  const platform = platformCaller(transaction.tenantId, { userId, userName, ip, requestId })
  await deleteRecords({ ...writing, caller: platform, entity: grants }, [grantId])
}
