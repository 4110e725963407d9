import t from 'tap'
import { created } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { lost, type ReadingRoom, readingRoom } from './reading-room.ts'
import { upgradable } from './upgradable.ts'

const books = '/reading-room/books'

/** The reading room as its next version has it. */
function renamed(version: string, more: (room: ReadingRoom) => unknown = () => {}) {
  return readingRoom(version, room => {
    const { shelfMark, loans, ...kept } = room.entities['book']!.properties
    const rows = loans!['items'] as { properties: Record<string, unknown> }
    rows.properties = { lentOn: rows.properties['lentOn'], length: rows.properties['days'] }
    room.entities['book']!.properties = { ...kept, callNumber: shelfMark!, lendings: loans! }
    room.migrations['0001-names.json'] = [
      { step: 'rename-field', entity: 'book', from: 'shelfMark', to: 'callNumber' },
      { step: 'rename-field', entity: 'book', from: 'loans.days', to: 'loans.length' },
      { step: 'rename-field', entity: 'book', from: 'loans', to: 'lendings' },
    ]
    more(room)
  })
}

t.test('a renamed field keeps its values, history and rights, and a new database has no use for the migration', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  const book = created(
    await first.admin.post(books, { name: '红岩', isbn: '1', organizationId, shelfMark: 'A1', loans: [{ lentOn: '2024-05-04', days: 7 }] }),
  )
  await first.admin.patch(`${books}/${book.id}`, { shelfMark: 'A2' })
  const role = created(
    await first.admin.post('/core/roles', {
      name: '馆员',
      code: 'librarian',
      permissions: { 'reading-room/book': { actions: ['read'], fields: { shelfMark: 'hidden' } } },
    }),
  )
  await first.close()

  const second = await database.serve(renamed('2.0.0'))
  t.match((await second.admin.get(`${books}/${book.id}`)).body, { callNumber: 'A2', lendings: [{ lentOn: '2024-05-04', length: 7 }] })
  const { body: history } = await second.admin.get(`${books}/${book.id}/history`)
  const versions = (history.data ?? history) as Body[]
  t.match(
    versions.map(one => [one.data.callNumber, one.data.lendings]),
    [
      ['A2', [{ length: 7 }]],
      ['A1', [{ length: 7 }]],
    ],
  )
  t.ok(versions[0].changed.includes('callNumber'))
  t.same((await second.admin.get(`/core/roles/${role.id}`)).body.permissions, {
    'reading-room/book': { actions: ['read'], fields: { callNumber: 'hidden' } },
  })
  const audit = await database.sql<{ changes: object }>(`select changes from core.audit_entry where record_id = $1 and action = 'update'`, [
    book.id,
  ])
  t.match(audit, [{ changes: { shelfMark: ['A1', 'A2'] } }], 'the audit says what it was called then')
  const tables = await database.sql(`select tablename from pg_tables where schemaname = 'reading_room' order by 1`)
  t.same(
    tables.map(one => one['tablename']),
    ['book', 'book_lendings', 'shelf'],
  )
  t.match(
    await second.admin.post(books, { name: '青春之歌', organizationId, isbn: '2', lendings: [{ lentOn: '2025-01-01', length: 3 }] }),
    {
      status: 201,
    },
  )
  await second.close()

  const elsewhere = await upgradable(t)
  const steps = (await elsewhere.apply(renamed('2.0.0'))).filter(change => change.kind === 'migration' || change.kind === 'step')
  t.same(steps, [])
  t.same(await elsewhere.apply(renamed('2.0.0')), [])
})

t.test('several versions are gone through in one start, also where a later one renames what an earlier one filled in', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  const book = created(await first.admin.post(books, { name: '红岩', isbn: '1', organizationId, pages: 12, kind: 'novel', state: 'worn' }))
  await first.close()
  const third = await database.serve(
    readingRoom('3.0.0', ({ entities, kinds, migrations }) => {
      entities['book']!.properties['grade'] = { title: '等级', type: 'string', oneOf: [{ const: 'c', title: '丙' }] }
      entities['book']!.properties['pages'] = { title: '页数', type: 'string' }
      ;(entities['book']!.properties['state']!['oneOf'] as { const: string }[])[1]!.const = 'used'
      kinds.items[2] = { code: 'fiction', title: '小说' }
      migrations['0001-level.json'] = [
        { step: 'set-value', entity: 'book', field: 'level', value: 'b' },
        { step: 'rename-code', dictionary: 'book-kind', from: 'novel', to: 'fiction' },
      ]
      migrations['0002-grade.json'] = [
        { step: 'rename-field', entity: 'book', from: 'level', to: 'grade' },
        { step: 'rename-code', entity: 'book', field: 'grade', from: 'b', to: 'c' },
        { step: 'rename-code', entity: 'book', field: 'state', from: 'worn', to: 'used' },
        { step: 'convert-field', entity: 'book', field: 'pages' },
      ]
    }),
  )
  t.match((await third.admin.get(`${books}/${book.id}`)).body, { grade: 'c', kind: 'fiction', state: 'used', pages: '12' })
  const [history] = await database.sql<{ data: object }>('select data from core.record_history where record_id = $1', [book.id])
  t.match(history!.data, { kind: 'fiction', state: 'used', pages: '12' })
})

t.test('a renamed entity takes its records, history, rights, files, counts and sub-tables along', async t => {
  const database = await upgradable(t)
  const counted = (room: ReadingRoom) => {
    room.entities['book']!['x-count'] = true
    room.entities['book']!.properties['scan'] = { title: '扫描件', 'x-file': { types: ['application/pdf'] } }
  }
  const first = await database.serve(readingRoom('1.0.0', counted))
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  const file = await first.admin.upload('/core/files', {
    name: 'a.pdf',
    content: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  })
  const book = created(
    await first.admin.post(books, {
      name: '红岩',
      isbn: '1',
      organizationId,
      scan: created(file).id,
      loans: [{ lentOn: '2024-05-04', days: 7 }],
    }),
  )
  await first.close()
  const second = await database.serve(
    readingRoom('2.0.0', room => {
      counted(room)
      const { book: volume, shelf } = room.entities
      room.entities = { volume: volume!, shelf: shelf! }
      room.roles = { 'tenant-admin': { volume: { actions: ['*'], scope: 'tenant' } } }
      room.menus = { desktop: [{ key: 'volumes', title: '图书', group: '阅览室', entity: 'volume' }] }
      room.migrations['0001-volume.json'] = [
        { step: 'rename-entity', from: 'book', to: 'volume' },
        { step: 'rename-menu', from: 'books', to: 'volumes' },
      ]
    }),
  )
  const path = `/reading-room/volumes/${book.id}`
  t.match((await second.admin.get(path)).body, { name: '红岩', loans: [{ days: 7 }] })
  t.equal((await second.admin.get(`${path}/history`)).status, 200)
  t.equal((await second.admin.get(`/core/files/${created(file).id}/content`)).status, 200)
  t.match(
    await second.admin.post('/reading-room/volumes', { name: '乙', isbn: '1', organizationId }),
    { status: 409 },
    'the key still binds',
  )
  const counts = await database.sql(`select entity, records from core.organization_count where entity like 'reading-room/%'`)
  t.same(counts, [{ entity: 'reading-room/volume', records: 1 }])
  const secured = await database.sql(`select count(*) as open from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'reading_room' and relkind = 'r' and not relforcerowsecurity`)
  t.same(secured, [{ open: 0 }])
})

t.test('a dropped field is gone from records and history, a dropped entity with everything', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  const shelf = created(await first.admin.post('/reading-room/shelves', { name: '一号架' }))
  const book = created(await first.admin.post(books, { name: '红岩', isbn: '1', organizationId, shelfMark: 'XYZZY', shelfId: shelf.id }))
  await first.close()
  const second = await database.serve(
    readingRoom('2.0.0', ({ entities, roles, migrations }) => {
      delete entities['shelf']
      delete (roles['tenant-admin'] as Record<string, unknown>)['shelf']
      for (const name of ['shelfId', 'shelfMark']) delete entities['book']!.properties[name]
      migrations['0001-drop.json'] = [
        { step: 'drop-field', entity: 'book', field: 'shelfMark', ...lost },
        { step: 'drop-field', entity: 'book', field: 'shelfId', ...lost },
        { step: 'drop-entity', entity: 'shelf', ...lost },
      ]
    }),
  )
  t.equal((await second.admin.get(`${books}/${book.id}`)).status, 200)
  t.same(await database.sql(`select 1 from core.record_history where data::text like '%XYZZY%' or entity = 'reading-room/shelf'`), [])
  t.same(await database.sql(`select 1 from pg_tables where schemaname = 'reading_room' and tablename = 'shelf'`), [])
})

t.test('a migration in SQL is done once, before the tables are brought to the declaration', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  const book = created(await first.admin.post(books, { name: '红岩', isbn: '1', organizationId, pages: 12 }))
  await first.close()
  const next = readingRoom('1.1.0', ({ migrations }) => {
    migrations['0001-double.sql'] = 'update reading_room.book set pages = pages * 2'
  })
  await database.apply(next)
  await database.apply(next)
  const [row] = await database.sql('select pages from reading_room.book where id = $1', [book.id])
  t.same(row, { pages: 24 })
})
