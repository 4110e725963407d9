import { sql } from '../database/sql.ts'
import type { Telling } from '../events/emit.ts'
import type { Reaction } from '../events/reactions.ts'
import { schedule } from '../events/timers.ts'
import { applyReport } from './apply-report.ts'
import { referenceOf } from './reference.ts'

const ask = 'core/ask-for-report'

/** Minutes after which the provider is asked about a message of which it has told nothing by itself. */
const minutes = [15, 120, 1_440]

/** Plans to ask what became of a message that was accepted, in case no report comes. */
export function planAsking(telling: Telling, id: string, asked = 0): Promise<void> {
  const pause = minutes[asked]
  if (pause === undefined) return Promise.resolve()
  const at = new Date(Date.now() + pause * 60_000)
  return schedule(telling, [{ key: `report ${id}`, at, reaction: ask, entity: 'core/delivery', recordId: id }])
}

type Sent = { id: string; phone: string; provider_id: string; sent_at: string; asked: number }

/** Asks the provider about messages whose report did not come. */
export const askingForReports: Reaction = {
  name: ask,
  async react(at, happened) {
    const { transaction, platform } = at
    const { tenantId } = transaction
    const sent = await transaction.run(sql<Sent>`
      update core.delivery set asked = coalesce(asked, 0) + 1
      where tenant_id = ${tenantId} and id = any(${happened.flatMap(one => one.recordId ?? [])}::uuid[]) and state = 'sent' and reported_at is null
      returning id, phone, provider_id, sent_at, asked`)
    for (const one of sent) await planAsking(at, one.id, one.asked)
    transaction.afterCommit(() =>
      platform.outbox.take(
        sent.map(one => ({
          tenantId,
          async run() {
            const report = await platform.sms.ask?.({
              phone: one.phone,
              providerId: one.provider_id,
              at: new Date(one.sent_at),
              reference: referenceOf(tenantId, one.id),
            })
            if (report) await applyReport(platform, { ...report, channel: 'sms' })
          },
          leave: async () => {},
        })),
      ),
    )
  },
}
