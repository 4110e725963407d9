import type { TenantRows } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import type { Anchored } from './anchor.ts'
import { type AuditKeys, entryMac, macLength } from './entry-mac.ts'
import { droppedBefore } from './retention-seal.ts'
import { type Head, type Seal, sealHash } from './seal.ts'

/** What is not as it was written: a seal by its number, an entry by its id. */
export type Finding =
  | { kind: 'seal-changed' | 'seal-missing' | 'head-missing'; seal: number }
  | { kind: 'entry-changed' | 'entry-removed'; seal: number | undefined; entry: string }
  | { kind: 'entry-added'; entry: string }

export type Verdict = {
  entries: number
  seals: number
  head: Head | undefined
  /** Entries written and not sealed yet. */
  pending: number
  /** What is not in order, the first thousand of it; none is good. */
  findings: Finding[]
  /** How much is not in order, named or not. */
  found: number
  /** Seals that tell of something else than entries written here. */
  remarkable: Seal[]
}

const pageOfSeals = 20
const pageOfEntries = 2_000
const pageOfPending = 100
/** Where all is forged there is no end to what could be named. */
const mostNamed = 1_000

/**
 * Goes over a tenant's whole chain, a page at a time, within one snapshot of the database: every seal follows from the one before, every
 * sealed entry stands as it was written, and no entry stands that was not. `anchored` are heads as they were noted outside.
 */
export async function verifyTenant(connection: TenantRows, keys: AuditKeys, anchored: Anchored[] = []): Promise<Verdict> {
  const { tenantId } = connection
  const before = await droppedBefore(connection, keys)
  const verdict: Verdict = { entries: 0, seals: 0, head: undefined, pending: 0, findings: [], found: 0, remarkable: [] }
  const heads = new Map(anchored.map(one => [`${one.seal} ${one.hash}`, one]))
  for await (const seals of pagesOfSeals(connection)) {
    for (const seal of seals) follow(seal)
    await checkEntries(
      seals.flatMap(seal => seal.entries.map((id, at) => ({ id, mac: macAt(seal.macs, at), seal: seal.number }))),
      before,
    )
  }
  await checkPending()
  await findAdded()
  findCutOff()
  return verdict

  function find(finding: Finding): void {
    verdict.found++
    if (verdict.findings.length < mostNamed) verdict.findings.push(finding)
  }

  function follow(seal: Seal): void {
    const last = verdict.head
    const expected = (last?.number ?? 0) + 1
    const named = Math.min(seal.number, expected + mostNamed)
    for (let number = expected; number < named; number++) find({ kind: 'seal-missing', seal: number })
    verdict.found += Math.max(0, seal.number - named)
    const follows = seal.number !== expected || Buffer.compare(seal.previous ?? Buffer.alloc(0), last?.hash ?? Buffer.alloc(0)) === 0
    if (!follows || !sealHash(keys, tenantId, seal).equals(seal.hash)) find({ kind: 'seal-changed', seal: seal.number })
    if (seal.kind !== 'entries') verdict.remarkable.push({ ...seal, entries: [], macs: Buffer.alloc(0) })
    verdict.head = { number: seal.number, hash: seal.hash }
    verdict.seals++
    heads.delete(`${seal.number} ${seal.hash.toString('hex')}`)
  }

  async function checkEntries(sealed: { id: string; mac: Buffer; seal?: number }[], droppable: string): Promise<void> {
    for (let from = 0; from < sealed.length; from += pageOfEntries) {
      const page = sealed.slice(from, from + pageOfEntries)
      const rows = await connection.run(sql<{ id: string; entry: Json }>`
        select id, to_jsonb(e) as entry from core.audit_entry e where tenant_id = ${tenantId} and id = any(${page.map(one => one.id)}::uuid[])`)
      const stored = new Map(rows.map(row => [row.id, row.entry]))
      for (const { id, mac, seal } of page) {
        const entry = stored.get(id)
        if (!entry) {
          if (id >= droppable) find({ kind: 'entry-removed', seal, entry: id })
        } else if (!entryMac(keys, tenantId, entry).equals(mac)) find({ kind: 'entry-changed', seal, entry: id })
      }
    }
  }

  async function checkPending(): Promise<void> {
    for await (const batches of pagesOfPending(connection))
      for (const { entries, macs } of batches) {
        verdict.pending += entries.length
        await checkEntries(
          entries.map((id, at) => ({ id, mac: macAt(macs, at) })),
          '',
        )
      }
  }

  async function findAdded(): Promise<void> {
    const [counted] = await connection.run(
      sql<{ entries: number }>`select count(*) as entries from core.audit_entry where tenant_id = ${tenantId}`,
    )
    verdict.entries = counted!.entries
    const added = await connection.run(sql<{ id: string; found: number }>`
      with known as materialized (
        select unnest(entries) as id from core.audit_seal where tenant_id = ${tenantId}
        union all select unnest(entries) from core.audit_pending where tenant_id = ${tenantId}
      )
      select id, count(*) over () as found from core.audit_entry e
      where tenant_id = ${tenantId} and not exists (select 1 from known where known.id = e.id) limit ${mostNamed}`)
    for (const { id } of added) find({ kind: 'entry-added', entry: id })
    verdict.found += (added[0]?.found ?? 0) - added.length
  }

  /** A head that was noted and is not in the chain: it was cut off, unless a restore since then says so. */
  function findCutOff(): void {
    const restores = verdict.remarkable.filter(seal => seal.kind === 'restored')
    for (const { seal: number, time } of heads.values())
      if (!restores.some(restore => number >= restore.number && time <= Date.parse(restore.madeAt)))
        find({ kind: 'head-missing', seal: number })
  }
}

function macAt(macs: Buffer, at: number): Buffer {
  return macs.subarray(at * macLength, (at + 1) * macLength)
}

async function* pagesOfSeals(connection: TenantRows): AsyncGenerator<Seal[]> {
  // From the very first: a number or an id that none should have hides nothing.
  for (let after: number | null = null; ; ) {
    const page: Seal[] = await connection.run(sql<Seal>`
      select number, kind, entries, macs, details, made_at as "madeAt", previous, hash from core.audit_seal
      where tenant_id = ${connection.tenantId} and (${after}::bigint is null or number > ${after}) order by number limit ${pageOfSeals}`)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.number
    // Beyond what can be told apart there is none that was made here: that one was found to be forged.
    if (!Number.isSafeInteger(after)) return
  }
}

type Pending = { id: string; entries: string[]; macs: Buffer }

async function* pagesOfPending(connection: TenantRows): AsyncGenerator<Pending[]> {
  for (let after: string | null = null; ; ) {
    const page: Pending[] = await connection.run(sql<Pending>`
      select id, entries, macs from core.audit_pending
      where tenant_id = ${connection.tenantId} and (${after}::uuid is null or id > ${after}) order by id limit ${pageOfPending}`)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.id
  }
}
