import type { EntityKey, Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { notFound } from '../records/problems.ts'
import { refusalAtGate } from '../tenants/gate.ts'
import { screenOf } from './screen.ts'

const reply: Json = {
  type: 'object',
  required: ['key', 'title', 'path', 'label', 'sort', 'fields', 'trash', 'searched', 'can', 'rules', 'conditions'],
  properties: {
    key: { type: 'string' },
    title: { type: 'string' },
    path: { type: 'string' },
    label: { type: 'string' },
    sort: { type: 'string' },
    fields: { type: 'array', items: { type: 'object' } },
    organizationField: { type: 'string' },
    parentField: { type: 'string' },
    trash: { type: 'boolean' },
    searched: { type: 'array', items: { type: 'string' } },
    can: { type: 'array', items: { type: 'string' } },
    rules: { type: 'array', items: { type: 'object' } },
    numbered: { const: true },
    account: { const: true },
    form: { type: 'object' },
    conditions: { type: 'object' },
  },
}

/** What pages are drawn from: an entity as the caller may see and change it. `operations` are all that there are. */
export function screenOperations({ tenants }: Platform, operations: Operation[]): Operation[] {
  const actions = new Map<EntityKey, string[]>()
  for (const { gate } of operations) {
    if (!gate) continue
    const known = actions.get(gate.entity.key) ?? []
    if (!known.includes(gate.action)) actions.set(gate.entity.key, [...known, gate.action])
  }
  return [
    {
      method: 'GET',
      path: '/api/v1/core/screens/{plugin}/{entity}',
      id: 'screens.get',
      summary: '一种记录的列表和表单由什么组成，以及我能做什么',
      tag: '页面',
      access: 'full',
      reply,
      read: async ({ caller, engine: { model }, parameters }) => {
        const entity = model.entities.get(`${parameters['plugin']}/${parameters['entity']}`)
        if (!entity) throw notFound('没有这种记录')
        const state = (await tenants.of(caller.tenantId))!
        const shut = (action: string) => refusalAtGate(state, caller, { gate: { entity, action } }, model)
        const open = (actions.get(entity.key) ?? []).filter(action => !shut(action))
        const can = open.filter(action => may(caller, entity, action, model))
        if (can.length === 0) throw shut('read') ?? denied()
        return { body: screenOf(caller, model, entity, can) }
      },
    },
  ]
}
