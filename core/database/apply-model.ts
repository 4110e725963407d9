import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import type { Entity, Model } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import { serverRole, serverUrl } from './database.ts'
import { partitionStatements } from './partitions.ts'
import { type Column, quote, type TableDefinition, tableName, tablesOf } from './table-definition.ts'

const platformSql = readFileSync(join(import.meta.dirname, 'platform.sql'), 'utf8')

/** Counted up when what is done to the tables changes, so that a database that has them is brought along. */
const securing = 2

/**
 * Brings the database to the model: creates what is missing, runs plugins' migration files once each, and never drops anything.
 * All of it under one lock and in one transaction: two servers starting at once do it once, and a failure leaves all as it was.
 */
export async function applyModel(ownerUrl: string, model: Model): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await applyModelWithin(client, ownerUrl, model)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** The same within a transaction of the owner's, for what must happen together with it, such as a restore. */
export async function applyModelWithin(client: pg.Client, ownerUrl: string, model: Model): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('dangjian apply model'))`)
  const tables = tablesIn(model)
  // Partitions are made ahead, so that a start in another month has something to add.
  const hash = `${modelHash(model)} ${new Date().toISOString().slice(0, 7)}`
  await ensureServerRole(client, ownerUrl)
  if ((await appliedHash(client)) === hash) return
  await client.query(platformSql)
  await runMigrations(client, model)
  await applyTables(client, tables)
  for (const entity of model.entities.values()) await applyTriggers(client, entity)
  for (const statement of partitionStatements(tables.filter(table => table.partitioned))) await client.query(statement)
  await grantToServer(client, [...new Set(['core', ...tables.map(table => table.schema)])])
  await client.query(
    `insert into core.applied (name, hash) values ('model', $1) on conflict (name) do update set hash = excluded.hash, at = now()`,
    [hash],
  )
}

/** Tells one version of the declared tables from another: servers of two versions do not work on one database. */
export function modelHash(model: Model): string {
  const tables = tablesIn(model).map(table => ({ ...table, indexes: [...table.indexes], constraints: [...table.constraints] }))
  return createHash('sha256')
    .update(JSON.stringify([platformSql, tables, triggerList(model), securing]))
    .digest('hex')
}

function tablesIn(model: Model): TableDefinition[] {
  return [...model.entities.values()].flatMap(entity => tablesOf(entity, model))
}

async function appliedHash(client: pg.Client): Promise<string | undefined> {
  const exists = await client.query(`select to_regclass('core.applied') is not null as exists`)
  if (!exists.rows[0].exists) return undefined
  return (await client.query(`select hash from core.applied where name = 'model'`)).rows[0]?.hash
}

/**
 * The role that the server works as: it can sign in and read and write rows, and nothing else. One that is as it should be is left
 * alone: owners who are no superusers may make roles, and may not say of them what only superusers may.
 */
async function ensureServerRole(client: pg.Client, ownerUrl: string): Promise<void> {
  const password = client.escapeLiteral(decodeURIComponent(new URL(serverUrl(ownerUrl)).password))
  const known = await client.query(
    'select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication as mighty from pg_roles where rolname = $1',
    [serverRole],
  )
  if (known.rowCount === 0) await client.query(`create role ${serverRole} login password ${password}`)
  else if (known.rows[0].mighty) throw new CannotStart(`数据库角色 ${serverRole} 的权限过大，请数据库管理员收回它的特权后再启动。`)
  else if (!(await canSignIn(serverUrl(ownerUrl)))) await client.query(`alter role ${serverRole} login password ${password}`)
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    // Wrong password, or a role that may not sign in.
    if (/^28...$/.test((error as { code?: string }).code ?? '')) return false
    throw error
  } finally {
    // Whether it could sign in is known by now; how a connection that failed ends adds nothing.
    await client.end().catch(() => {})
  }
}

async function grantToServer(client: pg.Client, schemas: string[]): Promise<void> {
  for (const schema of schemas) {
    await client.query(`grant usage on schema ${quote(schema)} to ${serverRole}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${quote(schema)} to ${serverRole}`)
    await client.query(`grant usage on all sequences in schema ${quote(schema)} to ${serverRole}`)
  }
  // Nobody rewrites the log: not the server either.
  await client.query(`revoke update, delete on core.audit_entry, core.audit_seal, core.record_history, core.applied from ${serverRole}`)
  await client.query(`revoke insert on core.applied from ${serverRole}`)
  await client.query(`revoke all on core.secret_key from ${serverRole}`)
  await closePartitions(client, schemas)
}

/** A partition named by itself knows neither its parent's policy nor what was revoked there: the server goes through the parent. */
async function closePartitions(client: pg.Client, schemas: string[]): Promise<void> {
  const partitions = await client.query(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity and c.relforcerowsecurity as secured
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relispartition and c.relkind = 'r' and n.nspname = any($1)`,
    [schemas],
  )
  for (const { name, secured } of partitions.rows as { name: string; secured: boolean }[]) {
    await client.query(`revoke all on ${name} from ${serverRole}`)
    // Without a policy of its own it shows nothing; the parent's holds for whoever comes through the parent.
    if (!secured) await client.query(`alter table ${name} enable row level security, force row level security`)
  }
}

async function applyTables(client: pg.Client, tables: TableDefinition[]): Promise<void> {
  const found = await client.query(
    `select table_schema || '.' || table_name as table, column_name as name from information_schema.columns where table_schema = any($1)`,
    [[...new Set(tables.map(table => table.schema))]],
  )
  const existing = Map.groupBy(found.rows as { table: string; name: string }[], row => row.table)
  for (const table of tables) {
    const columns = existing.get(`${table.schema}.${table.name}`)
    if (!columns) await createTable(client, table)
    else
      for (const column of table.columns.filter(column => !columns.some(known => known.name === column.name))) {
        await client.query(`alter table ${tableName(table)} add column ${columnSql(column)}`)
        if (column.name === 'search_grams') await fillSearchGrams(client, tableName(table))
      }
  }
  const names = await client.query(
    `select indexname as name from pg_indexes where schemaname = any($1) union select conname from pg_constraint`,
    [[...new Set(tables.map(table => table.schema))]],
  )
  const made = new Set((names.rows as { name: string }[]).map(row => row.name))
  for (const kind of ['indexes', 'constraints'] as const)
    for (const table of tables)
      for (const [name, statement] of table[kind])
        if (!made.has(name)) await client.query(statement).catch(error => refuseDoubles(table, error))
}

/**
 * A new unique rule that stored records break: whoever starts is told how to find them, and keeps the version before until one of each is
 * put right. What they hold is not told: it may be people's.
 */
function refuseDoubles(table: TableDefinition, error: { code?: string; detail?: string }): never {
  if (error.code !== '23505') throw error
  const columns = /^Key \((.*?)\)=\(/.exec(error.detail ?? '')?.[1] ?? 'tenant_id, id'
  const query = `select ${columns}, array_agg(id) from ${tableName(table)} where (${columns}) is not null group by ${columns} having count(*) > 1`
  throw new CannotStart(
    `表 ${table.schema}.${table.name} 中有相同的记录，与新的唯一规则冲突。请仍用原来的版本启动，改正相同的记录后再换新版本；数据没有改动。查找的语句：${query}`,
  )
}

/** Records from before they were found by pieces of their names. The owner sees rows of every tenant only while the policy is not forced. */
async function fillSearchGrams(client: pg.Client, table: string): Promise<void> {
  await client.query(`alter table ${table} no force row level security`)
  await client.query(`update ${table} set search_grams = array(
    select distinct substr(word, place, size) from regexp_split_to_table(search_text, ' ') word, generate_series(1, 3) size, generate_series(1, length(word) - size + 1) place)
    where search_text is not null`)
  await client.query(`alter table ${table} force row level security`)
}

async function createTable(client: pg.Client, table: TableDefinition): Promise<void> {
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

function triggersOf(entity: Entity): [name: string, sql: string][] {
  const table = tableName(entity.table)
  const found: [string, string][] = []
  if (entity.counted && entity.organizationField && entity.organizationField !== 'id')
    for (const [operation, rows] of [
      ['insert', 'new table as new_rows'],
      ['update', 'old table as old_rows new table as new_rows'],
      ['delete', 'old table as old_rows'],
    ] as const)
      found.push([
        `count_${operation}`,
        `after ${operation} on ${table} referencing ${rows} for each statement execute function core.count_by_organization('${entity.key}', '${entity.delete}')`,
      ])
  if (entity.key === 'core/user')
    found.push(['name_for_sign_in', `after insert or update or delete on ${table} for each row execute function core.name_for_sign_in()`])
  return found
}

function triggerList(model: Model): unknown {
  return [...model.entities.values()].map(triggersOf)
}

async function applyTriggers(client: pg.Client, entity: Entity): Promise<void> {
  for (const [name, definition] of triggersOf(entity)) await client.query(`create or replace trigger ${quote(name)} ${definition}`)
}

/** Migration files of plugins, in order of their names, each once: what cannot be derived from the declaration. */
async function runMigrations(client: pg.Client, model: Model): Promise<void> {
  for (const plugin of model.plugins.values()) {
    const folder = join(plugin.folder, 'migrations')
    if (!existsSync(folder)) continue
    const table = await client.query('select to_regnamespace($1) is not null as exists', [columnName(plugin.name)])
    const fresh = !table.rows[0].exists
    for (const file of readdirSync(folder)
      .filter(name => name.endsWith('.sql'))
      .sort()) {
      const text = readFileSync(join(folder, file), 'utf8')
      const name = `migration ${plugin.name}/${file}`
      const known = await client.query('select 1 from core.applied where name = $1', [name])
      if (known.rowCount) continue
      // A database that never had the plugin starts from its newest declaration.
      if (!fresh) await client.query(text)
      await client.query('insert into core.applied (name, hash) values ($1, $2)', [name, createHash('sha256').update(text).digest('hex')])
    }
  }
}
