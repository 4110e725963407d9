import type pg from 'pg'
import { quote, tableName } from '../database/table-definition.ts'

export type Table = {
  schema: string
  name: string
  /** Its definition as it stands in `create table`. */
  columns: { name: string; definition: string }[]
  /** The columns that a copy holds: all but generated ones. */
  copied: string[]
  partitionKey: string | null
  partitions: { schema: string; name: string; bound: string }[]
}

/** The owner's tables as they are, in the catalog's own words; what the queue keeps for itself is not among them. */
export type Structure = {
  extensions: string[]
  schemas: string[]
  sequences: { schema: string; name: string; type: string }[]
  functions: string[]
  tables: Table[]
  /** Statements for once the rows are there, in their order: keys, indexes, foreign keys, triggers, policies. */
  finishing: string[]
}

/** BullMQ's: emptied without loss, since open jobs stand in `core.open_job`. */
export const queueSchema = 'bullmq'

/** The schemas that hold the installation: those that the owner owns, the queue's apart. */
export async function ownSchemas(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select nspname as name from pg_namespace where pg_get_userbyid(nspowner) = current_user
      and nspname !~ '^pg_' and nspname not in ('information_schema', 'public', $1) order by 1`,
    [queueSchema],
  )
  return (rows as { name: string }[]).map(row => row.name)
}

/** Reads the structure. Names are told without the schema `public`, where extensions are, and with any other. */
export async function readStructure(client: pg.Client): Promise<Structure> {
  await client.query('set local search_path = public')
  const schemas = await ownSchemas(client)
  const list = async <Row>(text: string): Promise<Row[]> => (await client.query(text, [schemas])).rows as Row[]
  const texts = async (text: string): Promise<string[]> => (await list<{ text: string }>(text)).map(row => row.text)
  return {
    extensions: (await client.query(`select extname from pg_extension where extname <> 'plpgsql' order by 1`)).rows.map(row => row.extname),
    schemas,
    sequences: await list(`select n.nspname as schema, c.relname as name, format_type(s.seqtypid, null) as type
      from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) order by 1, 2`),
    functions: await texts(`select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = any($1) and p.prokind in ('f', 'p') order by p.oid`),
    tables: await list(tablesSql),
    finishing: [
      ...(await texts(keysSql)),
      ...(await texts(indexesSql)),
      ...(await texts(foreignKeysSql)),
      ...(await texts(triggersSql)),
      ...(await texts(policiesSql)),
    ],
  }
}

/** What makes the tables, ready to be filled: nothing slows the rows down yet. */
export function creatingStatements({ extensions, schemas, sequences, functions, tables }: Structure): string[] {
  return [
    ...extensions.map(name => `create extension if not exists ${quote(name)}`),
    ...schemas.map(name => `create schema ${quote(name)}`),
    ...sequences.map(one => `create sequence ${tableName(one)} as ${one.type}`),
    'set local check_function_bodies = off',
    ...functions,
    ...tables.flatMap(table => [
      `create table ${tableName(table)} (${table.columns.map(column => `${quote(column.name)} ${column.definition}`).join(', ')})${table.partitionKey ? ` partition by ${table.partitionKey}` : ''}`,
      ...table.partitions.map(part => `create table ${tableName(part)} partition of ${tableName(table)} ${part.bound}`),
    ]),
  ]
}

const tablesSql = `
  select n.nspname as schema, c.relname as name,
    (select json_agg(json_build_object('name', a.attname, 'definition', concat_ws(' ', format_type(a.atttypid, a.atttypmod),
        case when a.attcollation not in (0, t.typcollation) then format('collate %I', l.collname) end,
        case a.attgenerated when '' then 'default ' || pg_get_expr(d.adbin, d.adrelid)
          else format('generated always as (%s) %s', pg_get_expr(d.adbin, d.adrelid), case a.attgenerated when 's' then 'stored' else 'virtual' end) end,
        case when a.attnotnull then 'not null' end)) order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select json_agg(a.attname order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as copied,
    pg_get_partkeydef(c.oid) as "partitionKey",
    (select coalesce(json_agg(json_build_object('schema', pn.nspname, 'name', p.relname, 'bound', pg_get_expr(p.relpartbound, p.oid)) order by p.relname), '[]')
      from pg_inherits i join pg_class p on p.oid = i.inhrelid join pg_namespace pn on pn.oid = p.relnamespace where i.inhparent = c.oid) as partitions
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition order by 1, 2`

const ownTable = `join pg_class c on c.oid = of.relation join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1) and not c.relispartition`

/** Primary keys and whatever else is an index and a constraint at once, then checks. */
const keysSql = `select format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, of.conname, pg_get_constraintdef(of.oid)) as text
  from (select oid, conname, conrelid as relation, contype from pg_constraint where contype in ('p', 'u', 'x', 'c')) of ${ownTable} order by of.contype desc, 1`

/** Of a partitioned table the catalog tells the index of the parent alone; made anew, it is made for the partitions too. */
const indexesSql = `select regexp_replace(pg_get_indexdef(of.indexrelid), ' ON ONLY ', ' ON ') as text from (select indexrelid, indrelid as relation from pg_index
    where not exists (select 1 from pg_constraint k where k.conindid = indexrelid and k.contype in ('p', 'u', 'x'))) of ${ownTable} order by 1`

const foreignKeysSql = `select format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, of.conname, pg_get_constraintdef(of.oid)) as text
  from (select oid, conname, conrelid as relation from pg_constraint where contype = 'f' and conparentid = 0) of ${ownTable} order by 1`

const triggersSql = `select pg_get_triggerdef(of.oid) as text
  from (select oid, tgrelid as relation from pg_trigger where not tgisinternal) of ${ownTable} order by 1`

const policiesSql = `select text from (
    select 1 as step, format('alter table %I.%I enable row level security', n.nspname, c.relname) as text
      from (select oid as relation from pg_class where relrowsecurity) of ${ownTable}
    union all
    select 2, format('alter table %I.%I force row level security', n.nspname, c.relname)
      from (select oid as relation from pg_class where relforcerowsecurity) of ${ownTable}
    union all
    select 3, format('create policy %I on %I.%I as %s for %s to %s', of.polname, n.nspname, c.relname,
        case when of.polpermissive then 'permissive' else 'restrictive' end,
        case of.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        case when of.polroles = '{0}' then 'public' else (select string_agg(quote_ident(rolname), ', ') from pg_roles where oid = any(of.polroles)) end)
        || coalesce(' using (' || pg_get_expr(of.polqual, of.relation) || ')', '')
        || coalesce(' with check (' || pg_get_expr(of.polwithcheck, of.relation) || ')', '')
      from (select *, polrelid as relation from pg_policy) of ${ownTable}
  ) statements order by step, text`
