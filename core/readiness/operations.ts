import { entityOf } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { openJobs } from '../jobs/open-jobs.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'

const startedAt = new Date()

/** For the operator in his console: what /readyz and the metrics tell to machines. */
export function healthOperations({ engine, troubles }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/tenant')
  const count = { type: 'integer', minimum: 0 }
  return [
    {
      method: 'GET',
      path: '/api/v1/core/health',
      id: 'health.get',
      summary: '本服务进程和全部后台任务的运行状况',
      tag: '平台运营',
      access: 'full',
      gate: { entity, action: 'read' },
      reply: {
        type: 'object',
        required: ['wrong', 'startedAt', 'memoryBytes', 'connections', 'jobs'],
        properties: {
          wrong: {
            type: 'array',
            description: '不能正常服务的原因；没有就是一切正常',
            items: { type: 'object', required: ['code', 'detail'], properties: { code: { type: 'string' }, detail: { type: 'string' } } },
          },
          startedAt: { type: 'string', format: 'date-time' },
          memoryBytes: count,
          connections: {
            type: 'object',
            required: ['open', 'busy', 'waiting'],
            properties: { open: count, busy: count, waiting: { ...count, description: '等待数据库连接的请求' } },
          },
          jobs: {
            type: 'array',
            items: {
              type: 'object',
              required: ['kind', 'running', 'count', 'seconds'],
              properties: { kind: { type: 'string' }, running: { type: 'boolean' }, count, seconds: { type: 'number' } },
            },
          },
        },
      },
      read: async ({ caller, engine: { model, database } }) => {
        if (!may(caller, entity, 'read', model)) throw denied()
        const { totalCount, idleCount, waitingCount } = database.pool
        const [wrong, jobs] = await Promise.all([troubles(), openJobs(database)])
        return {
          body: {
            wrong,
            startedAt: startedAt.toISOString(),
            memoryBytes: process.memoryUsage.rss(),
            connections: { open: totalCount, busy: totalCount - idleCount, waiting: waitingCount },
            jobs,
          },
        }
      },
    },
  ]
}
