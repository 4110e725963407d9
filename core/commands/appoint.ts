import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import type { CommandCode } from '../effects/command-code.ts'
import type { Telling } from '../events/emit.ts'
import { createRecord } from '../records/create.ts'
import { invalid } from '../records/problems.ts'

/** Roles that belong to no post of an organization. */
const beyondPosts = ['operator', 'tenant-admin']

/**
 * A person holds a post of an organization from a day on: the post is found or made, and carries its role there and below. Asked for twice, it is one
 * appointment, which is given. @throws invalid
 */
export const appoint: CommandCode = async (at, { asked }) => {
  const { organizationId, post, role, userId, from, to, documentNumber } = asked as Record<string, string | null>
  const postId = await postAt(at, organizationId!, post!)
  if (role) await carryRole(at, postId, organizationId!, role)
  const { transaction, engine, caller } = at
  const [held] = await transaction.run(sql<{ id: string }>`
    select id from core.appointment
    where tenant_id = ${transaction.tenantId} and post_id = ${postId} and user_id = ${userId}::uuid and start_on = ${from}::date`)
  if (held) return held.id
  const values = { postId, userId, startOn: from, endOn: to, documentNumber }
  return createRecord(engine, transaction, caller, entityOf(engine.model, 'core/appointment'), values)
}

async function postAt({ engine, transaction, caller }: Telling, organizationId: string, name: string): Promise<string> {
  // Two who make the same post wait for each other here.
  const [organization] = await transaction.run(
    sql`select id from core.organization where tenant_id = ${transaction.tenantId} and id = ${organizationId} for no key update`,
  )
  if (!organization) throw invalid('党组织不存在')
  const [post] = await transaction.run(sql<{ id: string }>`
    select id from core.post where tenant_id = ${transaction.tenantId} and organization_id = ${organizationId} and name = ${name}`)
  return post?.id ?? createRecord(engine, transaction, caller, entityOf(engine.model, 'core/post'), { organizationId, name })
}

/** The post has its role at its own organization and below, whoever holds it. */
async function carryRole({ engine, transaction, caller }: Telling, postId: string, organizationId: string, code: string): Promise<void> {
  const { tenantId } = transaction
  const [role] = beyondPosts.includes(code)
    ? []
    : await transaction.run(sql<{ id: string }>`select id from core.role where tenant_id = ${tenantId} and code = ${code}`)
  if (!role) throw invalid(`职务不能带有角色“${code}”`)
  const [carried] = await transaction.run(sql`
    select 1 from core."grant"
    where tenant_id = ${tenantId} and post_id = ${postId} and role_id = ${role.id} and organization_id = ${organizationId}`)
  if (carried) return
  const grant = { postId, roleId: role.id, organizationId, scope: 'subtree' }
  await createRecord(engine, transaction, caller, entityOf(engine.model, 'core/grant'), grant)
}
