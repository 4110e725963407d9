import t from 'tap'
import { CannotStart } from '../../core/cannot-start.ts'
import { created } from '../plugins/assets.ts'
import { lost, type ReadingRoom, readingRoom } from './reading-room.ts'
import { upgradable } from './upgradable.ts'

const database = await upgradable(t)
const first = await database.serve(readingRoom())
const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
const shelf = created(await first.admin.post('/reading-room/shelves', { name: '一号架' }))
const values = { organizationId, kind: 'novel', state: 'worn', shelfId: shelf.id, shelfMark: '第三排', pages: 12, name: '红岩' }
const book = created(await first.admin.post('/reading-room/books', { ...values, isbn: '1', loans: [{ lentOn: '2024-05-04', days: 7 }] }))
created(await first.admin.post('/reading-room/books', { ...values, isbn: '2' }))
const deleted = created(await first.admin.post('/reading-room/books', { ...values, isbn: '3' }))
await first.admin.delete(`/reading-room/books/${deleted.id}`)

/** Everything that a start could have changed, as text. */
async function state(): Promise<string> {
  const tables = await database.sql(`select table_name, column_name, data_type, collation_name from information_schema.columns
    where table_schema in ('reading_room', 'core') order by 1, 2`)
  const indexes = await database.sql(`select indexdef from pg_indexes where schemaname = 'reading_room' order by 1`)
  const secured = await database.sql(`select relname from pg_class where relforcerowsecurity order by 1`)
  const rows = await database.sql('select * from reading_room.book order by id')
  const applied = await database.sql('select * from core.applied order by name')
  return JSON.stringify([tables, indexes, secured, rows, applied])
}
const before = await state()

type Case = { what: string; change(room: ReadingRoom): unknown; told: RegExp[] }

const cases: Case[] = [
  {
    what: 'a field that vanished with its values',
    change: ({ entities }) => delete entities['book']!.properties['shelfMark'],
    told: [/reading-room/, /“图书”（book）的字段“索书号”（shelfMark）/, /3 个值/, /0001-upgrade\.json/, /rename-field/, /drop-field/],
  },
  {
    what: 'a sub-table that vanished with its rows',
    change: ({ entities }) => delete entities['book']!.properties['loans'],
    told: [/“借阅”（loans）/, /1 行/],
  },
  {
    what: 'a column of a sub-table that vanished with its values',
    change: ({ entities }) => {
      const items = entities['book']!.properties['loans']!['items'] as { properties: Record<string, unknown> }
      delete items.properties['days']
    },
    told: [/“天数”（loans\.days）/, /"from":"loans\.days","to":"loans\.新名称"/],
  },
  {
    what: 'text that becomes an integer',
    change: ({ entities }) => Object.assign(entities['book']!.properties['shelfMark']!, { type: 'integer' }),
    told: [/“索书号”（shelfMark）/, /text 变为 bigint/, /convert-field/],
  },
  {
    what: 'a code of a dictionary that vanished while in use',
    change: ({ kinds }) => kinds.items.pop(),
    told: [/“类别”（kind）/, /novel/, /"dictionary":"book-kind"/, /validTo/],
  },
  {
    what: 'a choice that vanished while in use',
    change: ({ entities }) => (entities['book']!.properties['state']!['oneOf'] as unknown[]).pop(),
    told: [/“状态”（state）/, /worn/, /"step":"rename-code","entity":"book","field":"state"/],
  },
  {
    what: 'a relation that points elsewhere',
    change: ({ entities }) => Object.assign(entities['book']!.properties['shelfId']!, { 'x-relation': 'core/user' }),
    told: [/“书架”（shelfId）/, /core\/user/, /原为关联 reading-room\/shelf/],
  },
  {
    what: 'soft delete that becomes hard while there are deleted records',
    change: ({ entities }) => Object.assign(entities['book']!, { 'x-delete': 'hard' }),
    told: [/回收站里有 1 条/, /empty-trash/],
  },
  {
    what: 'an entity that is kept in partitions from now on',
    change: ({ entities }) => Object.assign(entities['book']!, { 'x-partition': 'month' }),
    told: [/x-partition/],
  },
  {
    what: 'an entity that vanished with its records',
    change: ({ entities, roles }) => {
      delete entities['shelf']
      delete entities['book']!.properties['shelfId']
      delete (roles['tenant-admin'] as Record<string, unknown>)['shelf']
    },
    told: [/实体“书架”（shelf）已不在声明中，库里还有 1 条记录/, /drop-entity/, /（shelfId）/],
  },
  {
    what: 'a field that is computed from now on and was filled in by people',
    change: ({ entities }) => Object.assign(entities['book']!.properties['shelfMark']!, { 'x-computed': 'name' }),
    told: [/“索书号”（shelfMark）/, /自动计算/],
  },
  {
    what: 'a unique rule that the records do not keep',
    change: ({ entities }) => Object.assign(entities['book']!, { 'x-unique': [{ fields: ['name'], message: '书名重复' }] }),
    told: [/要求“书名”不重复/, /1 组，共 2 条/, /查找的语句：select/],
  },
  {
    what: 'a migration in SQL that fails',
    change: ({ migrations }) =>
      Object.assign(migrations, { '0001-wrong.sql': 'update reading_room.book set pages = 1;\nselect * from nowhere;' }),
    told: [/0001-wrong\.sql 未能执行/, /nowhere/],
  },
  {
    what: 'a conversion of what cannot be converted',
    change: ({ entities, migrations }) => {
      Object.assign(entities['book']!.properties['shelfMark']!, { type: 'integer' })
      migrations['0001-convert.json'] = [
        { step: 'set-value', entity: 'book', field: 'pages', value: 1, where: 'all' },
        { step: 'convert-field', entity: 'book', field: 'shelfMark' },
      ]
    },
    told: [/0001-convert\.json#\/steps\/1/, /3 个值不能转换/],
  },
  {
    what: 'two codes that become one where a unique rule keeps them apart',
    change: ({ entities, migrations }) => {
      entities['book']!['x-unique'] = [{ fields: ['name', 'isbn'], message: '重复' }]
      migrations['0001-same.sql'] = `update reading_room.book set isbn = '1'`
    },
    told: [/0001-same\.sql 未能执行/],
  },
]

for (const { what, change, told } of cases)
  t.test(`${what} stops the start with what to write, and the database stays as it was`, async t => {
    const error = await database.apply(readingRoom('2.0.0', change)).then(
      () => undefined,
      (error: unknown) => error,
    )
    t.type(error, CannotStart)
    for (const words of told) t.match((error as Error).message, words)
    t.match((error as Error).message, /未作改动/)
    t.notMatch((error as Error).message, /红岩|第三排/, 'no value of anybody is told')
    t.equal(await state(), before)
  })

t.test('everything that is wrong is told at once', async t => {
  const changed = readingRoom('2.0.0', room => {
    for (const at of [0, 1, 4]) cases[at]!.change(room)
  })
  for (const words of [/（shelfMark）/, /（loans）/, /novel/]) await t.rejects(database.apply(changed), { message: words })
})

t.test('the old version still serves all the while, and starts again', async t => {
  t.match(await first.admin.patch(`/reading-room/books/${book.id}`, { pages: 13 }), { status: 200 })
  await first.close()
  t.same(await database.apply(readingRoom()), [])
})

t.test('a field that becomes required is told with how many lack it, and they stay readable', async t => {
  const changes = await database.apply(
    readingRoom('2.0.0', ({ entities }) => {
      entities['book']!.properties['author'] = { title: '作者', type: 'string' }
      entities['book']!['required'] = ['name', 'author']
    }),
  )
  t.match(
    changes.filter(change => change.kind === 'note'),
    [{ what: /“作者”（author）成为必填，3 条/, rows: 3 }],
  )
})

t.test('an older version of a plugin does not start on what a newer one has changed', async t => {
  await t.rejects(database.apply(readingRoom('1.9.9')), { message: /版本 1\.9\.9 低于数据库已升级到的 2\.0\.0/ })
})

t.test('a migration that was done may not be changed, nor go', async t => {
  const at = (version: string, migrations: ReadingRoom['migrations']) =>
    readingRoom(version, room => {
      room.entities['book']!.properties['author'] = { title: '作者', type: 'string' }
      delete room.entities['book']!.properties['shelfMark']
      room.migrations = migrations
    })
  const drop = [{ step: 'drop-field', entity: 'book', field: 'shelfMark', ...lost }]
  await database.apply(at('2.1.0', { '0001-drop.json': drop }))
  await t.rejects(database.apply(at('2.1.0', { '0001-drop.json': [...drop, ...drop] })), { message: /0001-drop\.json 执行之后又被改动/ })
  await t.rejects(database.apply(at('2.2.0', {})), { message: /缺少已执行过的迁移文件 reading-room\/migrations\/0001-drop\.json/ })
  t.same(await database.apply(at('2.1.0', { '0001-drop.json': drop })), [])
})
