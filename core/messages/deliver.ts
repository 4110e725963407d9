import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Reacting, Reaction } from '../events/reactions.ts'
import { schedule, type Timer } from '../events/timers.ts'
import type { PaidChannel } from './costs.ts'
import { deliver, timerOf } from './deliveries.ts'
import { handOver, mostAttempts, type Outgoing } from './hand-over.ts'
import { day, firstAllowed, limitsOf } from './limits.ts'
import { leaseMs } from './outbox.ts'
import { firstMomentFrom, type OwnHours, type QuietHours, quietHours } from './quiet-hours.ts'

type Due = Outgoing & { any_hour: boolean }

/**
 * Takes deliveries whose time has come: hands over those that may go now, when this transaction stands, and puts off the others to when their
 * callee may be disturbed again. Until its outcome is written, each has a timer that brings it again.
 */
export const delivering: Reaction = {
  name: deliver,
  async react(at, happened) {
    const { transaction, platform, engine } = at
    const found = await lockDue(
      transaction,
      happened.flatMap(one => one.recordId ?? []),
    )
    const due = found.filter(one => one.attempts < mostAttempts)
    await giveUp(
      transaction,
      found.filter(one => one.attempts >= mostAttempts),
    )
    if (due.length === 0) return
    const now = new Date()
    const quiet = await hoursOf(at, now)
    const earlier = await attemptsTo(transaction, due)
    const timers: Timer[] = []
    const go: Due[] = []
    const later: { id: string; at: Date }[] = []
    let room = platform.outbox.room()
    for (const one of due) {
      const sent = earlier.get(calleeOf(one)) ?? []
      const moment = one.any_hour ? now : allowed(now, one.channel, sent, { quiet, rules: engine.model.rules })
      if (moment > now) later.push({ id: one.id, at: moment })
      else if (room > 0) {
        room--
        go.push(one)
        sent.push(now.getTime())
        earlier.set(calleeOf(one), sent)
        timers.push(timerOf(one.id, new Date(now.getTime() + leaseMs)))
      } else timers.push(timerOf(one.id, platform.outbox.turnFor()))
    }
    await markTaken(transaction, go, later)
    await schedule(at, [...timers, ...later.map(one => timerOf(one.id, one.at))])
    transaction.afterCommit(() =>
      platform.outbox.take(go.map(one => handOver(platform, transaction.tenantId, { ...one, attempts: one.attempts + 1 }))),
    )
  },
}

function lockDue({ tenantId, run }: TenantTransaction, ids: string[]): Promise<Due[]> {
  return run(sql<Due>`
    select d.id, d.channel, d.template, d.phone, d.content, d.variables, d.attempts, d.any_hour,
      (select case d.channel when 'sms' then s.sms_code else s.voice_code end from core.message_setting s
       where s.tenant_id = d.tenant_id and s.template = d.template) as code
    from core.delivery d where d.tenant_id = ${tenantId} and d.id = any(${ids}::uuid[]) and d.state in ('waiting', 'sending')
    order by d.due_at, d.id for update of d`)
}

async function hoursOf({ transaction, engine }: Reacting, now: Date): Promise<QuietHours> {
  const [own] = await transaction.run(sql<OwnHours>`
    select quiet_from, quiet_to from core.setting where tenant_id = ${transaction.tenantId} limit 1`)
  return quietHours(engine.model.rules, own, now)
}

/** What was handed over so often and never had an outcome is not tried for ever. */
async function giveUp({ tenantId, run }: TenantTransaction, spent: Due[]): Promise<void> {
  if (spent.length === 0) return
  await run(sql`
    update core.delivery set state = 'failed', error = '多次发送，均没有结果', version = version + 1, updated_at = now()
    where tenant_id = ${tenantId} and id = any(${spent.map(one => one.id)}::uuid[])`)
}

/** When each callee was last disturbed, within a day. One that is under way counts, what was refused does not. */
async function attemptsTo({ tenantId, run }: TenantTransaction, due: Due[]): Promise<Map<string, number[]>> {
  const rows = await run(sql<{ channel: PaidChannel; phone: string; at: string }>`
    select channel, phone, attempted_at as at from core.delivery
    where tenant_id = ${tenantId} and phone = any(${[...new Set(due.map(one => one.phone))]}::text[]) and not any_hour
      and state in ('sending', 'sent', 'delivered') and attempted_at > ${new Date(Date.now() - day).toISOString()}::timestamptz
      and id <> all(${due.map(one => one.id)}::uuid[])`)
  const found = new Map<string, number[]>()
  for (const row of rows) found.set(calleeOf(row), [...(found.get(calleeOf(row)) ?? []), Date.parse(row.at)])
  return found
}

function calleeOf({ channel, phone }: { channel: PaidChannel; phone: string }): string {
  return `${channel} ${phone}`
}

/** The first moment that neither limits nor quiet hours forbid. */
function allowed(
  now: Date,
  channel: PaidChannel,
  sent: number[],
  { quiet, rules }: { quiet: QuietHours; rules: Parameters<typeof limitsOf>[0] },
): Date {
  return firstMomentFrom(firstAllowed(now, sent, limitsOf(rules, channel, now)), quiet)
}

async function markTaken({ tenantId, run }: TenantTransaction, go: Due[], later: { id: string; at: Date }[]): Promise<void> {
  await run(sql`
    update core.delivery d set version = d.version + 1, updated_at = now(),
      state = case when n.at is null then 'sending' else 'waiting' end,
      attempts = d.attempts + case when n.at is null then 1 else 0 end,
      attempted_at = case when n.at is null then now() else d.attempted_at end,
      due_at = coalesce(n.at, d.due_at)
    from jsonb_to_recordset(${JSON.stringify([...go.map(({ id }) => ({ id })), ...later])}::jsonb) as n (id uuid, at timestamptz)
    where d.tenant_id = ${tenantId} and d.id = n.id`)
}
