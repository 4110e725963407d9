import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuseOtherOrigin } from '../http/other-origin.ts'
import { markBrowser, markedBrowser } from './asking-browser.ts'
import { cookieOf } from './cookie-of.ts'
import { pathOfSites } from './destination.ts'
import type { Origins } from './origins.ts'
import { tellProblem } from './tell-problem.ts'
import type { Visitor } from './visit.ts'
import type { VisitorStore } from './visitor-store.ts'

/** Not what the desktop's is called: cookies do not tell ports apart. */
const cookieName = 'visitor'

/** Ways in and out of the sites for who is signed in at the desktop. */
export async function signingIn(server: FastifyInstance, { origins, store }: { origins: Origins; store: VisitorStore }): Promise<void> {
  await server.register(cookie, { hook: false })
  const few = { config: { rateLimit: { max: 120, timeWindow: 60_000 } } }

  server.get<{ Querystring: { to?: unknown } }>('/-/login', few, async (request, reply) => {
    const to = pathOfSites(request.query.to)
    if (to === undefined) return tellProblem(request, reply, { status: 400 })
    const { browser, cookie } = markBrowser(request)
    const visit = new URLSearchParams({ to, browser })
    return reply
      .headers({ 'cache-control': 'no-store', 'set-cookie': cookie })
      .redirect(`${origins.admin(request)}/admin/visit?${visit}`, 303)
  })

  server.get<{ Querystring: { ticket?: unknown } }>('/-/enter', few, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    // Who only looks what is behind the link must not use it up.
    if (request.method === 'HEAD' || request.headers['sec-purpose'] || request.headers['purpose'] === 'prefetch')
      return reply.code(204).send()
    const { ticket } = request.query
    const browser = markedBrowser(request)
    const entered = typeof ticket === 'string' && browser ? await store.enter(ticket, browser) : undefined
    if (!entered)
      return tellProblem(request, reply, { status: 401, sentence: '登录的凭证不是给这个浏览器的，或已用过、已过期。请回到网站重新登录。' })
    return reply.header('set-cookie', visitorCookie(request, entered.token)).redirect(entered.destination, 303)
  })

  server.post<{ Querystring: { to?: unknown } }>('/-/leave', few, async (request, reply) => {
    refuseOtherOrigin(request)
    const token = cookieOf(request, cookieName)
    if (token) await store.leave(token)
    reply.header('cache-control', 'no-store').header('set-cookie', visitorCookie(request, '', 'Max-Age=0'))
    const to = pathOfSites(request.query.to)
    return to === undefined ? reply.code(204).send() : reply.redirect(to, 303)
  })
}

/** Who visits this tenant's sites, as far as he has come over from its desktop. */
export async function visitorIn(request: FastifyRequest, store: VisitorStore, tenantId: string): Promise<Visitor | undefined> {
  const token = cookieOf(request, cookieName)
  const known = token ? await store.find(token) : undefined
  return known?.tenantId === tenantId ? { userId: known.userId, name: known.name, organizationId: known.organizationId } : undefined
}

function visitorCookie({ protocol }: FastifyRequest, token: string, ...more: string[]): string {
  return [`${cookieName}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', ...(protocol === 'https' ? ['Secure'] : []), ...more].join('; ')
}
