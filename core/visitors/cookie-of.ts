import type { FastifyRequest } from 'fastify'

/** A cookie that a request of the visitors' origin brings. Few replies depend on one: they are read where somebody asks, and `request.cookies` is empty there. */
export function cookieOf({ server, headers }: FastifyRequest, name: string): string | undefined {
  return headers.cookie ? server.parseCookie(headers.cookie)[name] : undefined
}
