import type pg from 'pg'
import type { Database, TenantRows } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import type { AuditKeys } from './entry-mac.ts'
import { allTenants, asOwner, inTransaction, tenantOf } from './owner.ts'
import { headOf } from './seal.ts'
import { noteForSealing } from './write-audit.ts'

const mark = 'audit sealing'
const batch = 2_000

/**
 * Once for a database: entries from before sealing began are noted to be sealed as they stand. Of what was done to them earlier
 * nothing can be told.
 */
export async function sealEarlierEntries(ownerUrl: string, database: Database, keys: AuditKeys): Promise<void> {
  const begun = await database.global(sql`select 1 from core.applied where name = ${mark}`)
  if (begun.length > 0) return
  await asOwner(ownerUrl, client =>
    inTransaction(client, async () => {
      const { rowCount } = await client.query(`insert into core.applied (name, hash) values ($1, '') on conflict (name) do nothing`, [mark])
      if (rowCount) await noteAll(client, keys)
    }),
  )
}

async function noteAll(client: pg.Client, keys: AuditKeys): Promise<void> {
  for (const { id } of await allTenants(client)) {
    const connection = await tenantOf(client, id)
    // What has a chain already began with it: nothing is added to it that was not written by a server.
    if (await headOf(connection)) continue
    await noteTenant(connection, keys)
  }
}

async function noteTenant(connection: TenantRows, keys: AuditKeys): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await connection.run(sql<{ id: string; entry: Json }>`select id, to_jsonb(e) as entry from core.audit_entry e
      where tenant_id = ${connection.tenantId} and id > ${after} order by id limit ${batch}`)
    if (rows.length === 0) return
    await noteForSealing(
      connection,
      keys,
      'earlier',
      rows.map(row => row.entry),
    )
    after = rows.at(-1)!.id
  }
}
