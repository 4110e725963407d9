import { v5 as uuidFrom } from 'uuid'
import type { TenantId, TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import type { Telling } from '../events/emit.ts'
import type { Reacting, Reaction } from '../events/reactions.ts'
import { schedule, type Timer, unschedule } from '../events/timers.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { insertRows } from '../records/insert.ts'
import type { TenantStates } from '../tenants/tenant-state.ts'
import { type Answer, send } from './send.ts'

const calling = 'core/call-webhook'

/** After so long without an outcome a delivery is taken for lost, and comes again: several times what sending may take. */
const leaseMs = 60_000

/** So many are sent at a time. */
export const webhooksAtOnce = { atOnce: 16, ofTenant: 4 }

/** Tries in all; the last comes some three hours after the first. */
const mostAttempts = 8

/** Seconds until the next try, after so many: 10, 30, 90 … */
function pauseAfter(attempts: number): number {
  return 10 * 3 ** (attempts - 1)
}

const deliveryColumns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'webhook_id', type: 'uuid', notNull: true },
  ...['event', 'event_id', 'state'].map(name => ({ name, type: 'text', notNull: false })),
  { name: 'attempts', type: 'bigint', notNull: true },
]

/** An event that a webhook of the tenant asks for is noted once for each, to be sent. */
export function webhookHearing(tenants: TenantStates): Reaction {
  return {
    name: 'core/webhooks',
    async hears(tenantId, event) {
      const state = tenants.known(tenantId) ?? (await tenants.of(tenantId))
      return state?.webhookEvents.has(event) ?? false
    },
    async react(at, happened) {
      const { transaction } = at
      const hooks = await transaction.run(sql<{ id: string; events: string[] }>`
        select id, events from core.webhook where tenant_id = ${transaction.tenantId} and state = 'on' and deleted_at is null
          and events && ${[...new Set(happened.map(one => one.name))]}::text[]`)
      const rows = happened.flatMap(event =>
        hooks
          .filter(hook => hook.events.includes(event.name))
          .map(hook => ({
            id: uuidFrom(event.id, hook.id),
            webhook_id: hook.id,
            event: event.name,
            event_id: event.id,
            state: 'waiting',
            attempts: 0,
          })),
      )
      await insertRows(transaction, { schema: 'core', name: 'webhook_delivery' }, deliveryColumns, rows)
      await schedule(
        at,
        rows.map(row => timerOf(row.id, new Date())),
      )
    },
  }
}

export function timerOf(delivery: string, at: Date): Timer {
  return { key: `webhook ${delivery}`, at, reaction: calling, entity: 'core/webhook-delivery', recordId: delivery }
}

type Due = {
  id: string
  webhook_id: string
  attempts: number
  address: string
  secret: string
  event_id: string
  name: string
  at: string
  entity: string | null
  record_id: string | null
  organization_id: string | null
  data: Json
}

/** Sends what is due, when this transaction stands. Until its outcome is written, each has a timer that brings it again. */
export const webhookCalling: Reaction = {
  name: calling,
  async react(at, happened) {
    const { transaction, platform } = at
    const due = await take(
      at,
      happened.flatMap(one => one.recordId ?? []),
    )
    const { outgoing } = platform
    const { tenantId } = transaction
    const room = outgoing.room(tenantId)
    const [go, later] = [due.slice(0, room), due.slice(room)]
    await transaction.run(sql`update core.webhook_delivery set attempts = attempts + 1, version = version + 1, updated_at = now()
      where tenant_id = ${tenantId} and id = any(${go.map(one => one.id)}::uuid[])`)
    await schedule(at, [
      ...go.map(one => timerOf(one.id, new Date(Date.now() + leaseMs))),
      ...later.map(one => timerOf(one.id, outgoing.turnFor(tenantId))),
    ])
    transaction.afterCommit(() =>
      outgoing.take(
        tenantId,
        go.map(one => () => carry(platform, tenantId, one)),
      ),
    )
  },
}

/** Those whose webhook is still there and on; of the others nothing is sent any more. */
async function take({ transaction }: Reacting, ids: string[]): Promise<Due[]> {
  const { tenantId } = transaction
  const due = await transaction.run(sql<Due>`
    select d.id, d.webhook_id, d.attempts, w.address, w.secret, d.event_id, e.name, e.created_at as at, e.entity, e.record_id, e.organization_id, e.data
    from core.webhook_delivery d
    join core.webhook w on w.tenant_id = d.tenant_id and w.id = d.webhook_id and w.state = 'on' and w.deleted_at is null
    join core.event e on e.tenant_id = d.tenant_id and e.id = d.event_id::uuid
    where d.tenant_id = ${tenantId} and d.id = any(${ids}::uuid[]) and d.state = 'waiting' order by d.id for update of d`)
  const gone = ids.filter(id => !due.some(one => one.id === id))
  await transaction.run(sql`update core.webhook_delivery set state = 'failed', error = 'webhook-off', version = version + 1, updated_at = now()
    where tenant_id = ${tenantId} and id = any(${gone}::uuid[]) and state = 'waiting'`)
  return due
}

async function carry(platform: Platform, tenantId: TenantId, one: Due): Promise<void> {
  const { database } = platform.engine
  const secret = database.tenant(tenantId).secrets.open(one.secret, one.webhook_id)
  const parcel = { address: one.address, secret, delivery: one.id, event: one.name, body: bodyOf(one) }
  const answer = await send(parcel, platform.webhookNetworks)
  await database.transaction(tenantId, transaction => writeOutcome(platform, transaction, one, answer))
}

/** What the other side reads. */
function bodyOf({ event_id, name, at, entity, record_id, organization_id, data }: Due): string {
  return JSON.stringify({ id: event_id, event: name, at, entity, recordId: record_id, organizationId: organization_id, data })
}

async function writeOutcome(platform: Platform, transaction: TenantTransaction, one: Due, answer: Answer): Promise<void> {
  const status = 'status' in answer ? answer.status : null
  const delivered = status !== null && status >= 200 && status < 300
  const attempts = one.attempts + 1
  const error = delivered ? null : 'error' in answer ? answer.error : `HTTP ${status}`
  const state = delivered ? 'delivered' : attempts < mostAttempts ? 'waiting' : 'failed'
  await transaction.run(sql`
    update core.webhook_delivery set state = ${state}, status = ${status}::bigint, error = ${error},
      delivered_at = case when ${delivered}::boolean then now() end, version = version + 1, updated_at = now()
    where tenant_id = ${transaction.tenantId} and id = ${one.id} and state = 'waiting'`)
  const at = telling(platform, transaction)
  const { key, ...timer } = timerOf(one.id, new Date(Date.now() + pauseAfter(attempts) * 1_000))
  if (state === 'waiting') await schedule(at, [{ key, ...timer }])
  else await unschedule(at, [key])
}

function telling({ engine }: Platform, transaction: TenantTransaction): Telling {
  return { engine, transaction, caller: platformCaller(transaction.tenantId) }
}
