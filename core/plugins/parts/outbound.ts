import type { Found, Wanted } from '../../outbound/fetch-outside.ts'
import type { Most } from '../../outbound/outgoing.ts'
import type { At, Part } from '../part.ts'

/** Work that waits for other machines, outside of any transaction. */
export type Doing = {
  /** Aborted when the server is about to stop. */
  closing: AbortSignal
  /** Something done within a transaction of its own, under the rights of who began the errand. */
  transaction<T>(work: (at: At) => Promise<T>): Promise<T>
}

export type Errands = {
  /** How many more of this tenant's may begin now. */
  room(at: At): number
  /** Begins one once the transaction stands. What it throws is logged: whoever must know of it writes it down, and has a timer that comes where it is never written. */
  begin(at: At, errand: (doing: Doing) => Promise<void>): void
  /** When one that found no room should come again. */
  turnFor(at: At): Date
}

/** What is fetched from other machines by tenants' wish: from the public internet alone, and networks that the operator permits. */
export const outbound: Part<{
  /** Never longer, larger, or of another kind than wanted; redirects are followed as far as they lead to public addresses. @throws FetchFailure */
  fetch(address: string, wanted: Wanted): Promise<Found>
  /** Comes when the site of an address may be visited, and keeps others from it for so long: all tenants, on all servers. @throws AbortError */
  turn(address: string, pauseMs: number, signal: AbortSignal): Promise<void>
  /** Why nothing may be fetched from an address, as a sentence for people; undefined where it may. */
  problem(address: string): string | undefined
  /** Room for errands of a kind of the plugin's, some at a time: of all tenants and of one. */
  errands(kind: string, most: Most): Errands
}> = {
  name: 'outbound',
  of: (plugin, platform) => ({
    fetch: (address, wanted) => platform.outbound.fetch(address, wanted),
    turn: (address, pauseMs, signal) => platform.outbound.turn(address, pauseMs, signal),
    problem: address => platform.outbound.problem(address),
    errands(kind, most) {
      const outgoing = platform.outbound.outgoing(most, `${plugin}/${kind}`)
      return {
        room: at => outgoing.room(at.transaction.tenantId),
        turnFor: at => outgoing.turnFor(at.transaction.tenantId),
        begin({ engine, transaction: { tenantId, afterCommit }, caller }, errand) {
          const transaction: Doing['transaction'] = work =>
            engine.database.transaction(tenantId, transaction => work({ engine, transaction, caller }))
          afterCommit(() => outgoing.take(tenantId, [() => errand({ closing: platform.closing, transaction })]))
        },
      }
    },
  }),
}
