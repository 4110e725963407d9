import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { newServer, type ServerSettings } from '../http/new-server.ts'
import { mostFormBytes, readForms } from './forms.ts'
import { everywhere } from './policy.ts'
import { tellFrameworkErrorToVisitor, tellVisitors } from './tell-problem.ts'

/**
 * The server of sites, without routes. It is another origin than the desktop's: what runs or stands there reaches nothing of the
 * desktop, and nothing of the API answers here.
 */
export async function openVisitorsServer(settings: ServerSettings & { log: FastifyInstance['log'] }): Promise<FastifyInstance> {
  const server = newServer(settings, {
    logger: { loggerInstance: settings.log.child({ origin: 'visitors' }) },
    bodyBytes: mostFormBytes,
    tellFrameworkError: tellFrameworkErrorToVisitor,
  })
  // Said as a reply leaves, and not before: a page that is ready says it already.
  server.addHook('onSend', (_request, reply, _payload, done) => {
    for (const name in everywhere) if (!reply.hasHeader(name)) reply.header(name, everywhere[name])
    done()
  })
  tellVisitors(server)
  readForms(server)
  await server.register(rateLimit, { global: false, cache: 50_000 })
  return server
}
