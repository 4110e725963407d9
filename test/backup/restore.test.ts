import { randomBytes } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import t, { type Test } from 'tap'
import { verifyAll } from '../../core/audit/verify-all.ts'
import { manifestName } from '../../core/backup/manifest.ts'
import { restoreBackup } from '../../core/backup/restore.ts'
import { writeBackup } from '../../core/backup/write-backup.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { openFileStore } from '../../core/files/store.ts'
import { registeredKeys } from '../../core/secrets/key-register.ts'
import { keyRing } from '../../core/secrets/key-ring.ts'
import { startS3StandIn } from '../files/s3-stand-in.ts'
import { dataFolder } from '../support/server-process.ts'
import { databaseUrl, ownPlugins, templateDatabase, testKeys } from '../support/template.ts'
import { allRows } from './all-rows.ts'

const server = process.env['TEST_DATABASE_URL']!
const model = loadModel([ownPlugins])
const keys = { masterKeys: testKeys, secretCipher: 'aes' as const }
const owner = new pg.Client({ connectionString: server })
await owner.connect()
const databases: string[] = []
t.teardown(async () => {
  for (const name of databases) await owner.query(`drop database ${name} with (force)`)
  await owner.end()
})

async function database(template?: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await owner.query(`create database ${name}${template ? ` template ${template}` : ''}`)
  databases.push(name)
  return databaseUrl(server, name)
}

const source = await database(templateDatabase)
const store = await openFileStore({ kind: 'disk', directory: dataFolder() })
const client = new pg.Client({ connectionString: source })
await client.connect()
await client.query(
  `insert into core.file (tenant_id, id, storage_key) select id, id, 'tenants/demo/one' from core.tenant where code = 'demo'`,
)
await client.end()
await store.put('tenants/demo/one', Readable.from(['一份材料']), { limit: 100 })
const backup = join(dataFolder(), 'backup')
const manifest = await writeBackup({ ownerUrl: source, model, store, ...keys }, backup)
const rows = await allRows(source)

/** The backup with something done to it. */
function spoilt(spoil: (folder: string) => void): string {
  const folder = join(dataFolder(), 'backup')
  cpSync(backup, folder, { recursive: true })
  spoil(folder)
  return folder
}

function told(change: (manifest: Record<string, unknown>) => void): (folder: string) => void {
  return folder => {
    const path = join(folder, manifestName)
    const content = JSON.parse(readFileSync(path, 'utf8'))
    change(content)
    writeFileSync(path, JSON.stringify(content))
  }
}

const turnByte = (folder: string, file: string): void => {
  const bytes = readFileSync(join(folder, file))
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(join(folder, file), bytes)
}

const spoilings: [title: string, said: RegExp | string, spoil: (folder: string) => void][] = [
  ['without its manifest', '没有完成', folder => rmSync(join(folder, manifestName))],
  ['with half a manifest', '已损坏', folder => writeFileSync(join(folder, manifestName), '{"format": 1,')],
  ['of a newer format', '先升级程序', told(content => (content['format'] = 2))],
  ['of a newer program', '先升级程序', told(content => (content['product'] = '99.0.0'))],
  ['of a newer plugin', '先升级插件', told(content => (content['plugins'] = { members: '99.0.0' }))],
  ['with a bit turned in the rows', /已损坏/, folder => turnByte(folder, 'tables/members.member.copy.zst')],
  ['with rows cut off', /已损坏|校验和不符/, folder => writeFileSync(join(folder, 'tables/members.member.copy.zst'), '')],
  [
    'with other rows than it says',
    '已损坏',
    folder => cpSync(join(folder, 'tables/core.post.copy.zst'), join(folder, 'tables/core.delivery.copy.zst')),
  ],
  ['with a file changed', '校验和不符', folder => writeFileSync(join(folder, 'files/tenants/demo/one'), '另一份')],
  ['with a file missing', /ENOENT/, folder => rmSync(join(folder, 'files/tenants/demo/one'))],
  ['with a migration that nobody knows', '更新的插件', folder => addMigration(folder)],
]

/** As a newer plugin would have left it. */
function addMigration(folder: string): void {
  told(content => {
    const structure = content['structure'] as { finishing: string[] }
    structure.finishing.push(`insert into core.applied (name, hash) values ('migration members/9999-later.sql', '')`)
  })(folder)
}

const target = await database(templateDatabase)
const before = await allRows(target)

for (const [title, said, spoil] of spoilings)
  t.test(`a backup ${title} is refused, and the data that is there stays`, async t => {
    const files = await openFileStore({ kind: 'disk', directory: dataFolder() })
    await files.put('tenants/demo/one', Readable.from(['原来的']), { limit: 100 })
    await t.rejects(restoreBackup({ ownerUrl: target, model, store: files, ...keys }, spoilt(spoil), true), { message: said })
    t.strictSame(await allRows(target), before)
  })

t.test('a backup restores in place of other data, with the very same tables, keys, indexes, triggers and policies', async t => {
  const target = await database(templateDatabase)
  await restoreBackup({ ownerUrl: target, model, store, ...keys }, backup, true)
  t.strictSame(await allRows(target), rows)
  const again = await writeBackup({ ownerUrl: target, model, store, ...keys }, join(dataFolder(), 'backup'))
  t.strictSame(again.structure, manifest.structure)
  t.strictSame(again.sequences, manifest.sequences)
  t.equal(again.model, manifest.model)

  const client = new pg.Client({ connectionString: target })
  await client.connect()
  const [lasting] = (await registeredKeys(client, testKeys)).values()
  await client.end()
  let chains = 0
  for await (const { findings, remarkable } of verifyAll({ ownerUrl: target, keys: keyRing(testKeys, lasting!, 'aes'), anchors: [] })) {
    t.strictSame(findings, [])
    t.equal(remarkable.at(-1)?.kind, 'restored', 'the log of every tenant says that it went back to a backup')
    chains++
  }
  t.equal(chains, 2)
})

t.test('a backup of before a plugin came restores into a program that has it', async t => {
  const newer = loadModel([ownPlugins, resolve(import.meta.dirname, '../isolation/fixtures')])
  const target = await database()
  await restoreBackup({ ownerUrl: target, model: newer, store, ...keys }, backup, false)
  t.strictSame(await allRows(target), rows)
  const { rows: found } = await asked(target, `select to_regclass('visits.visit') is not null as there`)
  t.equal(found[0].there, true)

  const later = join(dataFolder(), 'backup')
  await writeBackup({ ownerUrl: target, model: newer, store, ...keys }, later)
  const back = await database()
  t.match(await restoreBackup({ ownerUrl: back, model, store, ...keys }, later, false), { missingPlugins: ['visits'] })
  const { rows: kept } = await asked(back, `select to_regclass('visits.visit') is not null as there`)
  t.equal(kept[0].there, true, 'the data of a plugin that is not installed waits for it')
})

t.test('files in a bucket are backed up and restored like those in a folder', async t => {
  const [from, to] = [await bucket(t), await bucket(t)]
  await from.store.put('tenants/demo/one', Readable.from(['桶里的材料']), { limit: 100 })
  const folder = join(dataFolder(), 'backup')
  await writeBackup({ ownerUrl: source, model, store: from.store, ...keys }, folder)
  await restoreBackup({ ownerUrl: await database(), model, store: to.store, ...keys }, folder, false)
  t.strictSame([...to.objects], [['/files/tenants/demo/one', Buffer.from('桶里的材料')]])
})

async function bucket(t: Test) {
  const { endpoint, objects } = await startS3StandIn(t)
  const settings = { endpoint, region: 'test-1', bucket: 'files', accessKeyId: 'key-1', secretAccessKey: 'secret-1', pathStyle: true }
  return { objects, store: await openFileStore({ kind: 's3', ...settings }) }
}

t.test('a backup holds nothing besides what its manifest names', async t => {
  t.strictSame(readdirSync(backup).sort(), ['files', 'files.jsonl.zst', 'manifest.json', 'tables'])
  t.strictSame(readdirSync(join(backup, 'tables')).sort(), manifest.tables.map(table => table.file).sort())
  t.match(manifest, { files: { count: 1, bytes: 12, missing: [], damaged: [] } })
  t.notMatch(manifest.structure.schemas.join(), 'bullmq')
})

async function asked(url: string, text: string): Promise<pg.QueryResult> {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  try {
    return await connection.query(text)
  } finally {
    await connection.end()
  }
}
