import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CannotStart } from '../cannot-start.ts'
import { currentWork } from '../current-work.ts'
import type { FileRow } from '../files/held-in-sight.ts'
import type { FileStore } from '../files/store.ts'
import { refuseOtherOrigin } from '../http/other-origin.ts'
import { requestRates } from '../http/rates.ts'
import type { Limits } from '../limits.ts'
import type { TenantState } from '../tenants/tenant-state.ts'
import { sendAnswer, sendPrepared } from './answer.ts'
import type { Assets } from './assets.ts'
import { fileAnswer } from './file-answer.ts'
import type { Origins } from './origins.ts'
import { visitorIn } from './signing-in.ts'
import { tellProblem } from './tell-problem.ts'
import type { Visit, VisitorRoute } from './visit.ts'
import { headersOf, queryOf, visitOf } from './visit-of.ts'
import type { VisitorStore } from './visitor-store.ts'

export type VisitsSettings = {
  routes: readonly VisitorRoute[]
  assets: Assets
  origins: Origins
  limits: Limits
  store: VisitorStore
  files: FileStore
  /** The file's row where everybody may see it. */
  publicFile(tenant: TenantState, id: string): Promise<FileRow | undefined>
  tenantOf(code: string): Promise<TenantState | undefined>
}

/** Makes routes of what plugins serve: address -> count -> tenant -> plugin -> answer. @throws CannotStart where two serve one address */
export function serveVisits(server: FastifyInstance, settings: VisitsSettings): void {
  const { routes, assets, limits, tenantOf, origins, store, files, publicFile } = settings
  const count = requestRates(server, { perUser: limits.perUser, perAddress: limits.perVisitingAddress })
  for (const route of routes) {
    const url = `/:tenant/:site/${route.path}`
    if (server.hasRoute({ method: route.method, url }))
      throw new CannotStart(`网站的地址 ${url} 已有别的插件提供，插件 ${route.plugin} 须换一个`)
    server.route({
      method: route.method,
      url,
      config: route.perMinute ? { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } : {},
      handler: (request, reply) =>
        currentWork.run({ kind: 'request', requestId: request.id, route: `${route.method} ${url}` }, () => answered(route, request, reply)),
    })
  }
  server.get<{ Params: { tenant: string; id: string } }>('/:tenant/-/files/:id', async (request, reply) => {
    await count(request, reply, undefined)
    const tenant = await tenantOf(request.params.tenant)
    if (tenant && !tenant.active) return tellProblem(request, reply, { status: 410 })
    const row = tenant && (await publicFile(tenant, request.params.id))
    if (!row) return tellProblem(request, reply, { status: 404 })
    const asking = { method: request.method as Visit['method'], query: queryOf(request), headers: headersOf(request) }
    return sendAnswer(request, reply, await fileAnswer(files, row, asking, 'public, max-age=60'))
  })
  // An address that was written down without its last slash.
  server.get<{ Params: { tenant: string; site: string } }>('/:tenant/:site', async (request, reply) => {
    const { tenant, site } = request.params
    if (!(await tenantOf(tenant))) return tellProblem(request, reply, { status: 404 })
    return reply.redirect(`/${tenant}/${encodeURIComponent(site)}/`, 301)
  })
  server.get<{ Params: { file: string } }>('/-/assets/:file', async (request, reply) => {
    const asset = await assets.find(request.params.file)
    if (!asset) return tellProblem(request, reply, { status: 404 })
    return sendPrepared(request, reply, asset, { headers: { 'cache-control': 'public, max-age=31536000, immutable' } })
  })

  async function answered(route: VisitorRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    await count(request, reply, undefined)
    if (route.method === 'POST') refuseOtherOrigin(request)
    const tenant = await tenantOf((request.params as { tenant: string }).tenant)
    if (!tenant?.pluginsOn.has(route.plugin)) return tellProblem(request, reply, { status: 404 })
    if (!tenant.active) return tellProblem(request, reply, { status: 410 })
    const visit = visitOf(request, tenant, { origins, visitor: () => visitorIn(request, store, tenant.id) })
    return sendAnswer(request, reply, await route.visiting(visit))
  }
}
