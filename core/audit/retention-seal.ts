import type { TenantRows } from '../database/database.ts'
import { oldestMonth } from '../database/partitions.ts'
import { sql } from '../database/sql.ts'
import { addMonths, todayInShanghai } from '../identity/dates.ts'
import type { AuditKeys } from './entry-mac.ts'
import { addSeal, type Seal, sealHash } from './seal.ts'

/** The law's: network logs are kept for no less than six months, whatever a rule says. */
export const leastMonths = 6

/** The first of the oldest month that is kept on that day, as the smallest id in it. */
export function oldestKept(day: string, months: number): string {
  return oldestMonth(addMonths(`${day.slice(0, 7)}-01`, -months).slice(0, 7))
}

/** Says in the tenant's chain that entries with ids below `before` are dropped by age; the chain must be locked. */
export async function sealRetention(connection: TenantRows, keys: AuditKeys, before: string): Promise<void> {
  if ((await droppedBefore(connection, keys)) < before) await addSeal(connection, keys, { kind: 'retention', details: { before } })
}

/** Entries with ids below this may be gone: what genuine seals say, none of them more than the law allowed when it was made. */
export async function droppedBefore(connection: TenantRows, keys: AuditKeys): Promise<string> {
  const seals = await connection.run(sql<Seal>`
    select number, kind, entries, macs, details, made_at as "madeAt", previous, hash from core.audit_seal
    where tenant_id = ${connection.tenantId} and kind = 'retention'`)
  const genuine = seals.filter(seal => sealHash(keys, connection.tenantId, seal).equals(seal.hash))
  const said = genuine.map(
    seal => [String(seal.details['before']), oldestKept(todayInShanghai(new Date(seal.madeAt)), leastMonths)].sort()[0]!,
  )
  return said.sort().at(-1) ?? ''
}
