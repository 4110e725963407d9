import type { FastifyInstance } from 'fastify'
import type { Trouble } from '../readiness/readiness.ts'

/** Where everybody asks: whether it can serve, and nothing of why not. */
export function readyRoute(app: FastifyInstance, lookAtAll: () => Promise<Trouble[]>): void {
  app.get('/-/ready', async (_request, reply) => {
    const ready = (await lookAtAll()).length === 0
    return reply
      .code(ready ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(ready ? 'ready' : 'not ready')
  })
}

/** For whoever watches the server: that it is alive, and whether it can serve or what is wrong. */
export function healthRoutes(app: FastifyInstance, lookAtAll: () => Promise<Trouble[]>): void {
  const told = new Set<string>()
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const wrong = await lookAtAll()
    for (const { code } of wrong) if (!told.has(code)) app.log.warn({ code }, 'not ready')
    told.clear()
    for (const { code } of wrong) told.add(code)
    reply.header('cache-control', 'no-store')
    if (wrong.length === 0) return { status: 'ready' }
    return reply.code(503).send({ status: 'not-ready', wrong })
  })
}
