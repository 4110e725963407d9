import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { allTenants, asOwner, inTransaction } from '../audit/owner.ts'
import { filesWithoutRow } from '../consistency/stored-files.ts'
import type { Database } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Platform } from '../platform.ts'
import type { FileStore } from './store.ts'

type Parts = { ownerUrl: string; database: Database; files: FileStore; log: Platform['log'] }

/** What is younger may belong to an upload whose row is not written yet. */
const restMs = 24 * 60 * 60 * 1_000

/** Notes in the store whose files they are. */
const marker = 'swept-by'

/**
 * Removes stored files that neither a row nor a job names, once they are older than a day: a server that was killed between storing a file
 * and writing its row leaves one, and so does one killed between deleting a row and its file. Nothing where another server is at it.
 */
export async function removeUnnamedFiles({ ownerUrl, database, files, log }: Parts): Promise<void> {
  await asOwner(ownerUrl, async client => {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(hashtext('dangjian stored files')) as mine`)
    if (!rows[0]!.mine) return
    if (!(await isOwnStore(database, files))) {
      log.info({ marker }, 'another database tidies up these stored files: unnamed ones stay')
      return
    }
    const tenants = await inTransaction(client, () => allTenants(client))
    for (const { id } of tenants) {
      let removed = 0
      for await (const { key, modifiedAt } of filesWithoutRow(id, query => database.tenant(id).run(query), files)) {
        if (Date.now() - modifiedAt.getTime() < restMs) continue
        await files.remove(key)
        removed++
      }
      if (removed > 0) log.info({ tenant: id, files: removed }, 'stored files that nothing names were removed')
    }
  })
}

/** A copy of a database knows nothing of what came after it: one that is tried out on the same store must not remove that. */
async function isOwnStore(database: Database, files: FileStore): Promise<boolean> {
  const [row] = await database.global(sql<{ id: string }>`
    select concat(system_identifier, '-', (select oid from pg_database where datname = current_database())) as id from pg_control_system()`)
  if (!(await files.exists(marker))) await files.put(marker, Readable.from([row!.id]), { limit: 100 })
  return (await text(await files.open(marker))) === row!.id
}
