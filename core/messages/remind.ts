import { v5 as uuidFrom } from 'uuid'
import { sql } from '../database/sql.ts'
import { type Entity, type EntityKey, entityOf, type Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { JobKind } from '../jobs/queue.ts'
import { decideWrite, denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { getRecord } from '../records/get.ts'
import { loadRecords } from '../records/load.ts'
import { notify } from './notify.ts'
import { sendSms } from './send-sms.ts'

const mostAtOnce = 1_000

type Reminder = { entity: EntityKey; ids: string[]; content: string }

/** People who were chosen in a list get an SMS and an in-app message (O2.1): for every entity whose records are people with an account. */
export function reminderOperations({ engine, jobs }: Platform, entity: Entity): Operation[] {
  if (!entity.account) return []
  return [
    {
      method: 'POST',
      path: `${entity.path}/remind`,
      id: `${entity.plugin}.${entity.name}.remind`,
      summary: `短信提醒选中的${entity.title}`,
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'remind' },
      body: {
        type: 'object',
        required: ['ids', 'content'],
        additionalProperties: false,
        properties: {
          ids: { type: 'array', minItems: 1, maxItems: mostAtOnce, uniqueItems: true, items: { type: 'string', format: 'uuid' } },
          content: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      status: 202,
      reply: { $ref: '#/components/schemas/CoreJob' },
      write: async ({ caller, body }, transaction) => {
        if (!may(caller, entity, 'remind', engine.model)) throw denied()
        const id = await jobs.enqueue(transaction, caller, {
          kind: 'remind',
          title: `短信提醒${entity.title}`,
          input: { entity: entity.key, ...(body as Json) },
        })
        return { status: 202, body: await getRecord(transaction, caller, engine.model, entityOf(engine.model, 'core/job'), id) }
      },
    },
  ]
}

/** Sends one after another, and tells how many got it, how many have no phone, and how many were out of the caller's reach. */
export function remindJob(platform: Platform): JobKind {
  return async job => {
    const { entity: key, ids, content } = job.input as Reminder
    const { engine } = platform
    const entity = entityOf(engine.model, key)
    const account = entity.account!
    const { tenantId } = job.caller
    const allowed = decideWrite(job.caller, entity, engine.model, 'remind')
    const people = await loadRecords(
      engine.database.tenant(tenantId),
      entity,
      sql`t.id = any(${ids}::uuid[]) and ${allowed} ${entity.delete === 'soft' ? sql`and t.deleted_at is null` : sql``}`,
    )
    const tally = { sent: 0, withoutPhone: 0, outOfReach: ids.length - people.length }
    for (const [at, { id, values }] of people.entries()) {
      // The job may come a second time after a crash: what was sent then is not sent again.
      const message = uuidFrom(id, job.id)
      const name = String(values[account.name] ?? '')
      const user = values[account.user]
      if (typeof user === 'string')
        await engine.database.transaction(tenantId, transaction =>
          notify(transaction, [{ id: message, userId: user, title: '提醒', body: content }]),
        )
      const phone = values[account.phone]
      if (typeof phone === 'string') {
        await sendSms(
          platform,
          tenantId,
          { phone, template: 'reminder', variables: { name, content }, text: `${name}同志：${content}` },
          message,
        )
        tally.sent++
      } else tally.withoutPhone++
      await job.progress(at + 1, people.length)
    }
    return tally
  }
}
