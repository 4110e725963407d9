import type pg from 'pg'

/** A table as it is in the database; types are written as the engine writes them. */
export type FoundTable = { partitioned: boolean; columns: Map<string, string> }

/** By `schema.table`. */
export type Catalog = ReadonlyMap<string, FoundTable>

export async function readCatalog(client: pg.Client, schemas: string[]): Promise<Catalog> {
  const { rows } = await client.query<{ table: string; partitioned: boolean; column: string; type: string }>(
    `select n.nspname || '.' || c.relname as table, c.relkind = 'p' as partitioned, a.attname as column,
      replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz')
        || case when o.collname = 'C' then ' collate "C"' else '' end as type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_collation o on o.oid = a.attcollation
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition`,
    [schemas],
  )
  const catalog = new Map<string, FoundTable>()
  for (const row of rows) {
    const table = catalog.get(row.table) ?? { partitioned: row.partitioned, columns: new Map() }
    table.columns.set(row.column, row.type)
    catalog.set(row.table, table)
  }
  return catalog
}

export async function hasColumn(client: pg.Client, table: { schema: string; name: string }, column: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from pg_attribute where attrelid = to_regclass(format('%I.%I', $1::text, $2::text)) and attname = $3 and attnum > 0 and not attisdropped`,
    [table.schema, table.name, column],
  )
  return rowCount === 1
}

export async function hasTable(client: pg.Client, table: { schema: string; name: string }): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass(format('%I.%I', $1::text, $2::text)) is not null as exists`,
    [table.schema, table.name],
  )
  return rows[0]!.exists
}
