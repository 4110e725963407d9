import { v7 as uuid } from 'uuid'
import type { TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import type { Platform } from '../platform.ts'
import { costOf, smsUnits } from './costs.ts'
import { referenceOf } from './reference.ts'
import { templateOf, wordsOf } from './template.ts'

/**
 * Sends an SMS at once, for what nobody can wait for, such as a code to sign in: at any hour, one try, and keeps what became of it. Of a text
 * that is not to be kept, demo mode alone keeps it, for its inbox.
 */
export async function sendSms(
  platform: Pick<Platform, 'engine' | 'sms' | 'demo'>,
  tenantId: TenantId,
  message: { phone: string; template: string; variables: Json },
): Promise<void> {
  const { model, database } = platform.engine
  const connection = database.tenant(tenantId)
  const template = templateOf(model, message.template)
  const { title, text, variables } = wordsOf(template, message.variables)
  const id = uuid()
  const [own] = await connection.run(sql<{ code: string | null }>`
    with noted as (
      insert into core.delivery (tenant_id, id, channel, title, template, phone, state, content, text, any_hour, attempts, due_at, attempted_at)
      values (${tenantId}, ${id}, 'sms', ${title}, ${template.key}, ${message.phone}, 'sending', ${template.unkept ? null : text},
        ${platform.demo ? text : null}, true, 1, now(), now()))
    select (select sms_code from core.message_setting where tenant_id = ${tenantId} and template = ${template.key}) as code`)
  const { phone } = message
  const code = own?.code ?? undefined
  const outcome = await platform.sms.send({ phone, template: template.key, code, variables, text, reference: referenceOf(tenantId, id) })
  const units = outcome.accepted ? smsUnits(`${platform.sms.signature ?? ''}${text}`) : null
  await connection.run(sql`
    update core.delivery set state = case when state = 'sending' then ${outcome.accepted ? 'sent' : 'failed'} else state end,
      sent_at = case when ${outcome.accepted}::boolean then now() end, provider_id = ${outcome.accepted ? outcome.providerId : null},
      error = coalesce(error, ${outcome.accepted ? null : `${outcome.code} ${outcome.message}`.slice(0, 200)}),
      units = coalesce(units, ${units}::bigint), cost = coalesce(cost, ${units === null ? null : costOf(model.rules, 'sms', units)}::bigint)
    where tenant_id = ${tenantId} and id = ${id}`)
}
