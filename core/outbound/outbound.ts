import type { Database, TenantId } from '../database/database.ts'
import { type Found, fetchOutside, fetchProblem, type Wanted } from './fetch-outside.ts'
import { type Most, type Outgoing, openOutgoing } from './outgoing.ts'
import type { LookUp } from './reachable.ts'
import { openTurns, type Turn } from './turns.ts'

/** What is fetched from elsewhere by tenants' wish. */
export type Outbound = {
  /** @throws FetchFailure */
  fetch(address: string, wanted: Wanted): Promise<Found>
  /** Waits for one's turn at a site. */
  turn: Turn
  /** Why nothing may be fetched from an address, as a sentence. */
  problem(address: string): string | undefined
  /** Room for a kind of errands of its own. */
  outgoing(most: Most, kind: string): Outgoing
  /** Lets what is under way end, which a server that stops has told to end. */
  close(): Promise<void>
}

type Settings = {
  /** Besides the public internet, such as `10.0.0.0/8`. */
  networks: readonly string[]
  database: Database
  lookUp?: LookUp
  /** Ends what is being fetched. */
  closing: AbortSignal
  log: { error(fields: object, message: string): void }
}

export function openOutbound({ networks, database, lookUp, closing, log }: Settings): Outbound {
  const opened: Outgoing[] = []
  return {
    fetch: (address, wanted) =>
      fetchOutside(
        address,
        { ...wanted, signal: wanted.signal ? AbortSignal.any([closing, wanted.signal]) : closing },
        { permitted: networks, lookUp },
      ),
    turn: openTurns(database),
    problem: address => fetchProblem(address, networks),
    outgoing(most, kind) {
      const outgoing = openOutgoing(most, (error, tenant: TenantId) => log.error({ err: error, tenant }, `${kind} failed`))
      opened.push(outgoing)
      return outgoing
    },
    async close() {
      await Promise.all(opened.map(one => one.close()))
    },
  }
}
