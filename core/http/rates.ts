import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Limits } from '../limits.ts'
import type { Caller } from '../permissions/access.ts'
import { tooOften } from './errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is counted: the person signed in. Copies of a tenant have users of the same ids. */
    countedUser: string
  }
}

/**
 * Counts one more request, of the person signed in or, where nobody is, of the address; there is nothing to wait for where that is not counted.
 * @throws tooOften, with `Retry-After` on the reply
 */
export type CountRequest = (request: FastifyRequest, reply: FastifyReply, caller: Caller | undefined) => Promise<void> | undefined

/**
 * Keeps one person or one address from taking the server away from the others. Counted by each process for itself: what keeps guessing
 * out (wrong passwords, SMS codes) is counted in the database.
 */
export function requestRates(server: FastifyInstance, limits: Pick<Limits, 'perUser' | 'perAddress'>): CountRequest {
  server.decorateRequest('countedUser', '')
  const minute = { timeWindow: 60_000 }
  const ofUser = server.createRateLimit({ ...minute, max: limits.perUser, keyGenerator: request => request.countedUser })
  const ofAddress = server.createRateLimit({ ...minute, max: limits.perAddress })
  return (request, reply, caller) =>
    (caller?.userId ? limits.perUser === 0 : limits.perAddress === 0) ? undefined : count(request, reply, caller)

  async function count(request: FastifyRequest, reply: FastifyReply, caller: Caller | undefined): Promise<void> {
    if (caller?.userId) request.countedUser = `${caller.tenantId} ${caller.viewer?.userId ?? caller.userId}`
    const counted = await (caller?.userId ? ofUser(request) : ofAddress(request))
    if (counted.isAllowed || !counted.isExceeded) return
    reply.header('retry-after', counted.ttlInSeconds)
    throw tooOften()
  }
}
