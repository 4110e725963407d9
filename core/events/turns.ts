import { v7 as uuid } from 'uuid'
import type { Database, TenantId } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { sql } from '../database/sql.ts'
import type { OpenWorker, QueueBackend } from '../jobs/backend.ts'
import type { Platform } from '../platform.ts'
import { prepareTenants } from '../plugins/prepare-tenants.ts'
import type { TenantStates } from '../tenants/tenant-state.ts'
import { planSchedules } from './plan-schedules.ts'
import { isOn, type Reaction, type ReactionRegistry } from './reactions.ts'
import { takeTurn } from './turn.ts'

/** Brings tenants their turns: whoever has something due is carried it out, one tenant after another. */
export type Turns = {
  define(reaction: Reaction): void
  nudge(tenantId: TenantId): void
  /** Begins to take turns, with what a crash left over. */
  start(): Promise<void>
  /** Whether turns are taken here. */
  isWorking(): boolean
  /** Lets running turns end. */
  close(): Promise<void>
}

type Settings = {
  backend: QueueBackend
  database: Database
  signals: Signals
  tenants: TenantStates
  reactions: ReactionRegistry
  platform(): Platform
  log: { error(fields: object, message: string): void }
  onEnd(reaction: string, outcome: 'done' | 'failed' | 'dead', count: number): void
}

const queueName = 'turns'
const sweepMs = 1_000
const pausedMs = 30_000
const scheduleMs = 3_600_000

export function openTurns(settings: Settings): Turns {
  const { backend, database, signals, tenants, reactions, platform, log, onEnd } = settings
  const queue = backend.queue(queueName)
  queue.on('error', error => log.error({ err: error }, 'queue of turns'))
  let worker: OpenWorker | undefined
  let working = false
  let closed = false
  let planning: Promise<void> | undefined
  const ends: (() => void)[] = []
  /** Tenants that the queue is being told of, and whether once more after that. */
  const nudging = new Map<TenantId, { again: boolean; told: Promise<void> }>()

  /** One that waits stays the one; one that is at work is followed by another. */
  async function add(tenant: TenantId): Promise<void> {
    const deduplication = { id: tenant, keepLastIfActive: true }
    // Numbers of its own would need a sequence, which the server may not make.
    await queue.add('turn', { tenant }, { jobId: uuid(), deduplication, attempts: 1, removeOnComplete: true, removeOnFail: true })
  }

  function nudge(tenant: TenantId): void {
    const running = nudging.get(tenant)
    if (running) running.again = true
    else if (!closed) {
      const one = { again: true, told: Promise.resolve() }
      nudging.set(tenant, one)
      one.told = tell(tenant, one)
    }
  }

  async function tell(tenant: TenantId, one: { again: boolean }): Promise<void> {
    try {
      while (one.again && !closed) {
        one.again = false
        await add(tenant)
      }
    } catch (error) {
      log.error({ err: error, tenant }, 'turn not yet queued')
    } finally {
      nudging.delete(tenant)
    }
  }

  async function work({ data: { tenant } }: { data: { tenant: TenantId } }): Promise<void> {
    const more = await takeTurn({ platform: platform(), reactions, onEnd }, tenant)
    if (more) await add(tenant)
  }

  /** Finds timers that have become due, and what was written and never reached the queue. */
  async function sweep(): Promise<void> {
    for (const { tenant } of await due(database)) await add(tenant)
  }

  /** What waited for a plugin or for its tenant goes on when that is there again. */
  async function wake(only?: TenantId): Promise<void> {
    for (const { tenant, reaction } of await paused(database, only)) {
      const state = await tenants.of(tenant)
      if (!state?.active || !isOn(state, reaction)) continue
      await database.global(
        sql`update core.pending_reaction set paused = false where tenant_id = ${tenant} and reaction = ${reaction} and paused`,
      )
      nudge(tenant)
    }
  }

  return {
    define: reactions.define,
    nudge,
    async start() {
      const options = { concurrency: 3, lockDuration: 5_000, stalledInterval: 2_000, maxStalledCount: 1_000 }
      const made = backend.worker(queueName, work, options)
      made.on('error', error => log.error({ err: error }, 'worker of turns'))
      worker = made
      await made.waitUntilReady()
      working = true
      made
        .run()
        .catch(error => log.error({ err: error }, 'worker of turns ended'))
        .finally(() => {
          working = false
        })
      const unlessFailed = (act: (tenant?: TenantId) => Promise<void>, told: string) => (tenant?: TenantId) =>
        act(tenant).catch(error => log.error({ err: error }, told))
      const look = unlessFailed(sweep, 'due reactions not queued')
      const wakeUp = unlessFailed(wake, 'paused reactions not woken')
      const planTimes = unlessFailed(tenant => planSchedules(platform(), tenant), 'schedules not planned')
      const prepare = unlessFailed(tenant => prepareTenants(platform(), tenant), 'tenants not prepared')
      const plan = async (tenant?: TenantId) => {
        await planTimes(tenant)
        await prepare(tenant)
      }
      // Nobody waits for it: there may be thousands of tenants.
      planning = plan()
      ends.push(every(sweepMs, look), every(pausedMs, wakeUp), every(scheduleMs, plan))
      ends.push(
        signals.on('tenant', tenant => {
          void wakeUp(tenant as TenantId)
          void plan(tenant as TenantId)
        }),
      )
    },
    isWorking: () => working,
    async close() {
      working = false
      closed = true
      for (const end of ends) end()
      await Promise.all([...nudging.values()].map(one => one.told))
      await planning
      await worker?.close()
      await queue.close()
    },
  }
}

/** Again and again, never two at a time. Gives what ends it. */
function every(ms: number, act: () => Promise<void>): () => void {
  let running = false
  const timer = setInterval(async () => {
    if (running) return
    running = true
    await act()
    running = false
  }, ms).unref()
  return () => clearInterval(timer)
}

/** Tenants that have something due, found from one to the next: how much each has is not looked at. */
function due(database: Database): Promise<{ tenant: TenantId }[]> {
  return database.global(sql<{ tenant: TenantId }>`
    with recursive known as (
      (select tenant_id from core.pending_reaction where not dead and not paused order by tenant_id limit 1)
      union all
      select (select p.tenant_id from core.pending_reaction p where p.tenant_id > k.tenant_id and not p.dead and not p.paused order by p.tenant_id limit 1)
      from known k where k.tenant_id is not null)
    select tenant_id as tenant from known k where tenant_id is not null and exists (
      select 1 from core.pending_reaction p where p.tenant_id = k.tenant_id and p.due_at <= now() and not p.dead and not p.paused)`)
}

function paused(database: Database, only?: TenantId): Promise<{ tenant: TenantId; reaction: string }[]> {
  return database.global(sql<{ tenant: TenantId; reaction: string }>`
    select distinct tenant_id as tenant, reaction from core.pending_reaction
    where paused and not dead ${only === undefined ? sql`` : sql`and tenant_id = ${only}::uuid`}`)
}
