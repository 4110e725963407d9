import { writeAudit } from '../audit/write-audit.ts'
import { switchTenant, type TenantId, type TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf, type Model } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { platformTenant } from '../tenants/tenant-state.ts'

const mostShown = 200

type Dead = {
  id: string
  tenant: TenantId
  reaction: string
  entity: string | null
  record: string | null
  attempts: number
  error: string | null
}

type Chosen = { id: string; tenant: TenantId }[]

const chosen = {
  type: 'array',
  minItems: 1,
  maxItems: mostShown,
  items: {
    type: 'object',
    required: ['tenant', 'id'],
    additionalProperties: false,
    properties: { tenant: { type: 'string', format: 'uuid' }, id: { type: 'string', format: 'uuid' } },
  },
}

/** Reactions that failed too often wait here for the operator: he has them tried again, or does away with them. Of what they are about he learns nothing. */
export function deadLetterOperations({ engine, reactions }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/tenant')
  const path = '/api/v1/core/dead-letters'
  const common = { tag: '平台运营', access: 'full' as const }
  const count = { type: 'object', required: ['count'], properties: { count: { type: 'integer', minimum: 0 } } }
  const requireMay = ({ caller }: Asked, action: string) => {
    if (!may(caller, entity, action, engine.model)) throw denied()
  }
  return [
    {
      ...common,
      method: 'GET',
      path,
      id: 'deadLetters.list',
      summary: '多次失败、等待处理的事项',
      gate: { entity, action: 'read' },
      reply: {
        type: 'object',
        required: ['data', 'total'],
        properties: {
          total: { type: 'integer', minimum: 0 },
          data: {
            type: 'array',
            description: `最多 ${mostShown} 条，最早的在前`,
            items: {
              type: 'object',
              required: ['id', 'tenant', 'reaction', 'title', 'plannedAt', 'attempts', 'error'],
              properties: {
                id: { type: 'string' },
                tenant: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
                reaction: { type: 'string' },
                title: { type: 'string' },
                entity: { type: ['string', 'null'] },
                record: { type: ['string', 'null'] },
                plannedAt: { type: 'string', format: 'date-time' },
                attempts: { type: 'integer' },
                error: { type: 'string', description: '失败的原因：代号和程序中的位置，不含任何人的信息' },
              },
            },
          },
        },
      },
      read: async asked => {
        requireMay(asked, 'read')
        const { database, model } = asked.engine
        const dead = await database.global(sql<Dead>`
          select id, tenant_id as tenant, reaction, entity, record_id as record, attempts, error
          from core.pending_reaction where dead order by id limit ${mostShown}`)
        const [counted] = await database.global(sql<{ total: number }>`select count(*) as total from core.pending_reaction where dead`)
        const names = await namesOf(asked, [...new Set(dead.map(one => one.tenant))])
        const data = dead.map(({ tenant, error, ...rest }) => ({
          ...rest,
          tenant: { id: tenant, name: names.get(tenant) ?? '' },
          title: titleOf(model, rest.reaction),
          plannedAt: timeIn(rest.id),
          error: error ?? '',
        }))
        return { body: { data, total: counted!.total } }
      },
    },
    {
      ...common,
      method: 'POST',
      path: `${path}/retry`,
      id: 'deadLetters.retry',
      summary: '重新处理失败的事项',
      gate: { entity, action: 'retry' },
      body: { type: 'object', required: ['items'], additionalProperties: false, properties: { items: chosen } },
      reply: count,
      write: async (asked, transaction) => {
        requireMay(asked, 'retry')
        const done = await changed(
          transaction,
          (asked.body as { items: Chosen }).items,
          sql`
          update core.pending_reaction p set dead = false, attempts = 0, due_at = now(), error = null from chosen c
          where p.tenant_id = c.tenant_id and p.id = c.id and p.dead returning p.tenant_id as tenant, p.id, p.reaction`,
        )
        await note(asked, transaction, 'retry', done)
        for (const tenant of new Set(done.map(one => one.tenant))) transaction.afterCommit(() => reactions.nudge(tenant))
        return { body: { count: done.length } }
      },
    },
    {
      ...common,
      method: 'POST',
      path: `${path}/discard`,
      id: 'deadLetters.discard',
      summary: '作废失败的事项',
      gate: { entity, action: 'discard' },
      body: {
        type: 'object',
        required: ['items', 'reason'],
        additionalProperties: false,
        properties: { items: chosen, reason: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S', description: '作废的原因' } },
      },
      reply: count,
      write: async (asked, transaction) => {
        requireMay(asked, 'discard')
        const { items, reason } = asked.body as { items: Chosen; reason: string }
        const done = await changed(
          transaction,
          items,
          sql`
          delete from core.pending_reaction p using chosen c
          where p.tenant_id = c.tenant_id and p.id = c.id and p.dead returning p.tenant_id as tenant, p.id, p.reaction`,
        )
        await note(asked, transaction, 'discard', done, reason)
        return { body: { count: done.length } }
      },
    },
  ]
}

type Done = { tenant: TenantId; id: string; reaction: string }

function changed(transaction: TenantTransaction, items: Chosen, statement: ReturnType<typeof sql>): Promise<Done[]> {
  return transaction.run(sql<Done>`
    with chosen as (
      select tenant as tenant_id, id from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as one (tenant uuid, id uuid)),
    done as (${statement}) select * from done order by tenant, id`)
}

/** In the operator's own log, and in that of each tenant whose matter it was. */
async function note(asked: Asked, transaction: TenantTransaction, action: string, done: Done[], reason?: string): Promise<void> {
  const { engine, caller } = asked
  const entries = (some: Done[]) =>
    some.map(({ id, reaction }) => ({
      action,
      entity: 'core/event',
      recordId: id,
      recordLabel: titleOf(engine.model, reaction),
      changes: reason === undefined ? undefined : { reason: [null, reason] },
    }))
  await writeAudit({ engine, transaction, caller }, entries(done))
  for (const [tenant, some] of Map.groupBy(done, one => one.tenant)) {
    if (tenant === platformTenant) continue
    const there = await switchTenant(transaction, tenant)
    await writeAudit({ engine, transaction: there, caller: { ...caller, userId: undefined, userName: '平台运营' } }, entries(some))
  }
  await switchTenant(transaction, platformTenant)
}

async function namesOf({ engine }: Asked, tenants: TenantId[]): Promise<Map<string, string>> {
  const rows = await engine.database.tenant(platformTenant).run(
    sql<{
      id: string
      name: string
    }>`select id, name from core.tenant where tenant_id = ${platformTenant} and id = any(${tenants}::uuid[])`,
  )
  return new Map(rows.map(row => [row.id, row.name]))
}

function titleOf(model: Model, reaction: string): string {
  return [...model.reactions, ...model.schedules].find(one => one.name === reaction)?.title ?? reaction
}

/** When it was written: the time within its id. */
function timeIn(id: string): string {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString()
}
