import type { AppSettings } from './app-settings.ts'
import { openAnchor } from './audit/anchor.ts'
import { sealEarlierEntries } from './audit/seal-earlier.ts'
import { openSealer } from './audit/sealer.ts'
import { allBehaviours } from './behaviours.ts'
import { coreCommands } from './commands.ts'
import { applyModel } from './database/apply-model.ts'
import { openDatabase, type TenantId } from './database/database.ts'
import { openSignals } from './database/signals.ts'
import type { EntityKey, Model } from './declarations/model.ts'
import type { CommandCode } from './effects/command-code.ts'
import { type ReactionRegistry, reactionRegistry } from './events/reactions.ts'
import type { Limits } from './limits.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Platform } from './platform.ts'
import type { Behaviour, Engine } from './records/engine.ts'
import { openKeyRing } from './secrets/key-register.ts'
import { sealEarlierValues } from './secrets/seal-earlier.ts'
import { type TenantStates, tenantStates } from './tenants/tenant-state.ts'
import { keepMachines } from './workflows/machines.ts'

type Surroundings = {
  model: Model
  limits: Limits
  metrics: Metrics
  log: Platform['log'] & { warn(fields: object, message: string): void }
  /** Behaviours are made before the platform is, and ask for it when they are needed. */
  platform(): Platform
  nudge(tenant: TenantId): void
}

/** The engine, and what is still added to it while plugins start. */
export type OpenEngine = {
  engine: Engine
  tenants: TenantStates
  registry: ReactionRegistry
  behaviours: Map<EntityKey, Behaviour[]>
  commandCode: Map<string, CommandCode>
}

/**
 * Brings the database to what is declared, and opens what records are read and written with.
 * @throws CannotStart when the database cannot be brought there, or a key is missing
 */
export async function openEngine(settings: AppSettings, surroundings: Surroundings): Promise<OpenEngine> {
  const { model, limits, metrics, log, platform, nudge } = surroundings
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
      log.warn({ tenant, ms, sql: text.replace(/\s+/g, ' ').slice(0, 4_000) }, 'slow query')
    },
  })
  await keepMachines(database, model)
  const signals = await openSignals(settings.databaseUrl, keyRing.current)
  await sealEarlierEntries(settings.databaseUrl, database, keyRing)
  const sealer = openSealer({ database, keys: keyRing, anchor: openAnchor({ file: settings.auditAnchor, log }), log })
  const tenants = tenantStates(database, model, signals)
  const registry = reactionRegistry(tenants)
  const commandCode = new Map(coreCommands)
  const behaviours = allBehaviours(model, platform)
  const engine: Engine = {
    model,
    database,
    signals,
    keyRing,
    sealer,
    behaviours,
    reactions: { heardBy: registry.heardBy, nudge },
    commandCode,
  }
  return { engine, tenants, registry, behaviours, commandCode }
}
