import pg from 'pg'

/** Where a text stands in the database, in whatever table and column: `schema.table.column`. */
export async function placesOf(ownerUrl: string, texts: string[]): Promise<string[]> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rows: columns } = await owner.query<{ schema: string; table: string; column: string }>(
      `select n.nspname as schema, c.relname as table, a.attname as column
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       join pg_type y on y.oid = a.atttypid
       where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
         and n.nspname !~ '^(pg_|information_schema)' and (y.typcategory in ('S', 'A') or y.typname in ('json', 'jsonb', 'bytea'))`,
    )
    const found: string[] = []
    for (const { schema, table, column } of columns) {
      const { rows } = await owner.query(
        `select 1 from "${schema}"."${table}" where exists (select 1 from unnest($1::text[]) as text where position(text in "${column}"::text) > 0) limit 1`,
        [texts],
      )
      if (rows.length > 0) found.push(`${schema}.${table}.${column}`)
    }
    return found
  } finally {
    await owner.end()
  }
}
