import type { FastifyRequest } from 'fastify'
import type { TenantState } from '../tenants/tenant-state.ts'
import type { Origins } from './origins.ts'
import { wantsJson } from './tell-problem.ts'
import type { Visit, Visitor } from './visit.ts'

/** What a request asks, as plugins are told of it; what a kept page does not ask about is not worked out. */
export function visitOf(
  request: FastifyRequest,
  tenant: TenantState,
  { origins, visitor }: { origins: Origins; visitor(): Promise<Visitor | undefined> },
): Visit {
  const { tenant: tenantCode, site, ...parameters } = request.params as Record<string, string> & { tenant: string; site: string }
  const question = request.url.indexOf('?')
  return {
    tenantId: tenant.id,
    tenantCode,
    site,
    method: request.method as Visit['method'],
    base: `/${tenantCode}/${encodeURIComponent(site)}/`,
    path: question < 0 ? request.url : request.url.slice(0, question),
    parameters,
    get query() {
      return queryOf(request)
    },
    get headers() {
      return headersOf(request)
    },
    get ip() {
      return request.ip
    },
    requestId: request.id,
    userAgent: request.headers['user-agent'],
    body: (request.body ?? {}) as Visit['body'],
    get origin() {
      return origins.sites(request)
    },
    get wantsJson() {
      return wantsJson(request)
    },
    visitor,
  }
}

/** What opens something, here or at the desktop on the same host, is no concern of plugins. */
export function headersOf({ headers: { cookie: _cookie, authorization: _authorization, ...rest } }: FastifyRequest): Visit['headers'] {
  return rest as Visit['headers']
}

/** Of a name that comes several times the first. */
export function queryOf(request: FastifyRequest): Record<string, string> {
  const query = request.query as Record<string, string | string[]>
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : value[0]!]))
}
