import type { TenantId } from '../database/database.ts'

/** Sends to tenants' addresses, a few at a time, so that no transaction and no turn waits for a network, and no slow address for all others. */
export type Outgoing = {
  /** How many more of this tenant's may go now. */
  room(tenantId: TenantId): number
  /** Sends those that there is room for. */
  take(tenantId: TenantId, errands: (() => Promise<void>)[]): void
  /** When one that found no room should come again: each a little later than the one before. */
  turnFor(tenantId: TenantId): Date
  /** Lets what is under way end. */
  close(): Promise<void>
}

const mostAtOnce = 16
const mostOfTenant = 4
const pauseMs = 50

export function openOutgoing(failed: (error: unknown, tenantId: TenantId) => void): Outgoing {
  const running = new Map<Promise<void>, TenantId>()
  const nextTurns = new Map<TenantId, number>()
  let closed = false
  return {
    room(tenantId) {
      const own = [...running.values()].filter(one => one === tenantId).length
      return closed ? 0 : Math.max(0, Math.min(mostAtOnce - running.size, mostOfTenant - own))
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
