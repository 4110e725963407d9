import type { FastifyInstance } from 'fastify'
import { badRequest } from '../http/errors.ts'
import { refuseTooDeep } from '../http/refuse-too-deep.ts'

/** What a visitor may send: a form, or an object of JSON. */
export const mostFormBytes = 65_536

/** How forms are read; anything else is refused by its type. */
export function readForms(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) => {
    const fields: Record<string, string> = Object.create(null)
    for (const [name, value] of new URLSearchParams(String(text))) fields[name] ??= value
    done(null, fields)
  })
  server.addHook('preHandler', ({ body }, _reply, done) => {
    if (body !== undefined) refuseOther(body)
    done()
  })
}

function refuseOther(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest()
  refuseTooDeep(body)
}
