import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Limits } from '../limits.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { tellClientError } from './client-errors.ts'
import { requestIds } from './request-id.ts'
import { RequestLog } from './request-log.ts'
import { trustedProxies } from './trusted-proxies.ts'

export type ServerSettings = {
  limits: Limits
  trustedProxies: string[]
  metrics: Metrics
  isStopping(): boolean
}

type Own = {
  logger: { logger: object } | { loggerInstance: FastifyInstance['log'] }
  bodyBytes: number
  /** Tells of what never reaches a route, such as an address that cannot be decoded. */
  tellFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void
}

/** A server that says nothing of its own yet: limits, ids, log and figures, which are alike for all that we serve. */
export function newServer({ limits, trustedProxies: proxies, metrics, isStopping }: ServerSettings, own: Own): FastifyInstance {
  const trusts = trustedProxies(proxies)
  const server: FastifyInstance = Fastify({
    ...own.logger,
    logController: new RequestLog(),
    frameworkErrors: own.tellFrameworkError,
    clientErrorHandler: tellClientError,
    genReqId: requestIds(trusts),
    bodyLimit: own.bodyBytes,
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
  return server
}
