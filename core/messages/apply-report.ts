import { sql } from '../database/sql.ts'
import type { Engine } from '../records/engine.ts'
import { costOf, type PaidChannel } from './costs.ts'
import { readReference } from './reference.ts'
import type { SmsReport } from './sms/sms-sender.ts'

export type DeliveryReport = SmsReport & { channel: PaidChannel }

/**
 * Notes what a provider tells of a delivery. Of several reports in any order the latest holds; one that came before changes nothing. What
 * did not arrive costs nothing. Of deliveries that are not known nothing is noted.
 */
export async function applyReport({ engine }: { engine: Engine }, report: DeliveryReport): Promise<void> {
  const known = readReference(report.reference)
  if (!known) return
  const { tenantId, id } = known
  const units = report.delivered ? (report.units ?? null) : 0
  const cost = units === null ? null : costOf(engine.model.rules, report.channel, units, report.at)
  await engine.database.tenant(tenantId).run(sql`
    update core.delivery set state = ${report.delivered ? 'delivered' : 'failed'}, error = ${report.error?.slice(0, 200) ?? null},
      reported_at = ${report.at.toISOString()}::timestamptz, units = coalesce(${units}::bigint, units), cost = coalesce(${cost}::bigint, cost),
      version = version + 1, updated_at = now()
    where tenant_id = ${tenantId} and id = ${id} and channel = ${report.channel} and state in ('sending', 'sent', 'delivered', 'failed')
      and attempts > 0 and (reported_at is null or reported_at < ${report.at.toISOString()}::timestamptz)`)
}
