import { type Catalog, hasColumn } from '../upgrade/catalog.ts'
import { refusedByData } from '../upgrade/refused-by-data.ts'
import { timed, type Upgrading } from '../upgrade/upgrading.ts'
import { type Column, quote, type TableDefinition, tableName } from './table-definition.ts'

/** What there is to do to the tables; empty when they are as they should be. */
export type TablePlan = {
  missing: TableDefinition[]
  columns: { table: TableDefinition; column: Column }[]
  /** Those with columns of another type than they should have. */
  altered: TableDefinition[]
  indexes: Made[]
  constraints: Made[]
  obsolete: Obsolete[]
}

type Made = { table: TableDefinition; name: string; statement: string }

type Obsolete = { what: string; table: string; sql: string }

/** Compares tables as they should be with those that are there. What was made earlier and is declared no more goes. */
export async function planTables(upgrading: Upgrading, tables: TableDefinition[], catalog: Catalog): Promise<TablePlan> {
  const obsolete = await obsoleteIn(upgrading, tables)
  const gone = new Set(obsolete.map(one => one.what))
  const indexes = await indexesIn(upgrading)
  const constraints = await constraintsIn(upgrading)
  const lacking = (kind: 'indexes' | 'constraints', has: (table: TableDefinition, name: string) => boolean): Made[] =>
    tables.flatMap(table => [...table[kind]].filter(([name]) => !has(table, name)).map(([name, statement]) => ({ table, name, statement })))
  const has = (made: ReadonlyMap<string, string>, key: string) => made.has(key) && !gone.has(key)
  return {
    missing: tables.filter(table => !catalog.has(`${table.schema}.${table.name}`)),
    columns: tables.flatMap(table => {
      const known = catalog.get(`${table.schema}.${table.name}`)
      return known ? table.columns.filter(column => !known.columns.has(column.name)).map(column => ({ table, column })) : []
    }),
    altered: tables.filter(table => {
      const known = catalog.get(`${table.schema}.${table.name}`)
      return table.columns.some(column => known?.columns.has(column.name) && known.columns.get(column.name) !== column.type)
    }),
    indexes: lacking('indexes', (table, name) => has(indexes, `${table.schema}.${name}`)),
    constraints: lacking('constraints', (table, name) => has(constraints, `${table.schema}.${table.name}/${name}`)),
    obsolete,
  }
}

/** The tables there are that a plan changes, as SQL names them: those that a new key points to are among them. */
export function tablesTouchedBy(plan: TablePlan, catalog: Catalog): string[] {
  const targets = plan.constraints.flatMap(
    ({ statement }) => / references "([^"]+)"\."([^"]+)"/.exec(statement)?.slice(1, 3) as [string, string],
  )
  const changed = [...plan.columns, ...plan.indexes, ...plan.constraints].map(({ table }) => table)
  const touched = [...changed, ...plan.altered].map(table => `${table.schema}.${table.name}`)
  for (let at = 0; at < targets.length; at += 2) touched.push(`${targets[at]}.${targets[at + 1]}`)
  const there = [...new Set(touched)].filter(name => catalog.has(name)).map(name => name.split('.').map(quote).join('.'))
  return [...new Set([...there, ...plan.obsolete.map(one => one.table)])]
}

export async function applyTables(upgrading: Upgrading, plan: TablePlan, catalog: Catalog): Promise<void> {
  const { client } = upgrading
  for (const table of plan.missing) await timed(upgrading, 'table', `${table.schema}.${table.name}`, () => createTable(upgrading, table))
  for (const { table, column } of plan.columns)
    await timed(upgrading, 'column', `${table.schema}.${table.name}.${column.name}`, async () => {
      await client.query(`alter table ${tableName(table)} add column ${columnSql(column)}`)
      if (column.name === 'search_grams') await fillSearchGrams(upgrading, table)
    })
  for (const { what, sql } of plan.obsolete)
    await timed(upgrading, 'obsolete', what, async () => {
      await client.query(sql)
    })
  for (const made of plan.indexes) await make(upgrading, 'index', made, catalog)
  for (const made of plan.constraints) await make(upgrading, 'constraint', made, catalog)
}

/** Records from before they were found by pieces of their names. */
async function fillSearchGrams({ client, seeAllRows }: Upgrading, table: TableDefinition): Promise<void> {
  // Where the text is as new as its pieces, both are worked out later.
  if (!(await hasColumn(client, table, 'search_text'))) return
  await seeAllRows()
  await client.query(`update ${tableName(table)} set search_grams = array(
    select distinct substr(word, place, size) from regexp_split_to_table(search_text, ' ') word, generate_series(1, 3) size, generate_series(1, length(word) - size + 1) place)
    where search_text is not null`)
}

/** An index or a constraint; what the data have against it is told in words. */
async function make(upgrading: Upgrading, kind: 'index' | 'constraint', made: Made, catalog: Catalog): Promise<void> {
  const { table, name, statement } = made
  // Of a table that is new nothing has to be told, and nothing can be against it.
  if (!catalog.has(`${table.schema}.${table.name}`)) return void (await upgrading.client.query(statement))
  // PostgreSQL looks for rows that point nowhere as the owner, who would see none.
  if (kind === 'constraint') await upgrading.seeAllRows()
  await timed(upgrading, kind, `${table.schema}.${name}`, async () => {
    await upgrading.client.query('savepoint made')
    try {
      await upgrading.client.query(statement)
    } catch (error) {
      await upgrading.client.query('rollback to savepoint made')
      throw await refusedByData(upgrading, made, error)
    }
    await upgrading.client.query('release savepoint made')
  })
}

async function createTable({ client }: Upgrading, table: TableDefinition): Promise<void> {
  await client.query(`create schema if not exists ${quote(table.schema)}`)
  const name = tableName(table)
  const columns = [...table.columns.map(columnSql), 'primary key (tenant_id, id)'].join(',\n  ')
  await client.query(`create table ${name} (\n  ${columns}\n)${table.partitioned ? ' partition by range (id)' : ''}`)
  await client.query(`alter table ${name} enable row level security`)
  await client.query(`alter table ${name} force row level security`)
  await client.query(`create policy tenant on ${name} using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)`)
}

function columnSql(column: Column): string {
  return `${quote(column.name)} ${column.type}${column.default ? ` default ${column.default}` : ''}${column.notNull ? ' not null' : ''}`
}

/** Indexes and constraints that an earlier declaration made, and that this one does not or makes otherwise. Nobody else's are touched. */
async function obsoleteIn(upgrading: Upgrading, tables: TableDefinition[]): Promise<Obsolete[]> {
  const { before, model } = upgrading
  const wanted = new Map<string, string>(
    tables.flatMap(table => [
      ...[...table.indexes].map(([name, statement]) => [`${table.schema}.${name}`, statement] as const),
      ...[...table.constraints].map(([name, statement]) => [`${table.schema}.${table.name}/${name}`, statement] as const),
    ]),
  )
  const [indexes, constraints] = [await indexesIn(upgrading), await constraintsIn(upgrading)]
  const shapes = [...before].flatMap(([plugin, shape]) => (model.plugins.has(plugin) ? Object.values(shape.entities) : []))
  return shapes.flatMap(({ table: { schema }, ...made }) => [
    ...Object.entries(made.constraints).flatMap(([key, statement]): Obsolete[] => {
      const what = `${schema}.${key}`
      // A table that was renamed took its keys along.
      const name = key.slice(key.indexOf('/') + 1)
      if (wanted.get(what) === statement && constraints.has(what)) return []
      return [...constraints]
        .filter(([found]) => found.startsWith(`${schema}.`) && found.endsWith(`/${name}`) && (found === what || !wanted.has(found)))
        .map(([found, table]) => ({ what: found, table, sql: `alter table ${table} drop constraint ${quote(name)}` }))
    }),
    ...Object.entries(made.indexes).flatMap(([name, statement]): Obsolete[] => {
      const [what, table] = [`${schema}.${name}`, indexes.get(`${schema}.${name}`)]
      if (table === undefined || wanted.get(what) === statement) return []
      return [{ what, table, sql: `drop index ${tableName({ schema, name })}` }]
    }),
  ])
}

/** The tables of indexes, by the name of the index. */
async function indexesIn({ client }: Upgrading): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; table: string }>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', tn.nspname, t.relname) as table
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class t on t.oid = i.indrelid join pg_namespace tn on tn.oid = t.relnamespace`,
  )
  return new Map(rows.map(row => [row.name, row.table]))
}

/** Foreign keys by table and name: two tables may have one of the same name. */
async function constraintsIn({ client }: Upgrading): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; table: string }>(
    `select n.nspname || '.' || c.relname || '/' || o.conname as name, format('%I.%I', n.nspname, c.relname) as table
    from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
    where o.contype = 'f' and o.conparentid = 0`,
  )
  return new Map(rows.map(row => [row.name, row.table]))
}
