import type { TenantId } from '../database/database.ts'

/** Something to be done with a provider, outside of every transaction. */
export type Errand = {
  tenantId: TenantId
  run(): Promise<void> /** In place of it, where the server stops before its turn. */
  leave(): Promise<void>
}

/**
 * Does errands with providers, a few at a time, so that no transaction and no turn waits for a network. What it has taken and not done when the
 * process is killed comes again by the timer of its delivery.
 */
export type Outbox = {
  /** How many more it takes now. */
  room(): number
  take(errands: Errand[]): void
  /** When one that found no room should come again: each a little later than the one before. */
  turnFor(): Date
  /** Ends what is under way, and gives back the rest. */
  close(): Promise<void>
}

/** What one delivery may take, with its time limit, so often in a row fits well into `leaseMs`. */
const mostWaiting = 64
const mostAtOnce = 8
const pauseMs = 12

/** After so long without an outcome a delivery is taken for lost, and comes again. */
export const leaseMs = 150_000

export function openOutbox(failed: (error: unknown, tenantId: TenantId) => void): Outbox {
  const waiting: Errand[] = []
  const running = new Set<Promise<void>>()
  let nextTurn = 0
  let closed = false

  function start(): void {
    while (running.size < mostAtOnce && waiting.length > 0 && !closed) {
      const errand = waiting.shift()!
      const run = errand
        .run()
        .catch(error => failed(error, errand.tenantId))
        .finally(() => {
          running.delete(run)
          start()
        })
      running.add(run)
    }
  }

  return {
    room: () => (closed ? 0 : Math.max(0, mostWaiting - waiting.length)),
    take(errands) {
      waiting.push(...errands)
      start()
    },
    turnFor() {
      nextTurn = Math.max(nextTurn + pauseMs, Date.now() + 1_000)
      return new Date(nextTurn)
    },
    async close() {
      closed = true
      const left = waiting.splice(0)
      await Promise.all([...running, ...left.map(errand => errand.leave().catch(error => failed(error, errand.tenantId)))])
    },
  }
}
