import { setMaxListeners } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { openAnchor } from './audit/anchor.ts'
import { turnMonths } from './audit/retention.ts'
import { everyFewHours } from './audit/retention-timer.ts'
import { sealEarlierEntries } from './audit/seal-earlier.ts'
import { openSealer } from './audit/sealer.ts'
import { allBehaviours } from './behaviours.ts'
import { publicFigures } from './blocks/figures/figures.ts'
import { warnOfNextYear } from './calendar/warn-of-next-year.ts'
import { coreCommands, requireCommandCode } from './commands.ts'
import type { Config } from './config.ts'
import { coreOperations } from './core-operations.ts'
import { workInLog } from './current-work.ts'
import { applyModel, modelHash } from './database/apply-model.ts'
import { openDatabase } from './database/database.ts'
import { openSignals } from './database/signals.ts'
import { loadModel } from './declarations/load-model.ts'
import { reactionRegistry } from './events/reactions.ts'
import { openTurns, type Turns } from './events/turns.ts'
import { removeUnnamedFiles } from './files/remove-unnamed.ts'
import { openFileStore } from './files/store.ts'
import { removeAbandonedWork } from './files/work-folder.ts'
import { docsPage } from './http/docs-page.ts'
import { endServing } from './http/end-serving.ts'
import { healthRoutes } from './http/health.ts'
import { openServer } from './http/open-server.ts'
import { requestRates } from './http/rates.ts'
import { serveOperations } from './http/serve.ts'
import { importJob } from './imports/import-job.ts'
import { openQueueBackend } from './jobs/backend.ts'
import { openJobQueue } from './jobs/queue.ts'
import { type Limits, usualLimits } from './limits.ts'
import { openProviders, type ProviderSettings } from './messages/providers.ts'
import { remindJob } from './messages/remind.ts'
import { openMetrics } from './metrics/metrics.ts'
import { type MetricsServer, serveMetrics } from './metrics/serve-metrics.ts'
import { watchPlatform } from './metrics/watch-platform.ts'
import { openOutbound } from './outbound/outbound.ts'
import { openOutgoing } from './outbound/outgoing.ts'
import type { LookUp } from './outbound/reachable.ts'
import { tenantEngines } from './own-fields/tenant-engine.ts'
import { closePdfPool } from './pdf/make-pdf.ts'
import { accessLoader } from './permissions/access.ts'
import type { Platform } from './platform.ts'
import { openRounds } from './plugins/rounds.ts'
import { startPlugins } from './plugins/start-plugins.ts'
import { allReactions } from './reactions.ts'
import { platformChecks } from './readiness/checks.ts'
import { readiness } from './readiness/readiness.ts'
import type { Engine } from './records/engine.ts'
import { openKeyRing } from './secrets/key-register.ts'
import type { MasterKey } from './secrets/master-keys.ts'
import { sealEarlierValues } from './secrets/seal-earlier.ts'
import { identify } from './sessions/identify.ts'
import { sessionStore } from './sessions/session-store.ts'
import { closeSpreadsheetPool } from './spreadsheets/pool.ts'
import { exportCopyJob } from './tenant-copies/export-job.ts'
import { importCopyJob } from './tenant-copies/import-job.ts'
import { passGate } from './tenants/gate.ts'
import { tenantStates } from './tenants/tenant-state.ts'
import { openThreads } from './threads/open-threads.ts'
import { openAssets } from './visitors/assets.ts'
import { openVisitorsServer } from './visitors/open-visitors-server.ts'
import { originsOf } from './visitors/origins.ts'
import { serveSites } from './visitors/serve-sites.ts'
import { visitorStore } from './visitors/visitor-store.ts'
import { adminPages } from './web/admin-pages.ts'
import { webhooksAtOnce } from './webhooks/deliver.ts'
import { keepMachines } from './workflows/machines.ts'

export type App = {
  server: FastifyInstance
  /** The visitors' origin: another port, where nothing of the desktop is. */
  sites: FastifyInstance
  platform: Platform
  /** The port of the metrics, where they are served. */
  metricsPort?: number
  close(): Promise<void>
}

export type AppSettings = Pick<Config, 'redisUrl' | 'demo' | 'files' | 'secretCipher' | 'logLevel' | 'sitesUrl' | 'adminUrl'> &
  ProviderSettings & {
    /** The owner's connection; the server itself works as a role that owns nothing. */
    databaseUrl: string
    pluginFolders: string[]
    masterKeys: MasterKey[]
    /** Where heads of the audit's chains are noted outside of the database; nowhere when undefined. */
    auditAnchor?: string
    connections?: number
    /** What is not given is as usual. */
    limits?: Partial<Limits>
    trustedProxies?: string[]
    metrics?: Config['metrics']
    drainMs?: number
    diskReserveBytes?: number
    /** Networks that webhooks may lead to besides the public internet. */
    webhookNetworks?: string[]
    /** Networks that may be fetched from besides the public internet. */
    fetchNetworks?: string[]
    /** How names of other machines are looked up; by the machine's own means unless a test has others. */
    lookUp?: LookUp
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
    error: (fields: object, message: string) => server.log.error({ ...workInLog(), ...fields }, message),
  }
  await applyModel(settings.databaseUrl, model, {
    onChange: change => log.info(change, 'database changed'),
    onWait: reason => log.info({ reason }, 'waiting to change the database'),
  })
  const keyRing = await openKeyRing(settings.databaseUrl, settings.masterKeys, settings.secretCipher)
  await sealEarlierValues(settings.databaseUrl, model, keyRing)
  const database = openDatabase(settings.databaseUrl, keyRing, {
    connections: settings.connections,
    onError: error => log.error({ err: error }, 'database connection lost'),
    statementMs: limits.statementMs,
    jobStatementMs: limits.jobStatementMs,
    slowMs: limits.slowQueryMs,
    onSlow({ text, ms, tenant }) {
      metrics.slowQuery()
      server.log.warn({ ...workInLog(), tenant, ms, sql: text.replace(/\s+/g, ' ').slice(0, 4_000) }, 'slow query')
    },
  })
  await keepMachines(database, model)
  const signals = await openSignals(settings.databaseUrl, keyRing.current)
  await sealEarlierEntries(settings.databaseUrl, database, keyRing)
  const sealer = openSealer({ database, keys: keyRing, anchor: openAnchor({ file: settings.auditAnchor, log }), log })
  const tenants = tenantStates(database, model, signals)
  const registry = reactionRegistry(tenants)
  const commandCode = new Map(coreCommands)
  const behaviours = allBehaviours(model, () => platform)
  const engine: Engine = {
    model,
    database,
    signals,
    keyRing,
    sealer,
    behaviours,
    reactions: { heardBy: registry.heardBy, nudge: tenant => reactions.nudge(tenant) },
    commandCode,
  }
  const endRetention = everyFewHours(
    6,
    () => turnMonths({ ownerUrl: settings.databaseUrl, model, keys: keyRing }),
    error => log.error({ err: error }, 'old months not yet dropped, or new ones not yet made'),
  )
  const access = accessLoader(database, model, signals)
  const sessions = sessionStore(database, model, signals)
  const visitors = visitorStore(database, model, signals)
  await removeAbandonedWork()
  const files = await openFileStore(settings.files)
  const endSweep = everyFewHours(
    24,
    () => removeUnnamedFiles({ ownerUrl: settings.databaseUrl, database, files, log }),
    error => log.error({ err: error }, 'stored files that nothing names not yet removed'),
  )
  const endWarnings = everyFewHours(
    24,
    () => warnOfNextYear(engine),
    error => log.error({ err: error }, 'the operators not yet warned of a calendar without next year'),
  )
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
  const outbound = openOutbound({ networks: settings.fetchNetworks ?? [], lookUp: settings.lookUp, closing: closing.signal, log })
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
  healthRoutes(server, troubles)
  watchPlatform(metrics, { database, signals, jobs, caches: { sessions, visitors, access, tenants } })
  await docsPage(server)
  await adminPages(server, resolve(import.meta.dirname, '../runtime-web/admin/dist'), settings)
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
    await endRetention()
    await endSweep()
    await endWarnings()
    await sealer.close()
    await signals.close()
    await database.close()
    await closeSpreadsheetPool()
    await closePdfPool()
    await threads.close()
  }
}
