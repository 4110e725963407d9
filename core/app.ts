import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { AppSettings } from './app-settings.ts'
import { publicFigures } from './blocks/figures/figures.ts'
import { requireCommandCode } from './commands.ts'
import { workInLog } from './current-work.ts'
import { modelHash } from './database/apply-model.ts'
import { loadModel } from './declarations/load-model.ts'
import { openTurns, type Turns } from './events/turns.ts'
import { openFileStore } from './files/store.ts'
import { removeAbandonedWork } from './files/work-folder.ts'
import { keepHouse } from './housekeeping.ts'
import { endServing } from './http/end-serving.ts'
import { openServer } from './http/open-server.ts'
import { importJob } from './imports/import-job.ts'
import { openQueueBackend } from './jobs/backend.ts'
import { openJobQueue } from './jobs/queue.ts'
import { usualLimits } from './limits.ts'
import { openProviders } from './messages/providers.ts'
import { remindJob } from './messages/remind.ts'
import { openMetrics } from './metrics/metrics.ts'
import { type MetricsServer, serveMetrics } from './metrics/serve-metrics.ts'
import { watchPlatform } from './metrics/watch-platform.ts'
import { openEngine } from './open-engine.ts'
import { openOutbound } from './outbound/outbound.ts'
import { openOutgoing } from './outbound/outgoing.ts'
import { tenantEngines } from './own-fields/tenant-engine.ts'
import { closePdfPool } from './pdf/make-pdf.ts'
import { accessLoader } from './permissions/access.ts'
import type { Platform } from './platform.ts'
import { openRounds } from './plugins/rounds.ts'
import { startPlugins } from './plugins/start-plugins.ts'
import { allReactions } from './reactions.ts'
import { platformChecks } from './readiness/checks.ts'
import { readiness } from './readiness/readiness.ts'
import { servePlatform } from './serve-platform.ts'
import { sessionStore } from './sessions/session-store.ts'
import { closeSpreadsheetPool } from './spreadsheets/pool.ts'
import { exportCopyJob } from './tenant-copies/export-job.ts'
import { importCopyJob } from './tenant-copies/import-job.ts'
import { openThreads } from './threads/open-threads.ts'
import { openAssets } from './visitors/assets.ts'
import { openVisitorsServer } from './visitors/open-visitors-server.ts'
import { originsOf } from './visitors/origins.ts'
import { visitorStore } from './visitors/visitor-store.ts'
import { webhooksAtOnce } from './webhooks/deliver.ts'

export type App = {
  server: FastifyInstance
  /** The visitors' origin: another port, where nothing of the desktop is. */
  sites: FastifyInstance
  platform: Platform
  /** The port of the metrics, where they are served. */
  metricsPort?: number
  close(): Promise<void>
}

/** Assembles the server: declarations -> database -> parts -> routes. Gives what to stop it with, in the right order. */
export async function buildApp(settings: AppSettings): Promise<App> {
  const model = loadModel(settings.pluginFolders)
  const limits = { ...usualLimits, ...settings.limits }
  const metrics = openMetrics()
  let stopping = false
  const isStopping = () => stopping
  const serving = { limits, trustedProxies: settings.trustedProxies ?? ['loopback'], metrics, isStopping }
  const server = await openServer({ ...serving, logLevel: settings.logLevel })
  const sites = await openVisitorsServer({ ...serving, log: server.log })
  const log = {
    info: (fields: object, message: string) => server.log.info({ ...workInLog(), ...fields }, message),
    warn: (fields: object, message: string) => server.log.warn({ ...workInLog(), ...fields }, message),
    error: (fields: object, message: string) => server.log.error({ ...workInLog(), ...fields }, message),
  }
  const { engine, tenants, registry, behaviours, commandCode } = await openEngine(settings, {
    ...{ model, limits, metrics, log },
    platform: () => platform,
    nudge: tenant => reactions.nudge(tenant),
  })
  const { database, signals, sealer } = engine
  const access = accessLoader(database, model, signals)
  const sessions = sessionStore(database, model, signals)
  const visitors = visitorStore(database, model, signals)
  await removeAbandonedWork()
  const files = await openFileStore(settings.files)
  const endHousekeeping = keepHouse(engine, { ownerUrl: settings.databaseUrl, files, log })
  const backend = await openQueueBackend({ ownerUrl: settings.databaseUrl, redisUrl: settings.redisUrl })
  const jobs = openJobQueue({ backend, database, access, signals, log, onEnd: metrics.jobEnded })
  const reactions: Turns = openTurns({
    ...{ backend, database, signals, tenants, log },
    reactions: registry,
    platform: () => platform,
    onEnd: metrics.reactionsEnded,
  })
  const { close: closeProviders, ...providers } = await openProviders(settings, model, log, ownAddress)
  const rounds = openRounds(error => log.error({ err: error }, 'a round of a plugin failed'))
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  const engineOf = tenantEngines(engine, tenants)
  const { databaseUrl: ownerUrl, diskReserveBytes = 0 } = settings
  const version = { model, hash: modelHash(model) }
  const troubles = readiness(platformChecks({ ownerUrl, version, signals, jobs, reactions, files, diskReserveBytes, isStopping }))
  const outbound = openOutbound({
    networks: settings.fetchNetworks ?? [],
    database: engine.database,
    lookUp: settings.lookUp,
    closing: closing.signal,
    log,
  })
  const threads = openThreads()
  const outgoing = openOutgoing(webhooksAtOnce, (error, tenant) => log.error({ err: error, tenant }, 'outcome of a webhook not written'))
  const platform: Platform = {
    engine,
    engineOf,
    access,
    tenants,
    files,
    jobs,
    reactions,
    ...providers,
    demo: settings.demo,
    webhookNetworks: settings.webhookNetworks ?? [],
    outgoing,
    outbound,
    threads,
    uploadBytes: limits.uploadBytes,
    pluginOperations: [],
    addBehaviour: (entity, behaviour) => void behaviours.set(entity, [...(behaviours.get(entity) ?? []), behaviour]),
    preparations: [],
    rounds,
    visitors: {
      routes: [],
      assets: openAssets(),
      origins: originsOf(settings, () => ({ admin: server, sites })),
      fileOpeners: [],
      sitemaps: [],
    },
    blockProviders: new Map([['core.figures.figures', asking => publicFigures(tenants, asking)]]),
    commands: { define: (name, run) => void commandCode.set(name, run) },
    log,
    troubles,
    closing: closing.signal,
  }
  for (const reaction of allReactions(model, tenants)) reactions.define(reaction)
  await startPlugins(platform)
  requireCommandCode(model, commandCode)
  jobs.define('import', importJob(platform))
  jobs.define('remind', remindJob(platform))
  jobs.define('export-tenant', exportCopyJob(platform))
  jobs.define('import-tenant', importCopyJob(platform))

  await servePlatform(platform, settings, { server, sites, limits, sessions, visitors })
  watchPlatform(metrics, { database, signals, jobs, caches: { sessions, visitors, access, tenants } })
  let closed: Promise<void> | undefined
  const metricsServer: MetricsServer | undefined = settings.metrics && (await serveMetrics(metrics, settings.metrics))
  return {
    server,
    sites,
    platform,
    metricsPort: metricsServer?.port,
    close: () => {
      closed ??= close()
      return closed
    },
  }

  function ownAddress(): string | undefined {
    const address = server.server.address()
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : undefined
  }

  async function close(): Promise<void> {
    stopping = true
    // Whoever balances between servers sees by /readyz that this one goes, and turns away before it refuses anybody.
    if (server.server.listening) await sleep(settings.drainMs ?? 0)
    closing.abort()
    await Promise.all([endServing(server), endServing(sites)])
    await rounds.close()
    await metricsServer?.close()
    await reactions.close()
    await outgoing.close()
    await outbound.close()
    await jobs.close()
    await closeProviders()
    await endHousekeeping()
    await sealer.close()
    await signals.close()
    await database.close()
    await closeSpreadsheetPool()
    await closePdfPool()
    await threads.close()
  }
}
