import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { AppSettings } from './app-settings.ts'
import { coreOperations } from './core-operations.ts'
import { docsPage } from './http/docs-page.ts'
import { healthRoutes } from './http/health.ts'
import { requestRates } from './http/rates.ts'
import { serveOperations } from './http/serve.ts'
import type { Limits } from './limits.ts'
import type { Platform } from './platform.ts'
import { identify } from './sessions/identify.ts'
import type { SessionStore } from './sessions/session-store.ts'
import { passGate } from './tenants/gate.ts'
import { serveSites } from './visitors/serve-sites.ts'
import type { VisitorStore } from './visitors/visitor-store.ts'
import { adminPages } from './web/admin-pages.ts'

type Doors = {
  /** The desktop and the interface. */
  server: FastifyInstance
  /** The visitors' origin. */
  sites: FastifyInstance
  limits: Limits
  sessions: SessionStore
  visitors: VisitorStore
}

/** Everything that is asked over HTTP: operations, sites, health, the interface's description, the admin. */
export async function servePlatform(platform: Platform, settings: AppSettings, doors: Doors): Promise<void> {
  const { server, sites, limits, sessions, visitors } = doors
  const { engine, engineOf, access, tenants } = platform
  const { model, database, signals } = engine
  const operations = coreOperations(platform, { sessions, visitors })
  serveOperations(server, operations, {
    database,
    engineOf,
    count: requestRates(server, limits),
    identify: (request, operation) => identify(request, operation, sessions, access),
    async admit(caller, operation, request) {
      if (operation.access === 'public' && !caller.userId) return
      const state = await tenants.of(caller.tenantId)
      if (!state) throw new Error(`tenant ${caller.tenantId} has sessions and no record`)
      passGate(state, caller, operation, model, { deleted: (request.query as { deleted?: unknown }).deleted === 'true' })
    },
  })
  await serveSites(sites, platform, { limits, signals, store: visitors })
  healthRoutes(server, platform.troubles)
  await docsPage(server)
  await adminPages(server, resolve(import.meta.dirname, '../runtime-web/admin/dist'), settings)
}
