import type pg from 'pg'
import type { AuditKeys } from './entry-mac.ts'
import { allTenants, tenantOf } from './owner.ts'
import { addSeal, lockChain } from './seal.ts'

/**
 * Says in every tenant's chain that the database was brought back from a backup, so that heads noted after the backup are known to be
 * given up. For `npm run restore`, in the owner's transaction that brings the database back.
 */
export async function sealRestored(client: pg.Client, keys: AuditKeys): Promise<void> {
  for (const { id } of await allTenants(client)) {
    const connection = await tenantOf(client, id)
    await lockChain(connection)
    await addSeal(connection, keys, { kind: 'restored' })
  }
}
