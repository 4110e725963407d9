import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { created } from '../plugins/assets.ts'
import type { Client } from '../support/client.ts'
import { until } from '../support/server-process.ts'
import { lost, readingRoom } from './reading-room.ts'
import { type Upgradable, upgradable } from './upgradable.ts'

const books = '/reading-room/books'

type Start = { child: ChildProcess; said(): string; ended: Promise<number | null> }

/** Starts on the database in a process of its own. */
function startOn(t: Test, database: Upgradable, files: ReturnType<typeof readingRoom>): Start {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start-on.ts'), database.ownerUrl, database.folder(files)])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const ended = new Promise<number | null>(done => child.once('close', code => done(code)))
  t.teardown(() => child.kill('SIGKILL'))
  return { child, said: () => said, ended }
}

/** A version whose start takes a moment in every part. */
const slow = readingRoom('2.0.0', ({ entities, migrations }) => {
  const { shelfMark, pages: _, ...kept } = entities['book']!.properties
  entities['book']!.properties = {
    ...kept,
    callNumber: shelfMark!,
    author: { title: '作者', type: 'string' },
    grade: { title: '等级', type: 'integer' },
  }
  entities['book']!['x-index'] = [['author'], ['grade']]
  entities['room'] = { title: '房间', type: 'object', properties: { name: { title: '名称', type: 'string' } } }
  migrations['0001-double.sql'] = 'update reading_room.book set pages = pages * 2; select pg_sleep(0.1)'
  migrations['0002-names.json'] = [{ step: 'rename-field', entity: 'book', from: 'shelfMark', to: 'callNumber' }]
  migrations['0003-wait.sql'] =
    `alter table reading_room.book add column grade bigint; update reading_room.book set grade = pages; select pg_sleep(0.1)`
  migrations['0004-drop.json'] = [{ step: 'drop-field', entity: 'book', field: 'pages', ...lost }]
  migrations['0005-wait.sql'] = 'select pg_sleep(0.1)'
})

async function withBook(t: Test): Promise<{ database: Upgradable; id: string }> {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  const { id } = created(await first.admin.post(books, { name: '红岩', isbn: '1', organizationId, pages: 12, shelfMark: 'A1' }))
  await first.close()
  return { database, id }
}

/** What tells the old version's database from the new one's. */
async function traces(database: Upgradable): Promise<{ columns: string[]; applied: string[]; tables: string[] }> {
  const columns = await database.sql<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'reading_room' and table_name = 'book' order by 1`,
  )
  const applied = await database.sql<{ name: string }>(
    `select name from core.applied where name like 'migration reading-room/%' order by 1`,
  )
  const tables = await database.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'reading_room' order by 1`,
  )
  return { columns: columns.map(one => one.name), applied: applied.map(one => one.name), tables: tables.map(one => one.name) }
}

t.test('a start that is killed at any moment leaves all or nothing, and the next one completes it', async t => {
  const { database, id } = await withBook(t)
  const before = await traces(database)
  for (const afterMs of [0, 20, 60, 120, 200, 280]) {
    const start = startOn(t, database, slow)
    await until(() => start.said().includes('began') || start.child.exitCode !== null)
    await new Promise(done => setTimeout(done, afterMs))
    start.child.kill('SIGKILL')
    await start.ended
    if (start.said().includes('ended')) break
    t.same(await traces(database), before, `killed ${afterMs} ms after it began`)
  }
  const last = startOn(t, database, slow)
  t.equal(await last.ended, 0, last.said())
  const [row] = await database.sql('select grade, call_number from reading_room.book where id = $1', [id])
  t.same(row, { grade: 24, call_number: 'A1' }, 'and every migration was done once')
})

t.test('two servers that start a new version at once do it once, and the second waits', async t => {
  const { database, id } = await withBook(t)
  const starts = [startOn(t, database, slow), startOn(t, database, slow), startOn(t, database, slow)]
  for (const start of starts) t.equal(await start.ended, 0, start.said())
  t.equal(starts.filter(start => start.said().includes('migration reading-room/0001-double.sql')).length, 1)
  const [row] = await database.sql('select grade from reading_room.book where id = $1', [id])
  t.same(row, { grade: 24 })
})

t.test('a server of the old version goes on serving while and after a new one adds fields, indexes and entities', async t => {
  const database = await upgradable(t)
  const old = await database.serve(readingRoom())
  const organizationId = (await old.admin.get('/core/profile')).body.user.organization.id
  const ids: string[] = []
  let working = true
  const failures: unknown[] = []
  const work = async (client: Client): Promise<void> => {
    while (working) {
      const made = await client.post(books, { name: '红岩', isbn: crypto.randomUUID(), organizationId })
      const read = await client.get(`${books}?page[size]=5`)
      const changed = await client.patch(`${books}/${made.body.id}`, { pages: 3 })
      if (made.status !== 201 || read.status !== 200 || changed.status !== 200) failures.push([made.body, read.body, changed.body])
      else ids.push(made.body.id)
    }
  }
  const workers = [work(old.admin), work(old.admin)]
  await until(() => ids.length > 5)
  const added = readingRoom('1.1.0', ({ entities }) => {
    entities['book']!.properties['author'] = { title: '作者', type: 'string', 'x-search': 'pinyin' }
    entities['book']!.properties['title'] = { title: '全名', type: 'string', 'x-computed': 'name' }
    entities['book']!['x-index'] = [['author']]
    entities['room'] = { title: '房间', type: 'object', properties: { name: { title: '名称', type: 'string' } } }
  })
  const start = startOn(t, database, added)
  t.equal(await start.ended, 0, start.said())
  const during = ids.length
  await until(() => ids.length > during + 5)
  working = false
  await Promise.all(workers)
  t.same(failures, [], 'no request failed')
  const next = await database.serve(added)
  t.match((await next.admin.get(`${books}/${ids[0]}`)).body, { title: '红岩', author: null }, 'what is computed is there for old records')
  t.match(await next.admin.patch(`${books}/${ids.at(-1)}`, { author: '罗广斌' }), { status: 200 })
  t.match((await next.admin.get(`${books}?q=luoguangbin`)).body.data, [{ id: ids.at(-1) }])
  t.match(
    await old.admin.patch(`${books}/${ids.at(-1)}`, { pages: 4 }),
    { status: 200 },
    'and the old one still changes what the new one wrote',
  )
  t.match((await next.admin.get(`${books}/${ids.at(-1)}`)).body, { author: '罗广斌', pages: 4 })
})

t.test('a table in use is waited for without holding others up, and told', async t => {
  const { database } = await withBook(t)
  await database.sql('begin')
  await database.sql('select * from reading_room.book for update')
  const start = startOn(t, database, slow)
  await until(() => start.said().includes('waits: tables are in use'))
  await database.sql('commit')
  t.equal(await start.ended, 0, start.said())
})
