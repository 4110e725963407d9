import type { TenantSql, TenantTransaction } from '../database/database.ts'
import { all, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, livingOrRestorable } from '../permissions/decide.ts'
import type { Engine } from './engine.ts'
import { visible, writable } from './input-schema.ts'
import { notFound } from './problems.ts'
import { labelsOf } from './relations.ts'
import { masked } from './reply.ts'
import { maskedSecret, plainValue } from './secret-values.ts'
import { changeRecord, requireUpdatable } from './update.ts'

type HistoryRow = { version: number; action: string; changed: string[]; data: Json; created_at: string; created_by: string | null }

/** What a record was, newest first, with the fields that the caller may see. @throws notFound, denied */
export async function historyOf(connection: TenantSql, caller: Caller, engine: Engine, entity: Entity, id: string): Promise<Json[]> {
  const decision = decideRead(caller, entity, engine.model)
  const [current] = await connection.run(sql<Json>`
    select ${sql.join([sql.ref('t.id'), ...decision.columns])} from ${sql.raw(tableName(entity.table))} t
    where ${all([sql`t.tenant_id = ${connection.tenantId}`, sql`t.id = ${id}`, decision.where, livingOrRestorable(caller, entity, engine.model)])}`)
  if (!current) throw notFound()
  const rows = await connection.run(sql<HistoryRow>`
    select version, action, changed, data, created_at, created_by from core.record_history
    where tenant_id = ${connection.tenantId} and entity = ${entity.key} and record_id = ${id} order by version desc, id desc limit 500`)
  const people = await labelsOf(
    connection,
    caller,
    engine.model,
    'core/user',
    rows.flatMap(row => row.created_by ?? []),
  )
  const shownAs = decision.shownIn(current)
  const shown = new Map(visible(entity).map(field => [field, shownAs(field)]))
  return rows.map(row => {
    const data: Json = {}
    for (const [field, how] of shown) {
      const value = row.data[field.name]
      if (how === 'hidden' || value === undefined) continue
      if (field.relation && how === 'masked') continue
      if (field.secret) data[field.name] = maskedSecret(field, value, id, connection.secrets)
      else data[field.name] = how === 'masked' ? masked(field, value) : value
    }
    const by = row.created_by ? { id: row.created_by, label: people.get(row.created_by) ?? null } : null
    return { version: row.version, action: row.action, changed: row.changed.filter(name => name in data), data, at: row.created_at, by }
  })
}

/** Makes a record what it was at a version: a change like any other, under the same rules. @throws notFound, invalid */
export async function restoreVersion(
  engine: Engine,
  transaction: TenantTransaction,
  caller: Caller,
  entity: Entity,
  id: string,
  version: number,
): Promise<void> {
  // First whether there is such a record for the caller at all: another's versions are as unknown as the record.
  await requireUpdatable({ engine, transaction, caller, entity }, id)
  const [row] = await transaction.run(sql<{ data: Json }>`
    select data from core.record_history where tenant_id = ${transaction.tenantId} and entity = ${entity.key} and record_id = ${id} and version = ${version} limit 1`)
  if (!row) throw notFound('没有这个版本')
  const values = Object.fromEntries(
    writable(entity)
      // What is no part of that version, as fields that the tenant has added since are not, stays as it is.
      .filter(field => !field.immutable && (!field.own || field.name in row.data))
      .map(field => [field.name, plainValue(field, row.data[field.name], id, transaction.secrets)]),
  )
  await changeRecord({ engine, transaction, caller, entity }, id, values)
}
