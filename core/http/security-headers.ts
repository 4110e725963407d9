import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

/** What every reply tells browsers: it is data of ours, to be shown in no frame, guessed at and handed on by nobody. A page of ours says otherwise itself. */
const tellAll = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
})

/** Always the same, so they are worked out once, on a reply that nobody gets. */
function securityHeaders(): Record<string, string> {
  const request = new IncomingMessage(new Socket())
  const reply = new ServerResponse(request)
  tellAll(request, reply, error => {
    if (error) throw error
  })
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
}

export function tellBrowsers(server: FastifyInstance): void {
  const headers = securityHeaders()
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}
