import { entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { isCalendarDate } from '../identity/dates.ts'
import type { Platform } from '../platform.ts'
import { getRecord } from '../records/get.ts'
import { leaf } from '../records/list-query.ts'
import { badQuery } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import { ancestorsOf } from './ancestors.ts'
import { parentAt, placeAt } from './as-of.ts'
import { impactOf } from './impact.ts'
import type { Reshaping } from './reshaping.ts'

const reshapings: readonly Reshaping[] = ['move', 'merge', 'dissolve']
const count: Json = { type: 'integer' }

/** What can be asked of an organization's place in the tree: what it was, what is above it, and what a change would take along. */
export function placeOperations(platform: Platform): Operation[] {
  const entity = entityOf(platform.engine.model, 'core/organization')
  const common = { tag: entity.title, access: 'full' as const, gate: { entity, action: 'read' } }
  const here = (asked: Asked) => ({
    id: asked.parameters['id']!,
    connection: asked.engine.database.tenant(asked.caller.tenantId),
    entity: entityOf(asked.engine.model, entity.key),
  })

  const asOf: Operation = {
    ...common,
    method: 'GET',
    path: `${entity.path}/{id}/as-of`,
    id: 'coreOrganization.asOf',
    summary: '党组织在某一天的名称、隶属和状态',
    query: [{ name: 'date', in: 'query', required: true, schema: { type: 'string', format: 'date' } }],
    reply: {
      type: 'object',
      properties: {
        date: { type: 'string' },
        name: { type: ['string', 'null'] },
        shortName: { type: ['string', 'null'] },
        state: { type: 'string' },
        parent: { type: ['object', 'null'] },
      },
    },
    read: async asked => {
      const { caller, engine } = asked
      const { id, connection, entity } = here(asked)
      const date = leaf(asked.query, 'date')
      if (!date || !isCalendarDate(date)) throw badQuery('date 应是日期，如 2024-12-31')
      await getRecord(connection, caller, engine.model, entity, id)
      const place = await placeAt(connection, id, date)
      const parent = await parentAt(connection, caller, engine.model, place.parentId, date)
      return { body: { date, name: place.name ?? null, shortName: place.shortName ?? null, state: place.state, parent } }
    },
  }

  const ancestors: Operation = {
    ...common,
    method: 'GET',
    path: `${entity.path}/{id}/ancestors`,
    id: 'coreOrganization.ancestors',
    summary: '党组织的各级上级，从最高的可见的一级起',
    reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { type: 'object' } } } },
    read: async asked => {
      const { caller, engine } = asked
      const { id, connection, entity } = here(asked)
      await getRecord(connection, caller, engine.model, entity, id)
      return { body: { data: await ancestorsOf(connection, caller, engine.model, id) } }
    },
  }

  const impact: Operation = {
    ...common,
    method: 'GET',
    path: `${entity.path}/{id}/impact`,
    id: 'coreOrganization.impact',
    summary: '迁移、合并或撤销之前：将随之变动的党组织、人员和授权；不能办理时给出与办理时相同的答复',
    query: [
      { name: 'event', in: 'query', required: true, schema: { type: 'string', enum: reshapings } },
      { name: 'targetId', in: 'query', schema: { type: 'string', format: 'uuid' } },
    ],
    reply: {
      type: 'object',
      required: ['organizations', 'records'],
      properties: {
        organizations: count,
        records: { type: 'array', items: { type: 'object' } },
        users: count,
        grants: count,
        losing: count,
        gaining: count,
      },
    },
    read: async asked => {
      const { id, connection } = here(asked)
      const event = reshapings.find(one => one === leaf(asked.query, 'event'))
      if (!event) throw badQuery(`event 应是 ${reshapings.join('、')} 之一`)
      const targetId = leaf(asked.query, 'targetId')
      if (targetId !== undefined && !isUuid(targetId)) throw badQuery('targetId 不是有效的编号')
      return { body: await impactOf({ connection, caller: asked.caller, model: asked.engine.model }, id, event, targetId) }
    },
  }

  return [asOf, ancestors, impact]
}
