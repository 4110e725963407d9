import t from 'tap'
import { created } from '../plugins/assets.ts'
import type { Body, Client } from '../support/client.ts'
import { type ReadingRoom, readingRoom } from './reading-room.ts'
import { upgradable } from './upgradable.ts'

const books = '/reading-room/books'

/** Books are numbered per state and, in a count of their own, per kind. */
function numbered({ entities }: ReadingRoom): void {
  entities['book']!.properties['stock'] = { title: '馆藏号', type: 'string', 'x-number': { pattern: '{state}-{sequence}' } }
  entities['book']!.properties['signature'] = { title: '分类号', type: 'string', 'x-number': { pattern: '{kind}/{sequence}' } }
}

async function add(admin: Client, values: { state: string; kind: string }): Promise<Body> {
  const organizationId = (await admin.get('/core/profile')).body.user.organization.id
  const { id } = created(await admin.post(books, { name: '红岩', isbn: crypto.randomUUID(), organizationId, ...values }))
  return (await admin.get(`${books}/${id}`)).body
}

t.test('a code that gets another name goes on counting where it was, and two that become one give no number twice', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom('1.0.0', numbered))
  t.match(await add(first.admin, { state: 'worn', kind: 'novel' }), { stock: '旧-1', signature: 'novel/1' })
  t.match(await add(first.admin, { state: 'worn', kind: 'novel' }), { stock: '旧-2', signature: 'novel/2' })
  t.match(await add(first.admin, { state: 'new', kind: 'history' }), { stock: '新-1', signature: 'history/1' })
  await first.close()

  const second = await database.serve(
    readingRoom('2.0.0', room => {
      numbered(room)
      const { stock, ...kept } = room.entities['book']!.properties
      room.entities['book']!.properties = { ...kept, shelfNumber: stock! }
      ;(kept['state']!['oneOf'] as { const: string }[])[1]!.const = 'used'
      room.kinds.items = room.kinds.items.filter(item => item.code !== 'novel')
      room.migrations['0001-codes.json'] = [
        { step: 'rename-code', entity: 'book', field: 'state', from: 'worn', to: 'used' },
        { step: 'rename-code', dictionary: 'book-kind', from: 'novel', to: 'history' },
        { step: 'rename-field', entity: 'book', from: 'stock', to: 'shelfNumber' },
      ]
    }),
  )
  t.match(await add(second.admin, { state: 'used', kind: 'history' }), { shelfNumber: '旧-3', signature: 'history/2' })
  t.match(await add(second.admin, { state: 'new', kind: 'theory' }), { shelfNumber: '新-2', signature: 'theory/1' })
  const counts = await database.sql<{ numbering: string; choice: string; next: number }>(
    `select numbering, choice, next::int from core.number_counter where starts_with(numbering, 'reading-room/book.') order by 1, 2`,
  )
  t.same(
    counts.map(count => [count.numbering.split('.')[1], count.choice, count.next]),
    [
      ['shelfNumber', 'new', 3],
      ['shelfNumber', 'used', 4],
      ['signature', 'history', 3],
      ['signature', 'novel', 3],
      ['signature', 'theory', 2],
    ],
  )
})
