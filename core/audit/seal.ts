import { createHash } from 'node:crypto'
import type { TenantId, TenantRows } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { type AuditKeys, auditMac, canonicalText } from './entry-mac.ts'

/**
 * `entries`: written here. `earlier`: found when sealing began. `brought-in`: from another installation. `retention`: what is older than
 * `details.before` (an id) may be gone. `restored`: the database went back to a backup.
 */
export type SealKind = 'entries' | 'earlier' | 'brought-in' | 'retention' | 'restored'

/** A link of a tenant's chain: which entries there were, each with its keyed hash, and the seal before. */
export type Seal = {
  number: number
  kind: SealKind
  entries: string[]
  /** The entries' keyed hashes one after another, `macLength` bytes each. */
  macs: Buffer
  details: Json
  /** ISO time. */
  madeAt: string
  /** Hash of the seal before; null for the first. */
  previous: Buffer | null
  hash: Buffer
}

/** The newest seal of a tenant: who holds it can tell whether any before it is gone. */
export type Head = { number: number; hash: Buffer }

/** The keyed hash of everything in a seal, the hash of the one before among it. */
export function sealHash(keys: AuditKeys, tenantId: TenantId, seal: Omit<Seal, 'hash'>): Buffer {
  const { number, kind, details, madeAt, previous } = seal
  const entries = createHash('sha256').update(seal.entries.join()).update(seal.macs).digest('hex')
  return auditMac(keys, tenantId, canonicalText({ tenantId, number, kind, entries, details, madeAt, previous: previous?.toString('hex') }))
}

/** One at a time forges on a tenant's chain; held until the transaction ends. Tells whether it is ours: who may not wait comes again. */
export async function lockChain(connection: TenantRows, wait = true): Promise<boolean> {
  const name = `${connection.tenantId}/audit seal`
  if (wait) await connection.run(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
  else {
    const [row] = await connection.run(sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`)
    return row!.locked
  }
  return true
}

/** Adds a seal at the end of the tenant's chain; the chain must be locked. */
export async function addSeal(
  connection: TenantRows,
  keys: AuditKeys,
  content: { kind: SealKind; entries?: string[]; macs?: Buffer; details?: Json },
): Promise<Head> {
  const head = await headOf(connection)
  const seal = {
    number: (head?.number ?? 0) + 1,
    kind: content.kind,
    entries: content.entries ?? [],
    macs: content.macs ?? Buffer.alloc(0),
    details: content.details ?? {},
    madeAt: new Date().toISOString(),
    previous: head?.hash ?? null,
  }
  const hash = sealHash(keys, connection.tenantId, seal)
  await connection.run(sql`insert into core.audit_seal (tenant_id, number, kind, entries, macs, details, made_at, previous, hash)
    values (${connection.tenantId}, ${seal.number}, ${seal.kind}, ${seal.entries}::uuid[], ${seal.macs}, ${JSON.stringify(seal.details)}::jsonb,
      ${seal.madeAt}, ${seal.previous}, ${hash})`)
  return { number: seal.number, hash }
}

export async function headOf(connection: TenantRows): Promise<Head | undefined> {
  const [head] = await connection.run(
    sql<Head>`select number, hash from core.audit_seal where tenant_id = ${connection.tenantId} order by number desc limit 1`,
  )
  return head
}
