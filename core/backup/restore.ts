import pg from 'pg'
import { sealRestored } from '../audit/restored.ts'
import { CannotStart } from '../cannot-start.ts'
import { applyModelWithin } from '../database/apply-model.ts'
import { serverRole } from '../database/database.ts'
import { formerRole } from '../database/server-role.ts'
import { quote, tableName } from '../database/table-definition.ts'
import type { CipherName } from '../secrets/crypto-provider.ts'
import { registeredKeys } from '../secrets/key-register.ts'
import { keyRing } from '../secrets/key-ring.ts'
import type { MasterKey } from '../secrets/master-keys.ts'
import { pluginsMissingFor, refuseUnknownMigrations } from './compatible.ts'
import { copyFilesIn, copyTablesIn } from './copy-in.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { creatingStatements, ownSchemas, queueSchema } from './structure.ts'
import type { Installation } from './write-backup.ts'

export type Restored = { manifest: Manifest; missingPlugins: string[] }

/**
 * Brings a backup back: first its files, then the database in one transaction, which makes the tables as they were, fills them and brings
 * them to today's declarations, as a start on that database would. Broken off at any point, the database is as it was before.
 * @throws CannotStart when the backup is not whole or too new, a server is at work, or there is data and `replace` is false
 */
export async function restoreBackup(installation: Installation, folder: string, replace: boolean): Promise<Restored> {
  const manifest = readManifest(folder)
  const missingPlugins = pluginsMissingFor(manifest, installation.model)
  const client = new pg.Client({ connectionString: installation.ownerUrl, application_name: 'dangjian restore' })
  await client.connect()
  try {
    await refuseToOverwrite(client, installation.ownerUrl, replace)
    await copyFilesIn(installation.store, manifest, folder)
    await client.query('begin')
    // Held against starts: a server that begins meanwhile waits until the restore has ended.
    await client.query(`select pg_advisory_xact_lock(hashtext('dangjian apply model'))`)
    await refuseToOverwrite(client, installation.ownerUrl, replace)
    await restoreDatabase(client, installation, manifest, folder)
    await client.query('commit')
    // Or the first lists are planned blindly.
    await client.query('analyze')
    return { manifest, missingPlugins }
  } finally {
    await client.end()
  }
}

async function refuseToOverwrite(client: pg.Client, ownerUrl: string, replace: boolean): Promise<void> {
  const { rows: working } = await client.query(
    'select count(*)::int as count from pg_stat_activity where datname = current_database() and usename = any($1)',
    [[serverRole(ownerUrl), formerRole]],
  )
  if (working[0].count > 0) throw new CannotStart('还有党建云的服务器连着这个数据库，请先停止全部服务器，再恢复。')
  if (!replace && (await ownSchemas(client)).length > 0)
    throw new CannotStart('这里已经有数据，没有恢复。确要用备份替换全部现有数据，请加上 --replace。')
}

async function restoreDatabase(client: pg.Client, installation: Installation, manifest: Manifest, folder: string): Promise<void> {
  const { ownerUrl, model, masterKeys, secretCipher } = installation
  for (const schema of [...(await ownSchemas(client)), queueSchema]) await client.query(`drop schema if exists ${quote(schema)} cascade`)
  for (const statement of creatingStatements(manifest.structure)) await client.query(statement)
  await copyTablesIn(client, manifest, folder)
  await client.query(`set local maintenance_work_mem = '256MB'`)
  for (const statement of manifest.structure.finishing) await client.query(statement)
  for (const sequence of manifest.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [tableName(sequence), sequence.value, sequence.called])
  const { rows: applied } = await client.query('select name from core.applied')
  refuseUnknownMigrations(
    (applied as { name: string }[]).map(row => row.name),
    model,
  )
  // What it was brought to holds for the database it came from; rights of the server's role are not in a backup.
  await client.query(`delete from core.applied where name = 'model'`)
  await applyModelWithin(client, ownerUrl, model)
  await tellChains(client, manifest, masterKeys, secretCipher)
}

/** Notes in every tenant's chain of the operations log that it went back to a backup; without the keys nobody can. */
async function tellChains(client: pg.Client, manifest: Manifest, masters: MasterKey[], cipher: CipherName): Promise<void> {
  if (keysLacking(manifest, masters).length > 0) return
  const [lasting] = (await registeredKeys(client, masters)).values()
  if (lasting) await sealRestored(client, keyRing(masters, lasting, cipher))
}

/** The names of keys that the backup needs and that are not at hand. */
export function keysLacking(manifest: Manifest, masters: MasterKey[]): string[] {
  return manifest.keys.filter(id => !masters.some(key => key.id === id))
}
