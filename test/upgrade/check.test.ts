import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import t from 'tap'
import { loadModel } from '../../core/declarations/load-model.ts'
import { rehearse } from '../../core/rehearsal/rehearse.ts'
import { reportOf } from '../../core/rehearsal/report.ts'
import { created } from '../plugins/assets.ts'
import { checkout } from '../support/server-process.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { readingRoom } from './reading-room.ts'
import { upgradable } from './upgradable.ts'

const books = '/reading-room/books'
const keys = { masters: testKeys, cipher: 'aes' as const }

/** What a check must not change: every table's rows, but for what the server itself seals meanwhile, and the databases that there are. */
async function fingerprint(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const tables = await client.query(`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('core', 'members', 'honors', 'reading_room') and tablename not in ('audit_seal', 'audit_pending') order by 1`)
  const sums: unknown[] = []
  for (const { name } of tables.rows) {
    const { rows } = await client.query(`select count(*), md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} t`)
    sums.push([name, rows[0]])
  }
  const databases = await client.query(`select datname from pg_database where datname like 'dangjian_check_%'`)
  await client.end()
  return JSON.stringify([sums, databases.rows])
}

t.test('a check tells what would be done, what would no longer pass, and leaves the database as it is', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  for (const isbn of ['1', '2', '3'])
    created(await first.admin.post(books, { name: '一本书名很长的书', isbn, organizationId, shelfMark: 'A1' }))
  const before = await fingerprint(database.ownerUrl)
  const next = readingRoom('2.0.0', ({ entities, migrations }) => {
    const { shelfMark, ...kept } = entities['book']!.properties
    entities['book']!.properties = { ...kept, callNumber: shelfMark!, author: { title: '作者', type: 'string' } }
    ;(entities['book']!.properties['name'] as { maxLength: number }).maxLength = 4
    migrations['0001-names.json'] = [{ step: 'rename-field', entity: 'book', from: 'shelfMark', to: 'callNumber' }]
  })
  const rehearsal = await rehearse(database.ownerUrl, loadModel([ownPlugins, database.folder(next)]), keys, 1_000)
  t.equal(rehearsal.refusal, undefined)
  t.same(rehearsal.changes.map(change => `${change.kind} ${change.what}`).sort(), [
    'column reading_room.book.author',
    'migration reading-room/0001-names.json',
    'step reading-room/0001-names.json#/steps/0 rename-field',
  ])
  t.same(rehearsal.findings!.unreadable, [])
  const failing = rehearsal.findings!.failing.find(one => one.entity.key === 'reading-room/book')!
  t.match(failing, { checked: 3, failing: 3 })
  const report = reportOf(rehearsal, 1_000)
  for (const words of [/新增列：reading_room\.book\.author/, /检查 3 条，3 条不合/, /书名最多 4 个字：3 条/, /结论：可以升级/])
    t.match(report, words)
  t.notMatch(report, /一本书名很长的书/, 'no value is told')
  t.equal(await fingerprint(database.ownerUrl), before)
  t.equal((await first.admin.get(books)).status, 200, 'the server was at work all the while')
})

t.test('a check of what could not start tells why, and drops its copy too', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  created(await first.admin.post(books, { name: '红岩', isbn: '1', organizationId, shelfMark: 'A1' }))
  const before = await fingerprint(database.ownerUrl)
  const next = readingRoom('2.0.0', ({ entities }) => delete entities['book']!.properties['shelfMark'])
  const rehearsal = await rehearse(database.ownerUrl, loadModel([ownPlugins, database.folder(next)]), keys, 1_000)
  t.match(rehearsal.refusal, /“索书号”（shelfMark）已不在声明中/)
  t.match(reportOf(rehearsal, 1_000), /不能升级：/)
  t.equal(await fingerprint(database.ownerUrl), before)
})

t.test('npm run upgrade:check answers by its exit code', async t => {
  const database = await upgradable(t)
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: database.ownerUrl,
    DATA_DIR: process.env['TEST_FOLDER'],
    SECRET_KEYS: `test:${testKeys[0]!.secret.toString('base64')}`,
  }
  const check = (...words: string[]) =>
    promisify(execFile)(process.execPath, [join(checkout, 'scripts/upgrade-check.ts'), ...words], { env }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: error.stdout + error.stderr }),
    )
  t.match(await check('--all'), { code: 0, said: /数据库已与程序一致[\s\S]*结论：可以升级/ })
  await database.sql(`update core.applied set content = jsonb_set(content, '{version}', '"99.0.0"') where name = 'plugin members'`)
  await database.sql(`update core.applied set hash = '' where name = 'model'`)
  t.match(await check(), { code: 1, said: /版本 [\d.]+ 低于数据库已升级到的 99\.0\.0/ })
  t.match(await check('--most'), { code: 1, said: /用法/ })
})
