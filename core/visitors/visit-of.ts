import type { FastifyRequest } from 'fastify'
import type { TenantState } from '../tenants/tenant-state.ts'
import type { Origins } from './origins.ts'
import { visitorIn } from './signing-in.ts'
import { wantsJson } from './tell-problem.ts'
import type { Visit, Visitor } from './visit.ts'
import type { VisitorStore } from './visitor-store.ts'

type Known = { origins: Origins; store: VisitorStore }

/** What a request asks, as plugins are told of it; what a kept page does not ask about is not worked out. */
export class AskedVisit implements Visit {
  readonly tenantId: Visit['tenantId']
  readonly tenantCode: string
  readonly site: string
  readonly base: string
  readonly path: string
  readonly #request: FastifyRequest
  readonly #known: Known

  constructor(request: FastifyRequest, tenant: TenantState, known: Known) {
    const { tenant: tenantCode, site } = request.params as { tenant: string; site: string }
    const { url } = request
    const question = url.indexOf('?')
    this.tenantId = tenant.id
    this.tenantCode = tenantCode
    this.site = site
    this.base = `/${tenantCode}/${encodeURIComponent(site)}/`
    this.path = question < 0 ? url : url.slice(0, question)
    this.#request = request
    this.#known = known
  }

  get method(): Visit['method'] {
    return this.#request.method as Visit['method']
  }

  get parameters(): Visit['parameters'] {
    const { tenant: _tenant, site: _site, ...parameters } = this.#request.params as Record<string, string>
    return parameters
  }

  get query(): Visit['query'] {
    return queryOf(this.#request)
  }

  get headers(): Visit['headers'] {
    return headersOf(this.#request)
  }

  get ip(): string {
    return this.#request.ip
  }

  get requestId(): string {
    return this.#request.id
  }

  get userAgent(): string | undefined {
    return this.#request.headers['user-agent']
  }

  get body(): Visit['body'] {
    return (this.#request.body ?? {}) as Visit['body']
  }

  get origin(): string {
    return this.#known.origins.sites(this.#request)
  }

  get wantsJson(): boolean {
    return wantsJson(this.#request)
  }

  visitor = (): Promise<Visitor | undefined> => visitorIn(this.#request, this.#known.store, this.tenantId)
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
