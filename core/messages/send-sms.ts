import { v7 as uuid } from 'uuid'
import type { TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Platform } from '../platform.ts'
import type { SmsMessage } from './sms/sms-sender.ts'

/**
 * Sends an SMS for a tenant and keeps what became of it. The text is kept in demo mode alone: it may hold a code.
 * With an `id` of the caller's own, a message that was sent under it already is not sent again.
 */
export async function sendSms(
  platform: Pick<Platform, 'engine' | 'sms' | 'demo'>,
  tenantId: TenantId,
  message: SmsMessage,
  id: string = uuid(),
): Promise<void> {
  const connection = platform.engine.database.tenant(tenantId)
  const [earlier] = await connection.run(sql`select 1 from core.sms where tenant_id = ${tenantId} and id = ${id}`)
  if (earlier) return
  const outcome = await platform.sms.send({ ...message, reference: id })
  await connection.run(sql`
    insert into core.sms (tenant_id, id, phone, template, state, provider_id, error, text)
    values (${tenantId}, ${id}, ${message.phone}, ${message.template}, ${outcome.accepted ? 'sent' : 'failed'},
      ${outcome.accepted ? outcome.providerId : null}, ${outcome.accepted ? null : `${outcome.code} ${outcome.message}`.slice(0, 200)}, ${platform.demo ? message.text : null})`)
}
