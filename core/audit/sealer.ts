import type { Database, TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Anchor } from './anchor.ts'
import type { AuditKeys } from './entry-mac.ts'
import { addSeal, type Head, lockChain, type SealKind } from './seal.ts'

/** Chains what was written, tenant by tenant, soon after it was committed. */
export type Sealer = {
  /** Entries were committed: they are sealed within about a second. */
  wrote(): void
  /** Seals what is left. */
  close(): Promise<void>
}

const waitMs = 1_000
/** What a killed server wrote and did not seal, another finds by looking this often. */
const sweepMs = 30_000
const entriesOfSeal = 5_000

type Settings = {
  database: Database
  keys: AuditKeys
  anchor: Anchor
  log: { error(fields: object, message: string): void }
}

/** Any number of servers may seal: whoever holds a tenant's chain does, and who finds nothing pending does nothing. */
export function openSealer({ database, keys, anchor, log }: Settings): Sealer {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const run = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    running = running.then(sealAll).catch(error => log.error({ err: error }, 'audit not yet sealed'))
    return running
  }
  const sweep = setInterval(run, sweepMs).unref()
  return {
    wrote() {
      timer ??= setTimeout(run, waitMs).unref()
    },
    async close() {
      clearInterval(sweep)
      await run()
      await anchor.close()
    },
  }

  async function sealAll(): Promise<void> {
    const tenants = await database.global(sql<{ id: TenantId }>`select distinct tenant_id as id from core.audit_pending`)
    for (const { id } of tenants)
      for (;;) {
        const head = await sealPending(database, keys, id)
        if (!head) break
        await anchor.note(id, head)
      }
  }
}

/** Moves what a tenant has pending into a seal, as much as one holds; undefined when there is nothing, or another server is at it. */
async function sealPending(database: Database, keys: AuditKeys, tenantId: TenantId): Promise<Head | undefined> {
  return database.transaction(tenantId, async transaction => {
    if (!(await lockChain(transaction, false))) return undefined
    const taken = await transaction.run(sql<{ id: string; kind: SealKind; entries: string[]; macs: Buffer }>`
      delete from core.audit_pending p using (
        select id, kind, first_value(kind) over (order by id) as first, sum(cardinality(entries)) over (order by id) - cardinality(entries) as before
        from (select * from core.audit_pending where tenant_id = ${tenantId} order by id limit ${entriesOfSeal}) oldest
      ) taken
      where p.tenant_id = ${tenantId} and p.id = taken.id and taken.kind = taken.first and taken.before < ${entriesOfSeal}
      returning p.id, p.kind, p.entries, p.macs`)
    const [first] = taken
    if (!first) return undefined
    taken.sort((a, b) => (a.id < b.id ? -1 : 1))
    return addSeal(transaction, keys, {
      kind: first.kind,
      entries: taken.flatMap(one => one.entries),
      macs: Buffer.concat(taken.map(one => one.macs)),
    })
  })
}
