import type { Entity, EntityKey, Json, Model } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { notFound } from '../records/problems.ts'
import { refusalAtGate } from '../tenants/gate.ts'
import { screenOf, type Transition } from './screen.ts'

const reply: Json = {
  type: 'object',
  required: [
    'key',
    'title',
    'path',
    'label',
    'sort',
    'fields',
    'trash',
    'searched',
    'can',
    'rules',
    'conditions',
    'transitions',
    'relatedBy',
  ],
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
    samples: { const: true },
    form: { type: 'object' },
    workflow: { type: 'object' },
    conditions: { type: 'object' },
    relatedBy: { type: 'array', items: { type: 'string' } },
    transitions: {
      type: 'array',
      items: { type: 'object', required: ['event', 'title'], properties: { event: { type: 'string' }, title: { type: 'string' } } },
    },
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
  const transitions = Map.groupBy(operations.flatMap(transitionOf), transition => transition.entity)
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
        const offered = (transitions.get(entity.key) ?? []).filter(({ event }) => can.includes(event))
        const readable = (other: Entity) =>
          may(caller, other, 'read', model) && !refusalAtGate(state, caller, { gate: { entity: other, action: 'read' } }, model)
        const relatedBy = relating(model, entity)
          .filter(readable)
          .map(other => other.key)
        const named = offered.map(({ event, title }) => ({ event, title }))
        return { body: { ...screenOf(caller, model, entity, can), transitions: named, relatedBy } }
      },
    },
  ]
}

function relating(model: Model, entity: Entity): Entity[] {
  return [...model.entities.values()].filter(
    other => other.actions.has('read') && other.fields.some(field => field.relation === entity.key && !field.schema['x-internal']),
  )
}

/** What every entity has is no transition of its own; what needs more said than the record has a page of its own. */
function transitionOf({ gate, path, summary, body }: Operation): (Transition & { entity: EntityKey })[] {
  const [place, event] = path.split('/{id}/transitions/')
  if (!gate || !event || place !== gate.entity.path || body || gate.action !== event || event === 'restore') return []
  return [{ entity: gate.entity.key, event, title: summary }]
}
