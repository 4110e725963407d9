import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/database.ts'
import { sql } from '../database/sql.ts'

/** For whoever watches the server: alive, and able to serve. */
export function healthRoutes(app: FastifyInstance, database: Database): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await database.global(sql`select 1`)
      return { status: 'ready' }
    } catch (error) {
      app.log.error({ err: error }, 'not ready')
      return reply.code(503).send({ status: 'not-ready', database: 'unreachable' })
    }
  })
}
