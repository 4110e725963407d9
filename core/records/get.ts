import type { TenantSql } from '../database/database.ts'
import { all, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json, Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, livingOrRestorable } from '../permissions/decide.ts'
import { visible } from './input-schema.ts'
import { notFound } from './problems.ts'
import { readColumns, toReply } from './reply.ts'
import type { StoredRow } from './stored.ts'
import { byRecord, rowsQuery } from './sub-rows.ts'

/** One record with its sub-tables, as the caller may see it. A softly deleted one is told to who may restore it. @throws notFound, denied */
export async function getRecord(connection: TenantSql, caller: Caller, model: Model, entity: Entity, id: string): Promise<Json> {
  const decision = decideRead(caller, entity, model)
  const fields = visible(entity)
  const subFields = fields.filter(field => field.kind === 'rows')
  // Sub-tables are asked for along with the record, and told only with it.
  const [rows, ...subRows] = await connection.runTogether<Json>([
    sql<StoredRow>`
      select ${sql.join(readColumns(caller, model, entity, { fields, decision }))}
      from ${sql.raw(tableName(entity.table))} t
      where ${all([sql`t.tenant_id = ${connection.tenantId}`, sql`t.id = ${id}`, decision.where, livingOrRestorable(caller, entity, model)])}`,
    ...subFields.map(field => rowsQuery(connection, entity, field, [id])),
  ])
  const [row] = rows as StoredRow[]
  if (!row) throw notFound()
  const subTables = new Map(subFields.map((field, at) => [field, byRecord(field, subRows[at]!)]))
  const [reply] = await toReply(connection, caller, model, entity, [row], { fields, decision }, subTables)
  return reply!
}
