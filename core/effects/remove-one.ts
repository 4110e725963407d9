import { sql } from '../database/sql.ts'
import type { Telling } from '../events/emit.ts'
import { loadRecords } from '../records/load.ts'
import { isUuid } from '../records/relations.ts'
import { deleteRecords } from '../records/remove.ts'
import type { About } from './carry-out.ts'

/** The record that it is about goes to the bin, from where it can be brought back. One that lies there stays. @throws inUse, closed */
export async function removeOne(telling: Telling, { entity, recordId: id }: About): Promise<void> {
  if (!entity || !isUuid(id)) return
  const [living] = await loadRecords(telling.transaction, entity, sql`t.id = ${id} and t.deleted_at is null`, { lock: true, id })
  if (living) await deleteRecords({ ...telling, entity }, [id])
}
