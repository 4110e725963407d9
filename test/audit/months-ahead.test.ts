import pg from 'pg'
import t from 'tap'
import { v7 as uuid } from 'uuid'
import { turnMonths } from '../../core/audit/retention.ts'
import { applyModel } from '../../core/database/apply-model.ts'
import { serverRole, serverUrl } from '../../core/database/database.ts'
import { addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { ownerUrl } = platform
const { model, keyRing: keys } = platform.app.platform.engine

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  return client
}
const [owner, writer, server] = [await connect(ownerUrl), await connect(ownerUrl), await connect(serverUrl(ownerUrl))]
const [demo, other] = (await owner.query(`select id from core.tenant where code in ('demo', 'platform') order by code`)).rows.map(row =>
  String(row.id),
) as [string, string]

const tables = ['audit_entry', 'record_history'] as const
type Log = (typeof tables)[number]

/** The middle of the month so many months from now. */
const ahead = (months: number) => new Date(`${addMonths(`${todayInShanghai().slice(0, 7)}-01`, months).slice(0, 7)}-15T08:00:00Z`)
const partition = (table: Log, months: number) => `core.${table}_${ahead(months).toISOString().slice(0, 7).replace('-', '_')}`
const exists = async (name: string) => (await owner.query('select to_regclass($1) is not null as exists', [name])).rows[0].exists

async function write(client: pg.Client, table: Log, months: number, tenant = demo): Promise<string> {
  const id = uuid({ msecs: ahead(months).getTime() })
  if (table === 'audit_entry')
    await client.query(`insert into core.audit_entry (tenant_id, id, action, version) values ($1, $2, 'sign-in', 1)`, [tenant, id])
  else
    await client.query(
      `insert into core.record_history (tenant_id, id, entity, record_id, version, action, changed, data) values ($1, $2, 'core/user', $2, 1, 'create', '{}', '{}')`,
      [tenant, id],
    )
  return id
}

/** Where the row lies; found by its key, so that the index and the bounds of its partition are right too. */
async function whereIs(table: Log, id: string, tenant = demo): Promise<string> {
  const { rows } = await owner.query(`select tableoid::regclass::text as name from core.${table} where tenant_id = $1 and id = $2`, [
    tenant,
    id,
  ])
  return rows.length === 1 ? String(rows[0].name) : `${rows.length} rows`
}

/** Partitions of which the server could see or change anything by their own name. */
async function open(): Promise<string[]> {
  const { rows } = await owner.query(
    `select oid::regclass::text as name from pg_class c where relispartition and relkind = 'r' and not (relrowsecurity and relforcerowsecurity
      and not has_table_privilege($1, oid, 'select') and not has_table_privilege($1, oid, 'insert, update, delete'))`,
    [serverRole(ownerUrl)],
  )
  return rows.map(row => String(row.name))
}

t.test('a server that runs for years makes its months itself, each time those of a year', async t => {
  for (const table of tables) t.equal(await whereIs(table, await write(owner, table, 14)), `core.${table}_rest`, 'nobody made it yet')
  await turnMonths({ ownerUrl, model, keys, now: ahead(16) })
  for (const table of tables) {
    for (const months of [16, 22, 28]) t.equal(await whereIs(table, await write(owner, table, months)), partition(table, months))
    t.notOk(await exists(partition(table, 29)))
  }
  t.strictSame(await open(), [])
})

t.test('a month that already has rows takes them over from the rest, and others’ stay there', async t => {
  const [late, past] = [31, 30]
  const rows = []
  for (const table of tables) rows.push({ table, moved: await write(owner, table, late), left: await write(owner, table, past) })
  await turnMonths({ ownerUrl, model, keys, now: ahead(late) })
  for (const { table, moved, left } of rows) {
    t.equal(await whereIs(table, moved), partition(table, late))
    t.equal(await whereIs(table, left), `core.${table}_rest`)
    t.equal(await whereIs(table, await write(owner, table, late)), partition(table, late))
  }
  t.strictSame(await open(), [])
})

t.test('nobody waits for the months of a table in use: they are made the next time', async t => {
  await writer.query('begin')
  await write(writer, 'audit_entry', 50)
  await turnMonths({ ownerUrl, model, keys, now: ahead(50) })
  t.notOk(await exists(partition('audit_entry', 50)))
  t.ok(await exists(partition('record_history', 50)), 'the others are made')
  const during = await write(owner, 'audit_entry', 51)
  await writer.query('commit')
  await turnMonths({ ownerUrl, model, keys, now: ahead(50) })
  t.equal(await whereIs('audit_entry', during), partition('audit_entry', 51))
})

t.test('a start finds what was written into the rest and puts it where it belongs, each tenant’s own', async t => {
  const months = 70
  const rows = []
  for (const table of tables)
    for (const tenant of [demo, other])
      for (const month of [months, months + 12]) rows.push({ table, tenant, month, id: await write(owner, table, month, tenant) })
  await applyModel(ownerUrl, model, {}, ahead(months))
  for (const { table, tenant, month, id } of rows) t.equal(await whereIs(table, id, tenant), partition(table, month))
  t.strictSame(await open(), [])
  for (const table of tables) {
    await server.query('begin')
    await server.query(`set local app.tenant = '${demo}'`)
    const { rows: seen } = await server.query(`select id from core.${table} where id = any($1)`, [rows.map(row => row.id)])
    await server.query('rollback')
    t.strictSame(seen.map(row => row.id).sort(), rows.flatMap(row => (row.table === table && row.tenant === demo ? [row.id] : [])).sort())
    await t.rejects(server.query(`select 1 from ${partition(table, months)}`), { code: '42501' })
    await t.rejects(server.query(`select 1 from core.${table}_rest`), { code: '42501' })
  }
  await applyModel(ownerUrl, model, {}, ahead(months))
})
