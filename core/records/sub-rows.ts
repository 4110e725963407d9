import type { TenantSql, TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { columnOf, isStored, quote, tableName } from '../database/table-definition.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { newId } from '../new-id.ts'
import { sendRows } from './insert.ts'

export const rowsFields = (entity: Entity): Field[] => entity.fields.filter(field => field.kind === 'rows')

/** Rows of sub-tables: field -> record -> its rows in their order. */
export type SubTables = ReadonlyMap<Field, ReadonlyMap<string, Json[]>>

/** The rows of a sub-table for these records, in their order, one query for all of them. */
export async function loadRows(connection: TenantSql, entity: Entity, field: Field, parents: string[]): Promise<Map<string, Json[]>> {
  return parents.length === 0 ? new Map() : byRecord(field, await connection.run(rowsQuery(connection, entity, field, parents)))
}

/** What asks for the rows of a sub-table, for whoever asks for more at once. Of one record it is planned once, of several each time anew. */
export function rowsQuery({ tenantId }: TenantSql, entity: Entity, field: Field, parents: string[]): Sql<Json> {
  const columns = field.rows!.fields.filter(isStored)
  const table = { schema: entity.table.schema, name: field.rows!.table }
  const [only] = parents
  const whose = parents.length === 1 ? sql`parent_id = ${only}` : sql`parent_id = any(${parents}::uuid[])`
  return sql<Json>`
    select ${sql.raw(['parent_id', 'id', ...columns.map(column => column.column)].map(quote).join(', '))}
    from ${sql.raw(tableName(table))} where tenant_id = ${tenantId} and ${whose} order by parent_id, position`
}

/** The rows of a sub-table as a column of their record `t`, which is read alone: they need no statement of their own then. */
export function rowsColumn(tenantId: string, entity: Entity, field: Field): Sql {
  const table = { schema: entity.table.schema, name: field.rows!.table }
  const values = sql.join(field.rows!.fields.filter(isStored).map(column => sql.ref(`s.${column.column}`)))
  return sql`(select json_agg(json_build_array(${values}) order by s.position) from ${sql.raw(tableName(table))} s
    where s.tenant_id = ${tenantId} and s.parent_id = t.id) as ${sql.ref(rowsName(field))}`
}

const rowsName = (field: Field): string => `rows_${field.column}`

/** The rows that `rowsColumn` gives with a record. */
export function rowsOf(field: Field, record: Json): Json[] {
  const columns = field.rows!.fields.filter(isStored)
  const rows = (record[rowsName(field)] as unknown[][] | null) ?? []
  return rows.map(values => Object.fromEntries(columns.map((column, at) => [column.name, valueInJson(column, values[at])])))
}

/** JSON tells everything as a column does, but for times. */
function valueInJson(column: Field, value: unknown): unknown {
  return column.kind === 'date-time' && typeof value === 'string' ? new Date(value).toISOString() : (value ?? null)
}

/** The rows that `rowsQuery` found. */
export function byRecord(field: Field, rows: Json[]): Map<string, Json[]> {
  const columns = field.rows!.fields.filter(isStored)
  const found = new Map<string, Json[]>()
  for (const row of rows) {
    const one: Json = Object.fromEntries(columns.map(column => [column.name, row[column.column] ?? null]))
    const parent = String(row['parent_id'])
    found.set(parent, [...(found.get(parent) ?? []), one])
  }
  return found
}

/** Writes each record's rows as they now are, without waiting for it; `told` words a failure. */
export function saveRows(
  transaction: TenantTransaction,
  entity: Entity,
  records: { id: string; values: Json; changed?: ReadonlySet<string> }[],
  told: (error: unknown) => unknown,
): void {
  for (const field of rowsFields(entity)) {
    const affected = records.filter(record => record.changed === undefined || record.changed.has(field.name))
    const table = { schema: entity.table.schema, name: field.rows!.table }
    const replaced = affected.filter(record => record.changed).map(record => record.id)
    if (replaced.length > 0)
      transaction.send(
        sql`delete from ${sql.raw(tableName(table))} where tenant_id = ${transaction.tenantId} and parent_id = any(${replaced}::uuid[])`,
        told,
      )
    const columns = field.rows!.fields.filter(isStored)
    const rows = affected.flatMap(record =>
      ((record.values[field.name] as Json[] | null | undefined) ?? []).map((row, position) => ({
        id: newId(),
        parent_id: record.id,
        position,
        ...Object.fromEntries(columns.map(column => [column.column, row[column.name] ?? null])),
      })),
    )
    const keys = [
      { name: 'id', type: 'uuid', notNull: true },
      { name: 'parent_id', type: 'uuid', notNull: true },
      { name: 'position', type: 'integer', notNull: true },
    ]
    sendRows(transaction, table, [...keys, ...columns.map(columnOf)], rows, told)
  }
}
