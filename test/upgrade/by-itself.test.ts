import t from 'tap'
import { created } from '../plugins/assets.ts'
import { readingRoom } from './reading-room.ts'
import { upgradable } from './upgradable.ts'

const books = '/reading-room/books'

async function organizationOf(admin: {
  get(path: string): Promise<{ body: { user: { organization: { id: string } } } }>
}): Promise<string> {
  return (await admin.get('/core/profile')).body.user.organization.id
}

t.test('a new version with added fields starts by itself, and old records have them empty', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = await organizationOf(first.admin)
  const book = created(
    await first.admin.post(books, { name: '共产党宣言', isbn: '1', organizationId, loans: [{ lentOn: '2024-05-04', days: 7 }] }),
  )
  await first.close()

  const second = await database.serve(
    readingRoom('1.1.0', ({ entities, kinds }) => {
      Object.assign(entities['book']!.properties, {
        author: { title: '作者', type: 'string' },
        borrowerId: { title: '借阅人', 'x-relation': 'core/user' },
        copies: { title: '册数', type: 'integer', minimum: 0 },
      })
      entities['book']!['x-index'] = [['author']]
      ;(entities['book']!.properties['loans']!['items'] as { properties: object }).properties = {
        lentOn: { title: '借出日期', type: 'string', format: 'date' },
        days: { title: '天数', type: 'integer' },
        note: { title: '备注', type: 'string' },
      }
      entities['room'] = { title: '房间', type: 'object', properties: { name: { title: '名称', type: 'string' } } }
      kinds.items.push({ code: 'atlas', title: '地图' })
    }),
  )
  const { body } = await second.admin.get(`${books}/${book.id}`)
  t.match(body, { name: '共产党宣言', author: null, copies: null, loans: [{ days: 7 }] })
  t.match(await second.admin.patch(`${books}/${book.id}`, { author: '马克思', kind: 'atlas', copies: 3 }), { status: 200 })
  t.match((await second.admin.get(`${books}?filter[author][eq]=马克思`)).body.data, [{ id: book.id, copies: 3 }])
})

t.test('the same version again does nothing at all', async t => {
  const database = await upgradable(t)
  await database.apply(readingRoom())
  t.same(await database.apply(readingRoom()), [])
})

t.test('what is told of a start is what it changed', async t => {
  const database = await upgradable(t)
  await database.apply(readingRoom())
  const changes = await database.apply(
    readingRoom('1.1.0', ({ entities }) => {
      entities['book']!.properties['author'] = { title: '作者', type: 'string' }
      entities['book']!['x-index'] = [['author']]
    }),
  )
  t.same(
    changes.map(({ kind, what }) => `${kind} ${what}`),
    ['column reading_room.book.author', 'index reading_room.book_author_index'],
  )
})

t.test('a unique rule that is declared no more binds nobody, and one over other fields binds', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = await organizationOf(first.admin)
  created(await first.admin.post(books, { name: '甲', isbn: '1', shelfMark: 'A1', organizationId }))
  t.equal((await first.admin.post(books, { name: '乙', isbn: '1', shelfMark: 'A2', organizationId })).status, 409)
  await first.close()
  const second = await database.serve(
    readingRoom('1.1.0', ({ entities }) => {
      entities['book']!['x-key'] = ['shelfMark']
    }),
  )
  created(await second.admin.post(books, { name: '乙', isbn: '1', shelfMark: 'A2', organizationId }))
  t.match(await second.admin.post(books, { name: '丙', isbn: '2', shelfMark: 'A2', organizationId }), { status: 409 })
  const indexes = await database.sql(`select indexname from pg_indexes where schemaname = 'reading_room' and indexname like '%unique'`)
  t.same(indexes, [{ indexname: 'book_shelf_mark_unique' }])
})

t.test('an index that keeps its name and has other columns, or another order, is made anew', async t => {
  const database = await upgradable(t)
  const sorted = (version: string, sort: string) =>
    readingRoom(version, ({ entities }) => {
      entities['book']!['x-sort'] = sort
    })
  await database.apply(sorted('1.0.0', 'pages,name'))
  await database.apply(sorted('1.1.0', '-pages,name'))
  const [index] = await database.sql<{ indexdef: string }>(`select indexdef from pg_indexes where indexname = 'book_pages_name_id_sort'`)
  t.match(index!.indexdef, /pages DESC, name/)
  t.match(index!.indexdef, /deleted_at\)$/, 'and whether a row was deleted, which is asked of every one')
})

t.test('an index that somebody else made is left alone', async t => {
  const database = await upgradable(t)
  await database.apply(readingRoom())
  await database.sql('create index somebody_s on reading_room.book (pages)')
  await database.apply(readingRoom('1.1.0', ({ entities }) => Object.assign(entities['book']!, { 'x-index': [['pages']] })))
  t.equal((await database.sql(`select 1 from pg_indexes where indexname in ('somebody_s', 'book_pages_index')`)).length, 2)
})

t.test('an integer that becomes a number, and text that becomes a choice of what is there, are applied by themselves', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = await organizationOf(first.admin)
  const book = created(await first.admin.post(books, { name: '甲', isbn: '1', pages: 12, shelfMark: 'A', organizationId }))
  await first.close()
  const second = await database.serve(
    readingRoom('1.1.0', ({ entities }) => {
      entities['book']!.properties['pages'] = { title: '页数', type: 'number' }
      entities['book']!.properties['shelfMark'] = { title: '索书号', type: 'string', oneOf: [{ const: 'A', title: '甲' }] }
    }),
  )
  t.match(await second.admin.patch(`${books}/${book.id}`, { pages: 12.5 }), { status: 200, body: { pages: 12.5, shelfMark: 'A' } })
})

t.test('what nobody filled in may vanish, and may get another type', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = await organizationOf(first.admin)
  const book = created(await first.admin.post(books, { name: '甲', isbn: '1', organizationId }))
  await first.close()
  const second = await database.serve(
    readingRoom('2.0.0', ({ entities, kinds }) => {
      const { shelfMark: _, ...kept } = entities['book']!.properties
      entities['book']!.properties = {
        ...kept,
        pages: { title: '页数', type: 'string' },
        shelfId: { title: '责任人', 'x-relation': 'core/user' },
      }
      kinds.items.pop()
    }),
  )
  t.match(await second.admin.patch(`${books}/${book.id}`, { pages: '十二' }), { status: 200, body: { pages: '十二' } })
})

t.test('counting that begins counts what is there, and ends with its counts', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = await organizationOf(first.admin)
  for (const isbn of ['1', '2', '3']) created(await first.admin.post(books, { name: '甲', isbn, organizationId }))
  const gone = (await first.admin.get(`${books}?filter[isbn][eq]=3`)).body.data[0]
  t.equal((await first.admin.delete(`${books}/${gone.id}`)).status, 204)
  await first.close()
  const counts = () => database.sql<{ records: number }>(`select records from core.organization_count where entity = 'reading-room/book'`)
  const counted = readingRoom('1.1.0', ({ entities }) => Object.assign(entities['book']!, { 'x-count': true }))
  const second = await database.serve(counted)
  t.same(await counts(), [{ records: 2 }])
  created(await second.admin.post(books, { name: '甲', isbn: '4', organizationId }))
  t.same(await counts(), [{ records: 3 }])
  await second.close()
  await database.apply(readingRoom('1.2.0'))
  t.same(await counts(), [])
})

t.test('two plugins with entities of the same name both get their keys and indexes', async t => {
  const database = await upgradable(t)
  const rooms = readingRoom()
  const other = Object.fromEntries(
    Object.entries(readingRoom()).map(([path, content]) => [
      path.replace('reading-room/', 'second-room/').replace('book-kind', 'second-kind'),
      content,
    ]),
  )
  other['second-room/plugin.json'] = { name: 'second-room', title: '第二阅览室', version: '1.0.0' }
  const book = JSON.parse(JSON.stringify(other['second-room/entities/book.json']).replace('"book-kind"', '"second-kind"'))
  await database.apply({ ...rooms, ...other, 'second-room/entities/book.json': book })
  const keys = await database.sql(
    `select conrelid::regclass::text as table from pg_constraint where conname = 'book_shelf_id_key' order by 1`,
  )
  t.same(keys, [{ table: 'reading_room.book' }, { table: 'second_room.book' }])
})
