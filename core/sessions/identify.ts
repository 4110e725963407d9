import type { FastifyRequest } from 'fastify'
import type { Operation } from '../http/operation.ts'
import { refuseOtherOrigin } from '../http/other-origin.ts'
import type { AccessLoader, Caller } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import type { SessionStore } from './session-store.ts'
import { asAnother } from './viewing.ts'

const notSignedIn = defineProblem('session.none', 401, '请先登录')
const mustChangePassword = defineProblem('session.must-change-password', 403, '首次登录须先修改密码')

export const cookieName = 'session'

/** Who asks: from the cookie of a browser or the bearer token of a mini-program. @throws notSignedIn, mustChangePassword, otherOrigin */
export async function identify(
  request: FastifyRequest,
  operation: Operation,
  sessions: SessionStore,
  access: AccessLoader,
): Promise<Caller> {
  const from = { ip: request.ip, requestId: request.id }
  const bearer = request.headers.authorization?.startsWith('Bearer ') ? request.headers.authorization.slice(7) : undefined
  const token = bearer ?? request.cookies[cookieName]
  if (!bearer && token && request.method !== 'GET') refuseOtherOrigin(request)
  const session = token ? await sessions.find(token) : undefined
  if (!session) {
    if (operation.access === 'public') return { ...from, tenantId: platformTenant, access: { everything: false, grants: [] } }
    throw notSignedIn()
  }
  if (session.mustChangePassword && operation.access === 'full') throw mustChangePassword()
  const own: Caller = {
    ...from,
    tenantId: session.tenantId,
    userId: session.userId,
    userName: session.userName,
    organizationId: session.organizationId,
    channel: session.channel,
    sessionId: session.id,
    access: await access.of(session.tenantId, session.userId),
  }
  return session.viewing && session.viewing.until > Date.now() && !operation.asOneself
    ? asAnother(own, session.viewing, operation, access)
    : own
}
