import type { TenantSql } from '../database/database.ts'
import { all, type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json, Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, livingOrRestorable, type ReadDecision } from '../permissions/decide.ts'
import { visible } from './input-schema.ts'
import { notFound } from './problems.ts'
import { readColumns, toReply } from './reply.ts'
import type { StoredRow } from './stored.ts'
import { rowsColumn, rowsOf } from './sub-rows.ts'

/** One record with its sub-tables, as the caller may see it. A softly deleted one is told to who may restore it. @throws notFound, denied */
export async function getRecord(connection: TenantSql, caller: Caller, model: Model, entity: Entity, id: string): Promise<Json> {
  const decision = decideRead(caller, entity, model)
  const fields = visible(entity)
  const subFields = fields.filter(field => field.kind === 'rows')
  const [row] = await connection.run(recordQuery(connection, caller, model, entity, decision).endingWith(id))
  if (!row) throw notFound()
  const subTables = new Map(subFields.map(field => [field, new Map([[row.id, rowsOf(field, row)]])]))
  const [reply] = await toReply(connection, caller, model, entity, [row], { fields, decision }, subTables)
  return reply!
}

/** What a decision asks for a record is always the same but for the id: kept as long as the decision. */
const recordQueries = new WeakMap<ReadDecision, Sql<StoredRow>>()

function recordQuery(connection: TenantSql, caller: Caller, model: Model, entity: Entity, decision: ReadDecision): Sql<StoredRow> {
  // The platform decides alike for every tenant and entity, and has nothing to keep.
  if (caller.access.everything || caller.tenantId !== connection.tenantId) return worded()
  const query = recordQueries.get(decision) ?? worded()
  recordQueries.set(decision, query)
  return query

  function worded(): Sql<StoredRow> {
    const where = all([sql`t.tenant_id = ${connection.tenantId}`, decision.where, livingOrRestorable(caller, entity, model)])
    const fields = visible(entity)
    const subTables = fields.filter(field => field.kind === 'rows').map(field => rowsColumn(connection.tenantId, entity, field))
    return sql<StoredRow>`
      select ${sql.join([...readColumns(caller, model, entity, { fields, decision }), ...subTables])}
      from ${sql.raw(tableName(entity.table))} t where ${where} and t.id = ${null}`
  }
}
