import { sql } from '../database/sql.ts'
import { entityOf } from '../declarations/model.ts'
import { eventStream } from '../http/event-stream.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { decideWrite } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { getRecord } from '../records/get.ts'
import { notFound } from '../records/problems.ts'

const over = ['done', 'failed', 'cancelled']

/** Watching and cancelling long work: it can be left and come back to. */
export function jobOperations({ engine, closing }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/job')
  const jobOf = (asked: Asked) =>
    getRecord(engine.database.tenant(asked.caller.tenantId), asked.caller, engine.model, entity, asked.parameters['id']!)

  return [
    {
      method: 'GET',
      path: `${entity.path}/{id}/events`,
      id: 'coreJob.events',
      summary: '任务进度（Server-Sent Events）',
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'read' },
      reply: { contentType: 'text/event-stream' },
      read: async asked => {
        await jobOf(asked)
        const on = { job: (id: string) => id === asked.parameters['id'] }
        return eventStream(asked, { signals: engine.signals, on, closing, everyMs: 2_000 }, async () => {
          const job = await jobOf(asked)
          return { told: job, over: over.includes(String(job['state'])) }
        })
      },
    },
    {
      method: 'POST',
      path: `${entity.path}/{id}/transitions/cancel`,
      id: 'coreJob.cancel',
      summary: '取消任务',
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'cancel' },
      reply: { $ref: '#/components/schemas/CoreJob' },
      write: async (asked, transaction) => {
        const id = asked.parameters['id']!
        await getRecord(transaction, asked.caller, engine.model, entity, id)
        const allowed = decideWrite(asked.caller, entity, engine.model, 'cancel')
        const changed = await transaction.run(
          sql`update core.job t set cancel_requested = true where t.tenant_id = ${transaction.tenantId} and t.id = ${id} and ${allowed} and t.state in ('waiting', 'running') returning t.id`,
        )
        if (changed.length === 0) throw notFound('任务已经结束，不能取消')
        await engine.signals.send(transaction, 'job', id)
        return { body: await getRecord(transaction, asked.caller, engine.model, entity, id) }
      },
    },
  ]
}
