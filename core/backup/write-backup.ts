import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { tableName } from '../database/table-definition.ts'
import type { Model } from '../declarations/model.ts'
import type { FileStore } from '../files/store.ts'
import type { CipherName } from '../secrets/crypto-provider.ts'
import type { MasterKey } from '../secrets/master-keys.ts'
import { copyFilesOut, listFiles } from './copy-files-out.ts'
import { formatVersion, type Manifest, manifestName } from './manifest.ts'
import { productVersion } from './product-version.ts'
import { copyTablesOut, openSnapshot, type Snapshot } from './snapshot.ts'

export type Installation = { ownerUrl: string; model: Model; store: FileStore; masterKeys: MasterKey[]; secretCipher: CipherName }

/**
 * Copies the whole installation into a folder of its own: the database in one snapshot, then the files that it names. It works under
 * another name until all of it is there, so that what bears the name is whole.
 * @throws CannotStart when the folder exists, or there is no installation in the database
 */
export async function writeBackup(installation: Installation, target: string): Promise<Manifest> {
  if (existsSync(target)) throw new CannotStart(`${target} 已经存在，请换一个名称。`)
  const making = `${target}.partial`
  await rm(making, { recursive: true, force: true })
  await mkdir(join(making, 'tables'), { recursive: true, mode: 0o700 })
  try {
    const manifest = await copyAll(installation, making)
    await writeFlushed(join(making, manifestName), JSON.stringify(manifest, undefined, 2))
    await rename(making, target)
    await flush(dirname(target))
    return manifest
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  }
}

async function copyAll({ ownerUrl, model, store }: Installation, folder: string): Promise<Manifest> {
  const list = join(folder, 'files.list')
  const database = await copyDatabase(ownerUrl, folder, list)
  const files = await copyFilesOut(list, store, folder)
  await rm(list)
  return {
    format: formatVersion,
    madeAt: new Date().toISOString(),
    product: productVersion,
    plugins: Object.fromEntries([...model.plugins.values()].map(plugin => [plugin.name, plugin.version])),
    ...database,
    files,
  }
}

async function copyDatabase(ownerUrl: string, folder: string, list: string) {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dangjian backup' })
  await client.connect()
  try {
    const { rows: found } = await client.query(`select to_regclass('core.applied') is not null as there`)
    if (!found[0].there) throw new CannotStart('数据库里还没有党建云的数据，没有可备份的内容。')
    const snapshot = await openSnapshot(client)
    const tables = await copyTablesOut(snapshot, join(folder, 'tables'))
    await listFiles(snapshot, list)
    // Read last: a sequence is in no snapshot, and must be past every number in the rows.
    const sequences = await sequenceValues(snapshot)
    const applied = await client.query(`select hash, current_setting('server_version') as version from core.applied where name = 'model'`)
    const keys = await keyNames(snapshot)
    await client.query('commit')
    return {
      keys,
      model: String(applied.rows[0]?.hash),
      postgres: String(applied.rows[0]?.version),
      structure: snapshot.structure,
      sequences,
      tables,
    }
  } finally {
    await client.end()
  }
}

/** None in a database that an older version left. */
async function keyNames({ client, structure }: Snapshot): Promise<string[]> {
  if (!structure.tables.some(table => table.schema === 'core' && table.name === 'secret_key')) return []
  const { rows } = await client.query('select id from core.secret_key order by created_at, id')
  return (rows as { id: string }[]).map(row => row.id)
}

async function sequenceValues({ client, structure }: Snapshot): Promise<Manifest['sequences']> {
  const values: Manifest['sequences'] = []
  for (const { schema, name } of structure.sequences) {
    const { rows } = await client.query(`select last_value::text as value, is_called as called from ${tableName({ schema, name })}`)
    values.push({ schema, name, ...rows[0] })
  }
  return values
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await flush(dirname(path))
}

/** A name lasts only once its folder is flushed too. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
