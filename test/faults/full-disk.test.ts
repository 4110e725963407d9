import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import type { Client } from '../support/client.ts'
import { dataFolder, type ServerProcess, startServer } from '../support/server-process.ts'
import { preparedDatabase, secretKeys } from './prepared-database.ts'

const text = (bytes: number) => ({ name: 'a.txt', content: Buffer.alloc(bytes, 'a') })

/** A file system of two megabytes. Without the right to mount one, the server may write no file larger than one. */
function smallDisk(t: Test, folder: string): { full(server: ServerProcess): void; real: boolean } {
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', folder], { stdio: 'ignore' })
  } catch {
    return { real: false, full: server => void execFileSync('prlimit', ['--pid', String(server.pid), '--fsize=1000000']) }
  }
  t.teardown(() => execFileSync('umount', ['-l', folder]))
  return { real: true, full: () => {} }
}

async function started(t: Test): Promise<{ admin: Client; files: string; databaseUrl: string; real: boolean }> {
  const folder = dataFolder()
  const databaseUrl = await preparedDatabase(t)
  const disk = smallDisk(t, join(folder, 'files'))
  const server = await startServer(t, { DATABASE_URL: databaseUrl, DATA_DIR: folder, SECRET_KEYS: secretKeys, LOG_LEVEL: 'silent' })
  const admin = await server.signIn('admin')
  disk.full(server)
  t.comment(disk.real ? 'on a full file system' : 'by a limit for the process')
  return { admin, files: join(folder, 'files'), databaseUrl, real: disk.real }
}

const stored = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name)

t.test('uploads that find the disk full are told so and leave nothing, and smaller ones go on', async t => {
  const { admin, files } = await started(t)
  for (const path of ['/core/files', '/members/members/import'])
    t.match(await admin.upload(path, text(3_000_000)), { status: 507, body: { code: 'server.storage-full' } }, path)
  t.strictSame(stored(files), [])
  t.equal((await admin.get('/core/files?count=exact')).body.page.total, 0)
  t.equal((await admin.get('/core/jobs?count=exact')).body.page.total, 0)
  const small = await admin.upload('/core/files', text(1_000))
  t.equal(small.status, 201)
  t.equal((await admin.get(`/core/files/${small.body.id}/content`)).bytes.length, 1_000)
})

t.test('a marked copy that finds no room fails its import, whole', async t => {
  const { admin, files, real } = await started(t)
  if (!real) {
    t.comment('not tried: without the right to mount there is no disk that a sheet fits on and its copy does not')
    return
  }
  const wrong = Array.from({ length: 25_000 }, (_, at) => `没有这个组织${at},荣誉,先进基层党组织第${at}号,2021-07-01`)
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const good = `${roots.data[0].name},荣誉,唯一的好行,2021-07-01`
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${[good, ...wrong].join('\n')}\n`)
  const job = await admin.import('/honors/organization-honors', { name: 'a.csv', content })
  t.match(job, { state: 'failed', error: /存储空间已满/ })
  t.equal(
    (await admin.get(`/honors/organization-honors?filter[title][eq]=${encodeURIComponent('唯一的好行')}&count=exact`)).body.page.total,
    0,
  )
  t.equal(stored(files).length, 1, 'only the sheet that was sent')
})

t.test('a database that is full tells so, keeps what it has, and writes again when there is room', async t => {
  const { admin, databaseUrl } = await started(t)
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  t.teardown(() => owner.end())
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const honor = (title: string) => ({ organizationId: roots.data[0].id, kind: 'honor', title, awardedOn: '2021-07-01' })
  // What PostgreSQL says when a file of a table cannot grow.
  await owner.query(`create function core.no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`)
  await owner.query('create trigger no_room before insert on honors.organization_honor execute function core.no_room()')
  t.match(await admin.post('/honors/organization-honors', honor('没有地方')), { status: 507, body: { code: 'server.storage-full' } })
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,没有地方,2021-07-01\n`)
  t.match(await admin.import('/honors/organization-honors', { name: 'a.csv', content }), { state: 'failed', error: /存储空间已满/ })
  t.equal((await admin.get('/members/members')).status, 200)
  await owner.query('drop trigger no_room on honors.organization_honor')
  t.equal((await admin.post('/honors/organization-honors', honor('有地方了'))).status, 201)
})
