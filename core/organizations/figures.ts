import { any, type Sql, sql } from '../database/sql.ts'
import { type Entity, entityOf, type Model } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead } from '../permissions/decide.ts'
import { grantsFor } from '../permissions/rows.ts'
import { pathWithin } from '../permissions/subtree.ts'
import type { Platform } from '../platform.ts'
import { refusalAtGate } from '../tenants/gate.ts'

/**
 * How many there are of what the caller may see, for his first page: organizations, and every entity that declares to be counted. The
 * numbers stand beside the tree; no record is counted. Of an entity that is open to him in single organizations alone none is given.
 */
export function figureOperations({ tenants }: Platform): Operation[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/core/figures',
      id: 'figures.list',
      summary: '我管辖范围内的数量',
      tag: '首页',
      access: 'full',
      reply: {
        type: 'object',
        required: ['data'],
        properties: {
          data: {
            type: 'array',
            items: {
              type: 'object',
              required: ['entity', 'title', 'value'],
              properties: { entity: { type: 'string' }, title: { type: 'string' }, value: { type: 'integer' } },
            },
          },
        },
      },
      read: async ({ caller, engine: { model, database } }) => {
        const state = (await tenants.of(caller.tenantId))!
        const connection = database.tenant(caller.tenantId)
        const organization = entityOf(model, 'core/organization')
        const shown = [organization, ...[...model.entities.values()].filter(entity => entity.counted)].filter(
          entity => governs(caller, entity, model) && !refusalAtGate(state, caller, { gate: { entity, action: 'read' } }, model),
        )
        const data = await Promise.all(
          shown.map(async entity => {
            const [row] = await connection.run(entity === organization ? organizationsOf(caller, model) : recordsOf(caller, entity, model))
            return { entity: entity.key, title: entity.title, value: row?.value ?? 0 }
          }),
        )
        return { body: { data } }
      },
    },
  ]
}

function governs(caller: Caller, entity: Entity, model: Model): boolean {
  return wideGrants(caller, entity, model).length > 0
}

function wideGrants(caller: Caller, entity: Entity, model: Model) {
  return grantsFor(caller, entity, 'read', model).filter(
    ({ grant, permission }) => !permission.where && ['tenant', 'subtree'].includes(permission.scope ?? grant.scope),
  )
}

function organizationsOf(caller: Caller, model: Model): Sql<{ value: number }> {
  const seen = decideRead(caller, entityOf(model, 'core/organization'), model).where
  return sql`select count(*) as value from core.organization t where t.tenant_id = ${caller.tenantId} and t.state = 'active' and ${seen}`
}

function recordsOf(caller: Caller, entity: Entity, model: Model): Sql<{ value: number }> {
  const parts = wideGrants(caller, entity, model).map(({ grant, permission }) => {
    if ((permission.scope ?? grant.scope) === 'tenant') return sql<boolean>`true`
    return grant.path === undefined ? sql<boolean>`false` : pathWithin('n', grant.path)
  })
  return sql`select coalesce(sum(n.records), 0) as value from core.organization_count n
    where n.tenant_id = ${caller.tenantId} and n.entity = ${entity.key} and ${any(parts)}`
}
