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
import { tellProblem } from './tell-problem.ts'
import type { TenantsByCode } from './tenants-by-code.ts'
import type { Answer, Visit, VisitorRoute } from './visit.ts'
import { AskedVisit, headersOf, queryOf } from './visit-of.ts'
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
  tenantsByCode: TenantsByCode
}

/** Makes routes of what plugins serve: address -> count -> tenant -> plugin -> answer. @throws CannotStart where two serve one address */
export function serveVisits(server: FastifyInstance, settings: VisitsSettings): void {
  const { routes, assets, limits, tenantsByCode, origins, store, files, publicFile } = settings
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
    const tenant = await tenantsByCode.of(request.params.tenant)
    if (tenant && !tenant.active) return tellProblem(request, reply, { status: 410 })
    const row = tenant && (await publicFile(tenant, request.params.id))
    if (!row) return tellProblem(request, reply, { status: 404 })
    const asking = { method: request.method as Visit['method'], query: queryOf(request), headers: headersOf(request) }
    return sendAnswer(request, reply, await fileAnswer(files, row, asking, 'public, max-age=60'))
  })
  // An address that was written down without its last slash.
  server.get<{ Params: { tenant: string; site: string } }>('/:tenant/:site', async (request, reply) => {
    const { tenant, site } = request.params
    if (!(await tenantsByCode.of(tenant))) return tellProblem(request, reply, { status: 404 })
    return reply.redirect(`/${tenant}/${encodeURIComponent(site)}/`, 301)
  })
  server.get<{ Params: { file: string } }>('/-/assets/:file', async (request, reply) => {
    const asset = await assets.find(request.params.file)
    if (!asset) return tellProblem(request, reply, { status: 404 })
    return sendPrepared(request, reply, asset)
  })

  /** Where all is at hand nobody waits: each promise costs a good part of what sending a kept page does. */
  function answered(route: VisitorRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined {
    const counted = count(request, reply, undefined)
    const tenant = tenantsByCode.atHand((request.params as { tenant: string }).tenant)
    const answer = counted === undefined && tenant ? answerOf(route, request, tenant) : answerLater(route, request, counted)
    if (answer instanceof Promise) return answer.then(one => sendAnswer(request, reply, one))
    sendAnswer(request, reply, answer)
    return undefined
  }

  async function answerLater(route: VisitorRoute, request: FastifyRequest, counted: Promise<void> | undefined): Promise<Answer> {
    await counted
    return answerOf(route, request, await tenantsByCode.of((request.params as { tenant: string }).tenant))
  }

  function answerOf(route: VisitorRoute, request: FastifyRequest, tenant: TenantState | undefined): Promise<Answer> | Answer {
    if (route.method === 'POST') refuseOtherOrigin(request)
    if (!tenant?.pluginsOn.has(route.plugin)) return { problem: 404 }
    if (!tenant.active) return { problem: 410 }
    return route.visiting(new AskedVisit(request, tenant, { origins, store }))
  }
}
