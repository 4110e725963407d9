import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { tellErrors, tellFrameworkError } from './errors.ts'
import { newServer, type ServerSettings } from './new-server.ts'
import { logSerializers } from './request-log.ts'
import { tellBrowsers } from './security-headers.ts'

/** The server of the API and of the desktop, without routes: what holds for every request, whatever it asks. */
export async function openServer({ logLevel, ...settings }: ServerSettings & { logLevel: string }): Promise<FastifyInstance> {
  const server = newServer(settings, {
    logger: { logger: { level: logLevel, serializers: logSerializers } },
    bodyBytes: settings.limits.bodyBytes,
    tellFrameworkError,
  })
  tellErrors(server)
  tellBrowsers(server)
  await server.register(rateLimit, { global: false, cache: 50_000 })
  await server.register(cookie)
  await server.register(multipart, { limits: { fields: 20, fieldSize: 100_000, headerPairs: 100 } })
  return server
}
