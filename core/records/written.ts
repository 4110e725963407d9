import type { TenantTransaction } from '../database/database.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Asked, Reply } from '../http/operation.ts'
import { getRecord } from './get.ts'

/** The record as it now is, as the caller may see it, and the end of its transaction: nothing but its id where he may write and not read. */
export async function written(entity: Entity, asked: Asked, transaction: TenantTransaction, id: string): Promise<Reply> {
  try {
    return whole(await getRecord(transaction.lastly, asked.caller, asked.engine.model, entity, id))
  } catch (error) {
    if ((error as { code?: string }).code === 'permission.denied' || (error as { code?: string }).code === 'record.not-found')
      return { body: { id } }
    throw error
  }
}

/** A whole record, with the version that If-Match wants. */
export function whole(record: Json): Reply {
  return { body: record, headers: { etag: `"${record['version']}"` } }
}
