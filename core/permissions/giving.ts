import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { type EntityKey, entityOf, type Json, type Model, type Permission, type Scope } from '../declarations/model.ts'
import type { Behaviour, Draft, Writing } from '../records/engine.ts'
import { isUuid } from '../records/relations.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { type Grant, grantOf } from './access.ts'
import { decideRead } from './decide.ts'
import { grantsOfPosts, requireCovered, requireReachOver } from './reach.ts'
import { faultIn, narrowable } from './where.ts'

/** A grant gives no more than its giver has, and names only organizations that he sees. */
export const givesNoMoreThanOnesOwn: Behaviour = {
  beforeCreate: checkGrants,
  beforeUpdate: checkGrants,
}

async function checkGrants(writing: Writing, drafts: Draft[]): Promise<void> {
  await checkChosen(writing, drafts)
  if (writing.caller.access.everything) return
  const { transaction, caller, engine } = writing
  const sound = drafts.filter(draft => draft.errors.length === 0)
  await requireCovered(transaction, caller, engine.model, await grantsIn(writing, sound))
}

/** `organizationIds` is a list of texts to the database: here it becomes one of organizations. */
async function checkChosen({ transaction, caller, engine }: Writing, drafts: Draft[]): Promise<void> {
  const organizations = entityOf(engine.model, 'core/organization')
  for (const draft of drafts) {
    const ids = (draft.values['organizationIds'] as string[] | null | undefined) ?? []
    if (ids.length === 0) continue
    const { where } = decideRead(caller, organizations, engine.model)
    const known = ids.every(isUuid)
      ? await transaction.run(
          sql`select t.id from core.organization t where t.tenant_id = ${transaction.tenantId} and t.id = any(${ids}::uuid[]) and ${where}`,
        )
      : []
    if (known.length !== new Set(ids).size)
      draft.errors.push({ pointer: '/organizationIds', code: 'unknown-organization', detail: '其中有党组织不存在，或您没有查看它的权限' })
  }
}

/** The grants that these drafts are, as far as the caller sees role and organization: what he does not see is unknown to him, later on. */
async function grantsIn({ transaction: connection, caller, engine: { model } }: Writing, drafts: Draft[]): Promise<Grant[]> {
  const text = (name: string) => drafts.map(draft => draft.values[name]).filter(isUuid)
  const roles = await connection.run(sql<{ id: string; code: string; base: string | null; permissions: Record<string, Permission> | null }>`
    select id, code, base, permissions from core.role where tenant_id = ${connection.tenantId} and id = any(${text('roleId')}::uuid[])`)
  const organizations = await connection.run(sql<{ id: string; path: string }>`
    select t.id, t.path from core.organization t where t.tenant_id = ${connection.tenantId} and t.id = any(${text('organizationId')}::uuid[])
      and ${decideRead(caller, entityOf(model, 'core/organization'), model).where}`)
  return drafts.flatMap(({ id, values }) => {
    const role = roles.find(one => one.id === values['roleId'])
    const anchor = organizations.find(one => one.id === values['organizationId'])
    if (!role || !anchor) return []
    const row = { ...role, id, role: role.code, scope: values['scope'] as Scope, organization_id: anchor.id, path: anchor.path }
    return [grantOf({ ...row, organization_ids: values['organizationIds'] as string[] | null }, model)]
  })
}

/** Who edits roles would otherwise edit the one he holds. A role may be given anywhere, so its rights count as for the whole tenant. */
export const roleWithinOnesOwn: Behaviour = { beforeCreate: checkRoles, beforeUpdate: checkRoles }

async function checkRoles({ transaction, caller, engine }: Writing, drafts: Draft[]): Promise<void> {
  refuseWrongWhere(engine.model, drafts)
  if (caller.access.everything) return
  for (const draft of drafts)
    if (draft.values['base'] === 'operator' && transaction.tenantId !== platformTenant)
      draft.errors.push({ pointer: '/base', code: 'bad-base', detail: '平台运营的权限不能在本单位使用' })
  const grants = drafts.map(({ id, values }) =>
    grantOf(
      {
        id,
        role: String(values['code']),
        base: (values['base'] as string | null | undefined) ?? null,
        permissions: (values['permissions'] as (Json & Record<string, Permission>) | null | undefined) ?? null,
        scope: 'tenant',
        organization_id: '',
        path: null,
        organization_ids: null,
      },
      engine.model,
    ),
  )
  await requireCovered(transaction, caller, engine.model, grants)
}

/** A permission that is narrowed to some rows names fields that are there, and opens nothing but reading. */
function refuseWrongWhere(model: Model, drafts: Draft[]): void {
  for (const { values, errors } of drafts)
    for (const [key, { actions, where }] of Object.entries(
      (values['permissions'] as Record<string, Permission> | null | undefined) ?? {},
    )) {
      const entity = model.entities.get(key as EntityKey)
      if (!where || !entity) continue
      const writing = actions.some(action => !narrowable.includes(action))
      const detail = writing ? `${entity.title}只开放部分记录，只能给查看、导出和打印` : faultIn(entity, where)
      if (detail) errors.push({ pointer: `/permissions/${key.replace('/', '~1')}/where`, code: 'bad-where', detail })
    }
}

/** Who holds a post has what the post carries: to appoint is to give. */
export const appointsWithinOnesOwn: Behaviour = {
  beforeCreate: ({ transaction, caller, engine }, drafts) => checkPosts(transaction, caller, engine.model, drafts),
  beforeUpdate: ({ transaction, caller, engine }, changes) => checkPosts(transaction, caller, engine.model, changes),
}

async function checkPosts(transaction: TenantSql, caller: Writing['caller'], model: Model, drafts: Draft[]): Promise<void> {
  if (caller.access.everything) return
  const posts = drafts.map(draft => draft.values['postId']).filter(isUuid)
  await requireCovered(transaction, caller, model, await grantsOfPosts(transaction, model, posts))
}

/** Name and phone to sign in with: who may change them has the account. */
export const keepsSuperiorsAccounts: Behaviour = {
  async beforeUpdate({ transaction, caller, engine }, changes) {
    const named = changes.filter(change => change.changed.has('phone') || change.changed.has('username'))
    await requireReachOver(
      transaction,
      caller,
      engine.model,
      named.map(change => change.id),
    )
  },
}
