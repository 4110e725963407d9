import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Field } from '../declarations/model.ts'
import { isHeldByOwnFields } from '../own-fields/held.ts'
import type { Writing } from './engine.ts'
import { inUse } from './problems.ts'

/**
 * Before records are deleted for good: those that are a part of them go with them, others forget them, as their relations say. Of what goes
 * along nothing is noted of its own; that the record is gone tells it. @throws inUse where something else still names what would go along
 */
export async function goAlong(writing: Writing, ids: string[]): Promise<void> {
  const { engine, entity } = writing
  for (const other of engine.model.entities.values())
    for (const field of other.fields)
      if (field.relation === entity.key && field.whenErased) await leave({ ...writing, entity: other }, field, ids)
}

async function leave(writing: Writing, { column, whenErased }: Field, ids: string[]): Promise<void> {
  const { transaction, entity } = writing
  const table = sql.raw(tableName(entity.table))
  const naming = sql`tenant_id = ${transaction.tenantId} and ${sql.ref(column)} = any(${ids}::uuid[])`
  if (whenErased === 'forgets') return void (await transaction.run(sql`update ${table} set ${sql.ref(column)} = null where ${naming}`))
  const gone = (await transaction.run(sql<{ id: string }>`select id from ${table} where ${naming}`)).map(({ id }) => id)
  if (gone.length === 0) return
  if (await isHeldByOwnFields(writing, gone)) throw inUse(`所属的${entity.title}仍被其他记录引用，不能删除`)
  await goAlong(writing, gone)
  await transaction.run(sql`delete from ${table} where tenant_id = ${transaction.tenantId} and id = any(${gone}::uuid[])`)
}
