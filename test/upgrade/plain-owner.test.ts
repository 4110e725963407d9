import { randomBytes } from 'node:crypto'
import pg from 'pg'
import t from 'tap'
import { applyModel } from '../../core/database/apply-model.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { rehearse } from '../../core/rehearsal/rehearse.ts'
import { databaseUrl, ownPlugins, testKeys } from '../support/template.ts'
import { readingRoom } from './reading-room.ts'
import { folderOf } from './upgradable.ts'

// An owner as operators have it: it may make roles and databases, and row-level security binds it like anyone.
const server = new URL(process.env['TEST_DATABASE_URL']!)
const name = `plain_${randomBytes(6).toString('hex')}`
const root = new pg.Client({ connectionString: server.href })
await root.connect()
// The password of the server's role follows from the owner's, and it is one role for all databases.
const password = root.escapeLiteral(decodeURIComponent(server.password))
await root.query(`create role ${name} login createrole createdb password ${password}`)
await root.query(`create database ${name} owner ${name}`)
const ownerUrl = new URL(databaseUrl(server.href, name))
const rootUrl = ownerUrl.href
ownerUrl.username = name
const superuser = new pg.Client({ connectionString: rootUrl })
await superuser.connect()
t.teardown(async () => {
  await superuser.end()
  await root.query(`drop database ${name} with (force)`)
  await root.query(`drop role ${name}`)
  await root.end()
})

const apply = (files: ReturnType<typeof readingRoom>) => applyModel(ownerUrl.href, loadModel([ownPlugins, folderOf(files)]))
const opened = async () =>
  (
    await superuser.query(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('core', 'members', 'reading_room') and c.relrowsecurity and not c.relforcerowsecurity`,
    )
  ).rows

t.test('an owner who sees no rows upgrades them all the same, and is bound again afterwards', async t => {
  await apply(readingRoom())
  await superuser.query(`insert into reading_room.shelf (tenant_id, id, name)
    select gen_random_uuid(), gen_random_uuid(), 'shelf ' || number from generate_series(1, 3) as number`)
  const gone = readingRoom('2.0.0', ({ entities }) => {
    entities['shelf']!.properties = { label: { title: '标签', type: 'string' } }
  })
  await t.rejects(apply(gone), { message: /“名称”（name）已不在声明中，库里还有 3 个值/ })
  t.same(await opened(), [], 'a start that failed leaves nothing open')
  await apply(
    readingRoom('2.0.0', ({ entities, migrations }) => {
      entities['shelf']!.properties = { label: { title: '标签', type: 'string' }, floor: { title: '楼层', type: 'integer' } }
      migrations['0001-label.json'] = [
        { step: 'rename-field', entity: 'shelf', from: 'name', to: 'label' },
        { step: 'set-value', entity: 'shelf', field: 'floor', value: 1 },
      ]
    }),
  )
  t.same((await superuser.query('select label, floor from reading_room.shelf order by 1')).rows, [
    { label: 'shelf 1', floor: 1 },
    { label: 'shelf 2', floor: 1 },
    { label: 'shelf 3', floor: 1 },
  ])
  t.same(await opened(), [])
})

t.test('a relation to what does not exist is found although the owner sees no rows', async t => {
  await superuser.query('alter table reading_room.book drop constraint book_shelf_id_key')
  await superuser.query(
    `insert into reading_room.book (tenant_id, id, name, shelf_id) values (gen_random_uuid(), gen_random_uuid(), 'x', gen_random_uuid())`,
  )
  await t.rejects(
    apply(
      readingRoom('2.1.0', ({ entities, migrations }) => {
        entities['shelf']!.properties = { label: { title: '标签', type: 'string' }, floor: { title: '楼层', type: 'integer' } }
        migrations['0001-label.json'] = [
          { step: 'rename-field', entity: 'shelf', from: 'name', to: 'label' },
          { step: 'set-value', entity: 'shelf', field: 'floor', value: 1 },
        ]
      }),
    ),
    { message: /book_shelf_id_key 指向的记录有些并不存在/ },
  )
})

t.test('an owner who may not make databases is told so by a check', async t => {
  await root.query(`alter role ${name} nocreatedb`)
  const model = loadModel([ownPlugins, folderOf(readingRoom('2.0.0'))])
  await t.rejects(rehearse(ownerUrl.href, model, { masters: testKeys, cipher: 'aes' }, 10), { message: /createdb/ })
})
