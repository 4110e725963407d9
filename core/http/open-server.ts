import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Limits } from '../limits.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { tellClientError } from './client-errors.ts'
import { tellErrors, tellFrameworkError } from './errors.ts'
import { requestIds } from './request-id.ts'
import { logSerializers, RequestLog } from './request-log.ts'
import { tellBrowsers } from './security-headers.ts'
import { trustedProxies } from './trusted-proxies.ts'

type ServerSettings = { logLevel: string; limits: Limits; trustedProxies: string[]; metrics: Metrics; isStopping(): boolean }

/** A server without routes: what holds for every request, whatever it asks. */
export async function openServer({
  logLevel,
  limits,
  trustedProxies: proxies,
  metrics,
  isStopping,
}: ServerSettings): Promise<FastifyInstance> {
  const trusts = trustedProxies(proxies)
  const server = Fastify({
    logger: { level: logLevel, serializers: logSerializers },
    logController: new RequestLog(),
    frameworkErrors: tellFrameworkError,
    clientErrorHandler: tellClientError,
    genReqId: requestIds(trusts),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.arrivalMs,
    // How often late ones are looked for; the usual half minute would give them that much more.
    http: { headersTimeout: limits.headMs, connectionsCheckingInterval: 1_000 },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    trustProxy: trusts,
  })
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    // Whoever keeps his connection would come back to a server that is about to go.
    if (isStopping()) reply.header('connection', 'close')
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    metrics.answered({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    })
    done()
  })
  tellErrors(server)
  tellBrowsers(server)
  await server.register(rateLimit, { global: false, cache: 50_000 })
  await server.register(cookie)
  await server.register(multipart, { limits: { fields: 20, fieldSize: 100_000, headerPairs: 100 } })
  return server
}
