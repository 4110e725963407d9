import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { schedule } from '../events/timers.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Engine } from '../records/engine.ts'
import { costOf, type PaidChannel } from './costs.ts'
import { timerOf } from './deliveries.ts'
import { readReference } from './reference.ts'
import type { SmsReport } from './sms/sms-sender.ts'

export type DeliveryReport = SmsReport & { channel: PaidChannel }

/** Minutes after which somebody who was not reached is tried again: a phone that is off stays so for longer than a call is missed. */
const pauses: Record<PaidChannel, number> = { sms: 60, voice: 10 }

/**
 * Notes what a provider tells of a delivery. Of several reports in any order the latest holds; one that came before changes nothing. What
 * did not arrive costs nothing, and is tried again as often as the rule `messages.unreached-tries` says. Of deliveries that are not known
 * nothing is noted.
 */
export async function applyReport({ engine }: { engine: Engine }, report: DeliveryReport): Promise<void> {
  const known = readReference(report.reference)
  if (!known) return
  await engine.database.transaction(known.tenantId, async transaction => {
    const noted = await note(engine, transaction, known.id, report)
    const most = Number(engine.model.rules.value('messages.unreached-tries', todayInShanghai()))
    if (noted?.kept && !report.delivered && noted.attempts < most) await planAgain(engine, transaction, known.id, report.channel)
  })
}

/** Tells how often it was tried, and whether what it said is still known; nothing where the report changed nothing. */
async function note(
  { model }: Engine,
  transaction: TenantTransaction,
  id: string,
  report: DeliveryReport,
): Promise<{ attempts: number; kept: boolean } | undefined> {
  const units = report.delivered ? (report.units ?? null) : 0
  const cost = units === null ? null : costOf(model.rules, report.channel, units, report.at)
  const [row] = await transaction.run(sql<{ attempts: number; kept: boolean }>`
    update core.delivery set state = ${report.delivered ? 'delivered' : 'failed'}, error = ${report.error?.slice(0, 200) ?? null},
      reported_at = ${report.at.toISOString()}::timestamptz, units = coalesce(${units}::bigint, units), cost = coalesce(${cost}::bigint, cost),
      version = version + 1, updated_at = now()
    where tenant_id = ${transaction.tenantId} and id = ${id} and channel = ${report.channel} and state in ('sending', 'sent', 'delivered', 'failed')
      and attempts > 0 and (reported_at is null or reported_at < ${report.at.toISOString()}::timestamptz)
    returning attempts, variables is not null as kept`)
  return row
}

/** The reason why it did not arrive stays until it has been sent again. */
async function planAgain(engine: Engine, transaction: TenantTransaction, id: string, channel: PaidChannel): Promise<void> {
  const { tenantId } = transaction
  const at = new Date(Date.now() + pauses[channel] * 60_000)
  await transaction.run(sql`
    update core.delivery set state = 'waiting', due_at = ${at.toISOString()}::timestamptz, sent_at = null, provider_id = null, units = null, cost = null
    where tenant_id = ${tenantId} and id = ${id}`)
  await schedule({ engine, transaction, caller: platformCaller(tenantId) }, [timerOf(id, at)])
}
