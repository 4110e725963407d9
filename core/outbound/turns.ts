import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/database.ts'
import { sql } from '../database/sql.ts'

/** Comes when a site may be visited, and keeps everybody else from it for so many milliseconds. @throws AbortError */
export type Turn = (address: string, pauseMs: number, signal: AbortSignal) => Promise<void>

const tidyEveryMs = 3_600_000

/**
 * Whoever visits a site waits for his turn: all tenants, on all servers, share its patience. The turns stand in the database and go by its clock;
 * one that is given up meanwhile passes unused.
 */
export function openTurns(database: Pick<Database, 'global'>): Turn {
  let tidyAt = Date.now() + tidyEveryMs
  return async (address, pauseMs, signal) => {
    if (Date.now() > tidyAt) {
      tidyAt = Date.now() + tidyEveryMs
      await database.global(sql`delete from core.outbound_turn where next_at < now()`)
    }
    const { host } = new URL(address)
    const [turn] = await database.global(sql<{ waitMs: number }>`
      insert into core.outbound_turn as known (host, next_at) values (${host}, now() + make_interval(secs => ${pauseMs / 1_000}::float))
      on conflict (host) do update set next_at = greatest(known.next_at, now()) + make_interval(secs => ${pauseMs / 1_000}::float)
      returning (extract(epoch from next_at - now()) * 1000)::float - ${pauseMs}::float as "waitMs"`)
    const waitMs = turn?.waitMs ?? 0
    if (waitMs > 0) await sleep(Math.ceil(waitMs), undefined, { signal })
  }
}
