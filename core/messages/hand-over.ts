import type { TenantId, TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { schedule, unschedule } from '../events/timers.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { planAsking } from './ask-for-reports.ts'
import { costOf, type PaidChannel, smsUnits } from './costs.ts'
import { timerKey, timerOf } from './deliveries.ts'
import type { Errand } from './outbox.ts'
import { referenceOf } from './reference.ts'
import type { Outcome } from './sms/sms-sender.ts'
import { templateOf, wordsOf } from './template.ts'

/** A delivery on its way to the provider. */
export type Outgoing = {
  id: string
  channel: PaidChannel
  template: string
  phone: string
  content: string | null
  variables: Record<string, string>
  /** The tenant's own code of the template. */
  code: string | null
  /** This try and those before. */
  attempts: number
}

/** Tries in all; with the pauses in between, the last comes some three hours after the first. */
export const mostAttempts = 6

/** Seconds until the next try, after so many. */
function pauseAfter(attempts: number): number {
  return Math.min(3_600, 30 * 4 ** (attempts - 1))
}

/** The errand of one delivery: provider first, then what became of it. */
export function handOver(platform: Platform, tenantId: TenantId, one: Outgoing): Errand {
  return {
    tenantId,
    run: async () => {
      const outcome = await send(platform, tenantId, one)
      await platform.engine.database.transaction(tenantId, transaction => writeOutcome(platform, transaction, one, outcome))
    },
    leave: () =>
      platform.engine.database.transaction(tenantId, async transaction => {
        await transaction.run(sql`update core.delivery set state = 'waiting', attempts = attempts - 1
          where tenant_id = ${tenantId} and id = ${one.id} and state = 'sending'`)
        await schedule(at(platform, transaction), [timerOf(one.id, new Date())])
      }),
  }
}

function send({ sms, voice, engine }: Platform, tenantId: TenantId, one: Outgoing): Promise<Outcome> {
  const message = {
    phone: one.phone,
    template: one.template,
    code: one.code ?? undefined,
    variables: one.variables,
    text: textOf(engine.model, one),
    reference: referenceOf(tenantId, one.id),
  }
  return one.channel === 'sms' ? sms.send(message) : voice.call(message)
}

/** What is not kept is put together again. */
function textOf(model: Model, { template, content, variables }: Outgoing): string {
  return content ?? wordsOf(templateOf(model, template), variables).text
}

async function writeOutcome(platform: Platform, transaction: TenantTransaction, one: Outgoing, outcome: Outcome): Promise<void> {
  const { tenantId } = transaction
  const { model } = platform.engine
  if (outcome.accepted) {
    // A call is paid by its minutes, which its report tells.
    const units = one.channel === 'sms' ? smsUnits(`${platform.sms.signature ?? ''}${textOf(model, one)}`) : null
    const cost = units === null ? null : costOf(model.rules, one.channel, units)
    // The report may have been quicker, and have planned another try already.
    const [noted] = await transaction.run(sql`
      update core.delivery set state = case when state = 'sending' then 'sent' else state end, sent_at = now(),
        error = case when state = 'sending' then null else error end,
        provider_id = ${outcome.providerId}, units = coalesce(units, ${units}::bigint), cost = coalesce(cost, ${cost}::bigint),
        variables = case when content is null then null else variables end, version = version + 1, updated_at = now()
      where tenant_id = ${tenantId} and id = ${one.id} and state in ('sending', 'delivered', 'failed') and sent_at is null returning id`)
    if (!noted) return
    await unschedule(at(platform, transaction), [timerKey(one.id)])
    if (one.channel === 'sms' && platform.sms.ask) await planAsking(at(platform, transaction), one.id)
    return
  }
  const error = `${outcome.code} ${outcome.message}`.slice(0, 200)
  const again = outcome.retry && one.attempts < mostAttempts ? new Date(Date.now() + pauseAfter(one.attempts) * 1_000) : undefined
  const [mine] = await transaction.run(sql`
    update core.delivery set state = ${again ? 'waiting' : 'failed'}, error = ${error}, due_at = coalesce(${again?.toISOString() ?? null}::timestamptz, due_at),
      variables = case when content is null and ${!again}::boolean then null else variables end, version = version + 1, updated_at = now()
    where tenant_id = ${tenantId} and id = ${one.id} and state = 'sending' and attempts = ${one.attempts} returning id`)
  // Taken for lost, it is another try's by now.
  if (!mine) return
  if (again) await schedule(at(platform, transaction), [timerOf(one.id, again)])
  else await unschedule(at(platform, transaction), [timerKey(one.id)])
}

function at({ engine }: Platform, transaction: TenantTransaction) {
  return { engine, transaction, caller: platformCaller(transaction.tenantId) }
}
