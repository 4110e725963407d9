import { join } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { quote, tableName } from '../database/table-definition.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { pack } from './contents.ts'
import type { TableContent } from './manifest.ts'
import { readStructure, type Structure, type Table } from './structure.ts'

/** Texts of values that do not depend on how a server or a role is set up. */
export const plainTexts = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8'`

/** One transaction that sees all rows as they are at one moment. */
export type Snapshot = {
  client: pg.Client
  structure: Structure
  /** By table, the tenants in whose place it has to be read; undefined reads it at once. */
  passes: ReadonlyMap<string, (string | undefined)[]>
  /** All tenants where some table hides rows, else undefined alone. */
  everyone: (string | undefined)[]
}

/**
 * Begins the snapshot: nothing is locked, and what is written from now on is not in it.
 * Row-level security binds an owner who is no superuser: he reads such tables tenant by tenant.
 */
export async function openSnapshot(client: pg.Client): Promise<Snapshot> {
  await client.query('begin isolation level repeatable read read only')
  await client.query(plainTexts)
  const structure = await readStructure(client)
  const bound = await tablesThatHideRows(client, structure.tables)
  const tenants = await tenantsOf(client, bound)
  const hidden = new Set(bound.map(tableName))
  const passesOf = (name: string) =>
    hidden.has(name) ? tenants.filter(tenant => tenant.tables.has(name)).map(tenant => tenant.id) : [undefined]
  return {
    client,
    structure,
    passes: new Map(structure.tables.map(tableName).map(name => [name, passesOf(name)])),
    everyone: bound.length > 0 ? tenants.map(tenant => tenant.id) : [undefined],
  }
}

/** Copies the rows of all tables into packed files, one a table. */
export async function copyTablesOut({ client, structure, passes }: Snapshot, folder: string): Promise<TableContent[]> {
  const contents: TableContent[] = []
  for (const table of structure.tables) {
    const file = `${table.schema}.${table.name}.copy.zst`
    let rows = 0
    const query = `select ${table.copied.map(quote).join(', ')} from ${tableName(table)}`
    const copied = copyOut(client, query, passes.get(tableName(table))!, passed => {
      rows += passed
    })
    const measured = await pack(copied, join(folder, file))
    contents.push({ schema: table.schema, name: table.name, file, rows, ...measured })
  }
  return contents
}

/** The rows of a query in PostgreSQL's text format, in the place of each of these tenants. */
export async function* copyOut(
  client: pg.Client,
  query: string,
  tenants: (string | undefined)[],
  passed: (rows: number) => void = () => {},
): AsyncGenerator<Buffer> {
  for (const tenant of tenants) {
    if (tenant) await beTenant(client, tenant)
    const stream = client.query(copyTo(`copy (${query}) to stdout`))
    yield* stream
    // How many they were stands in the message after the last byte; the next query is answered after that.
    await client.query('select 1')
    passed(stream.rowCount)
  }
}

async function tablesThatHideRows(client: pg.Client, tables: Table[]): Promise<Table[]> {
  const { rows } = await client.query('select t.name from unnest($1::text[]) as t(name) where row_security_active(t.name::regclass)', [
    tables.map(tableName),
  ])
  const names = new Set((rows as { name: string }[]).map(row => row.name))
  return tables.filter(table => names.has(tableName(table)))
}

/** Every tenant with the tables in which it has rows: small tenants have rows in few. */
async function tenantsOf(client: pg.Client, tables: Table[]): Promise<{ id: string; tables: Set<string> }[]> {
  if (tables.length === 0) return []
  await beTenant(client, platformTenant)
  const { rows } = await client.query('select id from core.tenant order by id')
  const found: { id: string; tables: Set<string> }[] = []
  for (const { id } of rows as { id: string }[]) {
    await beTenant(client, id)
    const filled = await client.query({
      text: tables
        .map(table => `select ${pg.escapeLiteral(tableName(table))} as name where exists (select 1 from ${tableName(table)})`)
        .join(' union all '),
      name: 'tables with rows',
    })
    found.push({ id, tables: new Set((filled.rows as { name: string }[]).map(row => row.name)) })
  }
  return found
}

async function beTenant(client: pg.Client, id: string): Promise<void> {
  await client.query(`select set_config('app.tenant', $1, true)`, [id])
}
