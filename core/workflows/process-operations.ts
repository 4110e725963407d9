import { sql } from '../database/sql.ts'
import type { Entity } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { isCalendarDate } from '../identity/dates.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { leaf } from '../records/list-query.ts'
import { badQuery, notFound } from '../records/problems.ts'
import type { QueryTree } from '../records/query-string.ts'
import { isUuid } from '../records/relations.ts'
import { diagramOf } from './diagram.ts'
import { workflowsOf } from './machines.ts'
import { type DueQuestion, proceduresDue } from './procedures.ts'

const mostDue = 200

/** What belongs to no single kind of record: how many to-dos one has, how a workflow is drawn, and what is due. */
export function processOperations({ tenants }: Platform): Operation[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/core/tasks/count',
      id: 'coreTask.count',
      summary: '我有多少待办',
      tag: '待办',
      access: 'full',
      reply: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
      read: async ({ caller, engine }) => {
        const connection = engine.database.tenant(caller.tenantId)
        // Planned once: the index alone answers it, however many there are.
        const [row] = await connection.run(
          sql.plannedOnce(sql<{ count: number }>`
            select count(*) as count from core.task where tenant_id = ${caller.tenantId} and user_id = ${caller.userId}::uuid and state = 'open'`),
        )
        return { body: { count: row!.count } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/core/workflows/{plugin}/{entity}',
      id: 'workflows.get',
      summary: '一种记录的流程图',
      tag: '流程',
      access: 'full',
      query: [{ name: 'machine', in: 'query', schema: { type: 'string' }, description: '记录开始时的流程版本；不填为现在的' }],
      reply: {
        type: 'object',
        required: ['title', 'states', 'transitions'],
        properties: {
          title: { type: 'string' },
          states: { type: 'array', items: { type: 'object' } },
          transitions: { type: 'array', items: { type: 'object' } },
        },
      },
      read: async ({ caller, engine, parameters, query }) => {
        const entity = engine.model.entities.get(`${parameters['plugin']}/${parameters['entity']}`)
        const current = entity && engine.model.workflows.get(entity.key)
        if (!entity || !current) throw notFound('没有这种流程')
        if (!may(caller, entity, 'read', engine.model)) throw denied()
        const connection = engine.database.tenant(caller.tenantId)
        const machine = leaf(query, 'machine') ?? current.hash
        const workflowOf = await workflowsOf(connection, engine.model, entity, [machine])
        return { body: await diagramOf(connection, entity, workflowOf(machine)) }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/core/procedures/due',
      id: 'procedures.due',
      summary: '正在办理的各项程序：缺什么、轮到谁、最早和最迟什么时候',
      tag: '流程',
      access: 'full',
      query: [
        { name: 'organizationId', in: 'query', schema: { type: 'string', format: 'uuid' }, description: '只看该党组织及下级' },
        { name: 'entity', in: 'query', schema: { type: 'string' }, description: '只看一种记录，如 development/development' },
        { name: 'records', in: 'query', schema: { type: 'string' }, description: `只看这些记录：id，用逗号分开，最多 ${mostDue} 个` },
        { name: 'from', in: 'query', schema: { type: 'string', format: 'date' }, description: '最迟日期不早于' },
        { name: 'to', in: 'query', schema: { type: 'string', format: 'date' }, description: '最迟日期不晚于' },
        { name: 'overdue', in: 'query', schema: { type: 'boolean' }, description: '只看已逾期的' },
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: mostDue }, description: `默认 ${mostDue}` },
      ],
      reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { type: 'object' } } } },
      read: async ({ caller, engine, query }) => {
        const state = (await tenants.of(caller.tenantId))!
        const isOn = (entity: Entity) => state.pluginsOn.has(entity.plugin)
        return {
          body: { data: await proceduresDue(engine.database.tenant(caller.tenantId), caller, engine.model, isOn, questionIn(query)) },
        }
      },
    },
  ]
}

function questionIn(query: QueryTree): DueQuestion {
  const [organizationId, overdue, limit = String(mostDue)] = [leaf(query, 'organizationId'), leaf(query, 'overdue'), leaf(query, 'limit')]
  if (organizationId !== undefined && !isUuid(organizationId)) throw badQuery('organizationId 应是一个党组织')
  if (overdue !== undefined && overdue !== 'true' && overdue !== 'false') throw badQuery('overdue 应是 true 或 false')
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > mostDue) throw badQuery(`limit 应是 1 到 ${mostDue}`)
  const [entity, from, to] = [leaf(query, 'entity'), leaf(query, 'from'), leaf(query, 'to')]
  const records = leaf(query, 'records')?.split(',')
  if (records && (records.length > mostDue || !records.every(isUuid))) throw badQuery(`records 应是最多 ${mostDue} 个 id，用逗号分开`)
  for (const date of [from, to]) if (date !== undefined && !isCalendarDate(date)) throw badQuery('from 和 to 应是日期')
  return { organizationId, entity, records, from, to, overdue: overdue === 'true', limit: Number(limit) }
}
