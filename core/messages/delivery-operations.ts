import { sql } from '../database/sql.ts'
import { entityOf, type Json, type Model } from '../declarations/model.ts'
import { schedule } from '../events/timers.ts'
import type { Operation } from '../http/operation.ts'
import { decideRead, decideWrite, denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { getRecord } from '../records/get.ts'
import { notFound } from '../records/problems.ts'
import { timerOf } from './deliveries.ts'

const notAgain = defineProblem('delivery.not-again', 409, '只有待发送或失败、并且保留了内容的记录可以重新发送')

type Cost = { month: string; channel: string; deliveries: number; units: number; cost: number }

/** What has been spent, trying again by hand, and what messages there are. */
export function deliveryOperations({ engine }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/delivery')
  const settings = entityOf(engine.model, 'core/message-setting')
  return [
    {
      method: 'GET',
      path: '/api/v1/core/message-costs',
      id: 'messageCosts.list',
      summary: '近一年短信与语音电话的费用，按月',
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'read' },
      reply: listOf({
        month: { type: 'string', description: '2026-02' },
        channel: { type: 'string', enum: ['sms', 'voice'] },
        deliveries: { type: 'integer' },
        units: { type: 'integer', description: '计费条数或分钟数' },
        cost: { type: 'integer', description: '分' },
      }),
      read: async ({ caller }) => {
        const { where } = decideRead(caller, entity, engine.model)
        const data = await engine.database.tenant(caller.tenantId).run(sql<Cost>`
          select to_char(t.sent_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, t.channel, count(*) as deliveries,
            coalesce(sum(t.units), 0)::bigint as units, coalesce(sum(t.cost), 0)::bigint as cost
          from core.delivery t where t.tenant_id = ${caller.tenantId} and t.sent_at > now() - interval '13 months' and ${where}
          group by 1, 2 order by 1 desc, 2`)
        return { body: { data } }
      },
    },
    {
      method: 'POST',
      path: `${entity.path}/{id}/transitions/retry`,
      id: 'coreDelivery.retry',
      summary: '重新发送',
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'retry' },
      reply: { $ref: '#/components/schemas/CoreDelivery' },
      write: async ({ caller, parameters }, transaction) => {
        const id = parameters['id']!
        const allowed = decideWrite(caller, entity, engine.model, 'retry')
        const [known] = await transaction.run(
          sql`select 1 from core.delivery t where t.tenant_id = ${transaction.tenantId} and t.id = ${id} and ${allowed}`,
        )
        if (!known) throw notFound()
        const [again] = await transaction.run(sql`
          update core.delivery set state = 'waiting', attempts = 0, error = null, reported_at = null, sent_at = null, provider_id = null, units = null,
            cost = null, due_at = now(), version = version + 1, updated_at = now(), updated_by = ${caller.userId ?? null}::uuid
          where tenant_id = ${transaction.tenantId} and id = ${id} and state in ('waiting', 'failed') and variables is not null and phone is not null returning id`)
        if (!again) throw notAgain()
        await schedule({ engine, transaction, caller }, [timerOf(id, new Date())])
        return { body: await getRecord(transaction, caller, engine.model, entity, id) }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/core/message-templates',
      id: 'messageTemplates.list',
      summary: '全部消息模板',
      tag: settings.title,
      access: 'full',
      gate: { entity: settings, action: 'read' },
      reply: listOf({
        key: { type: 'string' },
        plugin: { type: 'string' },
        title: { type: 'string' },
        text: { type: 'string' },
        channels: { type: 'array', items: { type: 'string' } },
        variables: { type: 'array', items: { type: 'string' } },
      }),
      read: async ({ caller }) => {
        if (!may(caller, settings, 'read', engine.model)) throw denied()
        return { body: { data: templatesOf(engine.model) } }
      },
    },
  ]
}

function templatesOf(model: Model): Json[] {
  return [...model.messages.values()].map(({ key, plugin, title, text, channels, variables }) => ({
    ...{ key, title, text, channels, variables },
    plugin: model.plugins.get(plugin)?.title ?? plugin,
  }))
}

function listOf(properties: Json): Json {
  const item = { type: 'object', required: Object.keys(properties), properties }
  return { type: 'object', required: ['data'], properties: { data: { type: 'array', items: item } } }
}
