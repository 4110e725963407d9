import type { FastifyInstance } from 'fastify'
import type { Signals } from '../database/signals.ts'
import { readyRoute } from '../http/health.ts'
import type { Limits } from '../limits.ts'
import type { Platform } from '../platform.ts'
import { publicFiles } from './public-files.ts'
import { robotRoutes } from './robots.ts'
import { serveVisits } from './serve-visits.ts'
import { signingIn } from './signing-in.ts'
import { tenantsByCode } from './tenants-by-code.ts'
import type { VisitorStore } from './visitor-store.ts'

type Parts = { limits: Limits; signals: Signals; store: VisitorStore }

/** All that the visitors' origin answers: what plugins serve there, the ways in and out, and what every origin is asked. */
export async function serveSites(server: FastifyInstance, platform: Platform, { limits, signals, store }: Parts): Promise<void> {
  const { visitors, tenants, troubles, files } = platform
  visitors.assets.seal()
  robotRoutes(server, platform)
  readyRoute(server, troubles)
  await signingIn(server, { origins: visitors.origins, store })
  const parts = { tenantsByCode: tenantsByCode(tenants, signals), files, publicFile: publicFiles(platform) }
  serveVisits(server, { ...visitors, ...parts, limits, store })
}
