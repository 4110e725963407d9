import type { TenantId } from '../database/database.ts'

/**
 * Errands to addresses of tenants' choosing, a few at a time, so that no transaction and no turn waits for a network, and no slow address for all
 * others.
 */
export type Outgoing = {
  /** How many more of this tenant's may go now. */
  room(tenantId: TenantId): number
  /** Begins those that there is room for. */
  take(tenantId: TenantId, errands: (() => Promise<void>)[]): void
  /** When one that found no room should come again: each a little later than the one before. */
  turnFor(tenantId: TenantId): Date
  /** Lets what is under way end. */
  close(): Promise<void>
}

const pauseMs = 50

/** How many errands are on their way at a time: of all tenants, and of one. */
export type Most = { atOnce: number; ofTenant: number }

export function openOutgoing(most: Most, failed: (error: unknown, tenantId: TenantId) => void): Outgoing {
  const running = new Map<Promise<void>, TenantId>()
  const nextTurns = new Map<TenantId, number>()
  let closed = false
  return {
    room(tenantId) {
      const own = [...running.values()].filter(one => one === tenantId).length
      return closed ? 0 : Math.max(0, Math.min(most.atOnce - running.size, most.ofTenant - own))
    },
    take(tenantId, errands) {
      for (const errand of errands) {
        const run = errand()
          .catch(error => failed(error, tenantId))
          .finally(() => running.delete(run))
        running.set(run, tenantId)
      }
    },
    turnFor(tenantId) {
      const turn = Math.max((nextTurns.get(tenantId) ?? 0) + pauseMs, Date.now() + 1_000)
      for (const [other, time] of nextTurns) if (time < Date.now()) nextTurns.delete(other)
      nextTurns.set(tenantId, turn)
      return new Date(turn)
    },
    async close() {
      closed = true
      await Promise.all(running.keys())
    },
  }
}
