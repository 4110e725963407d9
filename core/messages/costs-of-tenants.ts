import type { TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { addMonths, todayInShanghai } from '../identity/dates.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { invalid } from '../records/problems.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

type Sum = { channel: string; deliveries: number; units: number; cost: number }

const atOnce = 4

/** What each tenant's SMS and calls of a month have cost, for who pays the provider. */
export function tenantCostOperations({ engine }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/tenant')
  const integer = { type: 'integer' }
  const item = {
    type: 'object',
    required: ['tenant', 'channel', 'deliveries', 'units', 'cost'],
    properties: {
      tenant: { type: 'object', properties: { id: { type: 'string' }, label: { type: 'string' } } },
      channel: { type: 'string', enum: ['sms', 'voice'] },
      ...{ deliveries: integer, units: integer, cost: { ...integer, description: '分' } },
    },
  }
  return [
    {
      method: 'GET',
      path: '/api/v1/core/tenant-message-costs',
      id: 'tenantMessageCosts.list',
      summary: '各租户一个月的短信与语音电话费用',
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'read' },
      query: [{ name: 'month', in: 'query', schema: { type: 'string', pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' }, description: '如 2026-02' }],
      reply: {
        type: 'object',
        required: ['month', 'data'],
        properties: { month: { type: 'string' }, data: { type: 'array', items: item } },
      },
      read: async ({ caller, query }) => {
        if (!may(caller, entity, 'read', engine.model)) throw denied()
        const month = monthIn(query['month'])
        const tenants = await engine.database.tenant(platformTenant).run(
          sql<{
            id: TenantId
            label: string
          }>`select id, name as label from core.tenant where tenant_id = ${platformTenant} order by name`,
        )
        const data: (Sum & { tenant: { id: string; label: string } })[] = []
        for (let at = 0; at < tenants.length; at += atOnce) {
          const some = tenants.slice(at, at + atOnce)
          const sums = await Promise.all(some.map(({ id }) => sumsOf(engine.database.tenant(id), month)))
          for (const [index, tenant] of some.entries()) data.push(...sums[index]!.map(sum => ({ tenant, ...sum })))
        }
        return { body: { month, data } }
      },
    },
  ]
}

function sumsOf(connection: ReturnType<Platform['engine']['database']['tenant']>, month: string): Promise<Sum[]> {
  return connection.run(sql<Sum>`
    select channel, count(*) as deliveries, coalesce(sum(units), 0)::bigint as units, coalesce(sum(cost), 0)::bigint as cost
    from core.delivery where tenant_id = ${connection.tenantId}
      and sent_at >= ${`${month}-01T00:00:00+08:00`}::timestamptz and sent_at < ${`${addMonths(`${month}-01`, 1)}T00:00:00+08:00`}::timestamptz
    group by channel order by channel`)
}

function monthIn(given: unknown): string {
  if (given === undefined) return todayInShanghai().slice(0, 7)
  if (typeof given === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(given)) return given
  throw invalid(undefined, [{ pointer: '/month', code: 'pattern', detail: '月份应如 2026-02' }])
}
