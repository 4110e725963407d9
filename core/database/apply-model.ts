import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Model } from '../declarations/model.ts'
import { ownersRows } from '../upgrade/all-rows.ts'
import { noteModel, readApplied, refuseOlder } from '../upgrade/applied.ts'
import { readCatalog } from '../upgrade/catalog.ts'
import { judge } from '../upgrade/judge.ts'
import { allTables, lockTables } from '../upgrade/lock-tables.ts'
import { recompute } from '../upgrade/recompute.ts'
import { hasMigrations, runMigrations } from '../upgrade/run-migrations.ts'
import { shapeOf } from '../upgrade/shape.ts'
import { lockStart, withPatience } from '../upgrade/start-lock.ts'
import { type Change, timed, type Upgrading } from '../upgrade/upgrading.ts'
import { applyTables, planTables, tablesTouchedBy } from './apply-tables.ts'
import { addPartitions, partitionedTables } from './partitions.ts'
import { ensureServerRole, grantToServer, isGranted, withdrawFormerRole } from './server-role.ts'
import { type TableDefinition, tableName, tablesOf } from './table-definition.ts'
import { applyTriggers } from './triggers.ts'

const platformSql = readFileSync(join(import.meta.dirname, 'platform.sql'), 'utf8')
/** Of what the engine keeps beside the declared entities. */
export const platformHash = createHash('sha256').update(platformSql).digest('hex')

/** Counted up when what is done to the tables changes, so that a database that has them is brought along. */
const securing = 3

export type Told = {
  /** Told of every change when it has been made; all of them hold together, at the end. */
  onChange?: (change: Change) => void
  /** Told when something else is in the way and is waited for. */
  onWait?: (reason: string) => void
}

/**
 * Brings the database to the model: does plugins' migrations once each, creates what is missing, and drops no data but by a migration.
 * All of it under one lock and in one transaction: two servers starting at once do it once, and a failure leaves all as it was. `now` says
 * which months are made ahead.
 * @throws CannotStart for what the data do not let it do, and for an older version than the database has
 */
export async function applyModel(ownerUrl: string, model: Model, told: Told = {}, now = new Date()): Promise<void> {
  await withPatience(told.onWait, async () => {
    const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dangjian start' })
    // What ends a connection is told by the query that it ends.
    client.on('error', () => {})
    await client.connect()
    try {
      await client.query('begin')
      await applyModelWithin(client, ownerUrl, model, told, now)
      await client.query('commit')
    } finally {
      await client.end()
    }
  })
}

/** The same within a transaction of the owner's, for what must happen together with it, such as a restore. */
export async function applyModelWithin(
  client: pg.Client,
  ownerUrl: string,
  model: Model,
  told: Told = {},
  now = new Date(),
): Promise<void> {
  await lockStart(client, told.onWait)
  await ensureServerRole(client, ownerUrl)
  await withdrawFormerRole(client, ownerUrl)
  // Partitions are made ahead, so that a start in another month has something to add.
  const hash = `${modelHash(model)} ${now.toISOString().slice(0, 7)}`
  if ((await appliedHash(client)) === hash && (await isGranted(client, ownerUrl))) return
  const applied = await readApplied(client, model)
  refuseOlder(model, applied)
  const rows = await ownersRows(client)
  // Of a database that is new, everything is.
  const tell = (!applied.fresh.has('core') && told.onChange) || (() => {})
  const upgrading: Upgrading = { client, model, before: applied.plugins, seeAllRows: rows.seeAll, tell }
  const tables = tablesIn(model)
  const schemas = [...new Set(['core', ...tables.map(table => table.schema)])]
  const found = await readCatalog(client, schemas)
  const alone = rows.hidden || applied.platform !== platformHash || hasMigrations(model, applied)
  await lockTables(client, alone ? allTables(found) : tablesTouchedBy(await planTables(upgrading, tables, found), found))
  if (applied.platform !== platformHash) await client.query(platformSql)
  const changed = await runMigrations(upgrading, applied)
  const catalog = await readCatalog(client, schemas)
  for (const { what, sql } of await judge(upgrading, catalog)) await timed(upgrading, 'type', what, () => client.query(sql))
  await applyTables(upgrading, await planTables(upgrading, tables, catalog), catalog)
  await applyTriggers(upgrading)
  for (const table of partitionedTables(model)) await addPartitions(client, table, now)
  await grantToServer(client, ownerUrl, schemas, appendOnlyIn(model))
  await recompute(upgrading, changed)
  await rows.restore()
  await noteModel(client, model, hash, platformHash)
}

/** Tells one version of what is declared from another: servers of two versions do not work on one database for long. */
export function modelHash(model: Model): string {
  const plugins = [...model.plugins.values()].map(({ name, migrations }) => [name, shapeOf(name, model), migrations])
  const tables = tablesIn(model).map(table => [table.columns, table.partitioned])
  return createHash('sha256')
    .update(JSON.stringify([platformHash, plugins, tables, appendOnlyIn(model), securing]))
    .digest('hex')
}

function tablesIn(model: Model): TableDefinition[] {
  return [...model.entities.values()].flatMap(entity => tablesOf(entity, model))
}

function appendOnlyIn(model: Model): string[] {
  return [...model.entities.values()].filter(entity => entity.schema['x-append-only']).map(entity => tableName(entity.table))
}

async function appliedHash(client: pg.Client): Promise<string | undefined> {
  const exists = await client.query(`select to_regclass('core.applied') is not null as exists`)
  if (!exists.rows[0].exists) return undefined
  return (await client.query(`select hash from core.applied where name = 'model'`)).rows[0]?.hash
}
