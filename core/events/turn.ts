import { currentWork } from '../current-work.ts'
import { againAfterDeadlock } from '../database/again-after-deadlock.ts'
import type { TenantId, TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { isPastTimeLimit, isUnreachable } from '../database/unreachable.ts'
import type { EntityKey, Json } from '../declarations/model.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Platform } from '../platform.ts'
import { mostAttempts, pauseAfter, reasonOf } from './failure.ts'
import type { Happened } from './happening.ts'
import { isOn, type ReactionRegistry } from './reactions.ts'

const mostAtOnce = 200
/** After so long the tenant goes to the back of the queue. */
const turnMs = 250

type Taken = {
  id: string
  reaction: string
  entity: EntityKey | null
  record_id: string | null
  due_at: string
  event: string | null
  name: string | null
  organization_id: string | null
  data: Json | null
  caused_by: string | null
  depth: number | null
  happened_at: string | null
}

type Turning = {
  platform: Platform
  reactions: ReactionRegistry
  /** Told of every reaction that was carried out, or failed. */
  onEnd(reaction: string, outcome: 'done' | 'failed' | 'dead', count: number): void
}

/** What went wrong with some of what was taken: all of it has been taken back. */
class Failed extends Error {
  readonly ids: string[]
  readonly reaction: string

  constructor(reaction: string, ids: string[], cause: unknown) {
    super(`${reaction} failed`, { cause })
    this.reaction = reaction
    this.ids = ids
  }
}

/** A plugin that is off for the tenant: its reactions wait until it is on again. */
class Paused extends Error {}

/**
 * Carries out what is due for a tenant, for a while. Tells whether more is left. Only one turn of a tenant is taken at a time, on however
 * many servers; another ends at once.
 */
export async function takeTurn(turning: Turning, tenantId: TenantId): Promise<boolean> {
  const until = performance.now() + turnMs
  for (;;) {
    const taken = await attempt(turning, tenantId)
    if (taken instanceof Failed) await oneByOne(turning, tenantId, taken, until)
    else if (taken < mostAtOnce) return false
    if (performance.now() >= until) return true
  }
}

/** Finds out which of those that failed together fails by itself. */
async function oneByOne(turning: Turning, tenantId: TenantId, failed: Failed, until: number): Promise<void> {
  if (failed.ids.length === 1) return postpone(turning, tenantId, failed)
  for (const id of failed.ids) {
    const outcome = await attempt(turning, tenantId, id)
    if (outcome instanceof Failed) await postpone(turning, tenantId, outcome)
    if (performance.now() >= until) return
  }
}

/** One transaction: what is due is taken away, and done. Tells how many, or what failed. */
async function attempt(turning: Turning, tenantId: TenantId, id?: string): Promise<number | Failed> {
  const { platform, reactions, onEnd } = turning
  const engine = await platform.engineOf(tenantId)
  const state = await platform.tenants.of(tenantId)
  const isWaiting = (reaction: string) => state?.active === false || !isOn(state, reaction)
  let current: Taken[] = []
  const carryOut = async (transaction: TenantTransaction): Promise<Taken[]> => {
    current = []
    if (!(await lockTurn(transaction))) return []
    const all = await take(transaction, id)
    if (all.some(one => isWaiting(one.reaction))) throw new Paused()
    for (const some of Map.groupBy(all, one => one.reaction).values()) {
      current = some
      const { reaction: name } = some[0]!
      const reaction = reactions.of(name)
      if (!reaction) throw new Error(`no reaction ${name} is known`)
      const happened = some.map(happenedIn)
      const cause = { event: happened[0]!.id, depth: Math.max(...happened.map(one => one.depth)) }
      await reaction.react({ engine, transaction, caller: platformCaller(tenantId, { cause }), platform }, happened)
      // What it sent without waiting fails here, in its own name.
      await transaction.run(sql`select 1`)
    }
    return all
  }
  try {
    const done = await currentWork.run({ kind: 'job', requestId: `turn ${tenantId}`, job: 'turn', tenantId, rules: state?.rules }, () =>
      againAfterDeadlock(() => platform.engine.database.transaction(tenantId, carryOut)),
    )
    for (const [name, some] of Map.groupBy(done, one => one.reaction)) onEnd(name, 'done', some.length)
    return done.length
  } catch (error) {
    if (error instanceof Paused) {
      await pauseWaiting(platform, tenantId, isWaiting)
      return attempt(turning, tenantId, id)
    }
    // The database itself: nothing is wrong with the reaction, and the next look brings it again.
    if ((isUnreachable(error) && !isPastTimeLimit(error)) || current.length === 0) throw error
    return new Failed(
      current[0]!.reaction,
      current.map(one => one.id),
      error,
    )
  }
}

/** Only one turn of a tenant at a time keeps what happened to a record in its order. */
async function lockTurn(transaction: TenantTransaction): Promise<boolean> {
  const [row] = await transaction.run(
    sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`turn ${transaction.tenantId}`}, 0)) as mine`,
  )
  return row!.mine
}

/** The oldest that are due. What happened to a record later waits while the same reaction to something earlier has failed and will be tried again. */
async function take(transaction: TenantTransaction, id?: string): Promise<Taken[]> {
  const { tenantId } = transaction
  const which: Sql = id === undefined ? sql`due_at <= clock_timestamp()` : sql`id = ${id}`
  return transaction.run(sql<Taken>`
    with due as materialized (
      select p.tenant_id, p.id from core.pending_reaction p
      where p.tenant_id = ${tenantId} and not p.dead and not p.paused and p.${which} and not exists (
        select 1 from core.pending_reaction e
        where e.tenant_id = p.tenant_id and e.reaction = p.reaction and e.record_id = p.record_id and e.id < p.id and e.attempts > 0 and not e.dead)
      order by p.due_at, p.id limit ${mostAtOnce} for update of p skip locked),
    taken as (delete from core.pending_reaction p using due where p.tenant_id = ${tenantId} and p.id = due.id returning p.*)
    select t.id, t.reaction, t.entity, t.record_id, t.due_at, e.id as event, e.name, e.organization_id, e.data, e.caused_by, e.depth, e.created_at as happened_at
    from taken t left join core.event e on e.tenant_id = t.tenant_id and e.id = t.event_id
    order by t.due_at, t.id`)
}

function happenedIn(row: Taken): Happened {
  return {
    id: row.event ?? row.id,
    name: row.name ?? row.reaction,
    at: row.happened_at ?? row.due_at,
    entity: row.entity ?? undefined,
    recordId: row.record_id ?? undefined,
    organizationId: row.organization_id,
    data: row.data ?? {},
    causedBy: row.caused_by ?? undefined,
    depth: row.depth ?? 0,
  }
}

/** Later again, or left to the operator. */
async function postpone({ platform, onEnd }: Turning, tenantId: TenantId, failed: Failed): Promise<void> {
  const [id] = failed.ids
  const { database } = platform.engine
  const pauses = Array.from({ length: mostAttempts }, (_, at) => pauseAfter(at + 1))
  const [row] = await database.global(sql<{ dead: boolean }>`
    update core.pending_reaction set attempts = attempts + 1, error = ${reasonOf(failed.cause)}, dead = attempts + 1 >= ${mostAttempts},
      due_at = now() + make_interval(secs => (${pauses}::float8[])[least(attempts + 1, ${mostAttempts})])
    where tenant_id = ${tenantId} and id = ${id} returning dead`)
  platform.log.error({ err: failed.cause, reaction: failed.reaction, pending: id, dead: row?.dead }, 'reaction failed')
  onEnd(failed.reaction, row?.dead ? 'dead' : 'failed', 1)
}

async function pauseWaiting(platform: Platform, tenantId: TenantId, isWaiting: (reaction: string) => boolean): Promise<void> {
  const { database } = platform.engine
  const rows = await database.global(sql<{ reaction: string }>`
    select distinct reaction from core.pending_reaction where tenant_id = ${tenantId} and not dead and not paused`)
  const waiting = rows.map(row => row.reaction).filter(isWaiting)
  await database.global(sql`
    update core.pending_reaction set paused = true where tenant_id = ${tenantId} and not dead and not paused and reaction = any(${waiting}::text[])`)
}
