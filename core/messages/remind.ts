import { v5 as uuidFrom } from 'uuid'
import { sql } from '../database/sql.ts'
import { type Entity, type EntityKey, entityOf, type Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { JobKind } from '../jobs/queue.ts'
import { decideWrite, denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { getRecord } from '../records/get.ts'
import { loadRecords } from '../records/load.ts'
import { planDeliveries } from './deliveries.ts'
import { notify } from './notify.ts'
import { type OwnHours, quietHours } from './quiet-hours.ts'
import { templateOf, wordsOf } from './template.ts'

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

/** Tells how many are sent it, how many have no phone, and how many were out of the caller's reach. */
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
    const template = templateOf(engine.model, 'core/reminder')
    const told = people.map(({ id, values }) => {
      const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined)
      // The job may come a second time after a crash: what was left then is not left again.
      const message = uuidFrom(id, job.id)
      const words = wordsOf(template, { name: text(account.name), content })
      const to = { userId: text(account.user), organizationId: text(account.organization), phone: text(account.phone) ?? null }
      return { id: message, channel: 'sms' as const, template, ...words, ...to }
    })
    await engine.database.transaction(tenantId, async transaction => {
      await notify(
        transaction,
        told.flatMap(({ id, userId, title }) => (userId ? { id, userId, title, body: content } : [])),
      )
      const [own] = await transaction.run(
        sql<OwnHours>`select quiet_from, quiet_to from core.setting where tenant_id = ${tenantId} limit 1`,
      )
      const hours = quietHours(engine.model.rules, own, new Date())
      await planDeliveries(
        { engine, transaction, caller: job.caller },
        told.filter(one => one.phone !== null),
        hours,
      )
    })
    const sent = told.filter(one => one.phone !== null).length
    return { sent, withoutPhone: told.length - sent, outOfReach: ids.length - people.length }
  }
}
