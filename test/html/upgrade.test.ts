import t from 'tap'
import { created } from '../plugins/assets.ts'
import { readingRoom } from '../upgrade/reading-room.ts'
import { upgradable } from '../upgrade/upgradable.ts'

const books = '/reading-room/books'
const typed = '<b>甲</b> & <img src=x onerror=harm(1)>\n第二行水库'

t.test('a text that gets a look with a new version says what it said, and runs nothing', async t => {
  const database = await upgradable(t)
  const first = await database.serve(readingRoom())
  const organizationId = (await first.admin.get('/core/profile')).body.user.organization.id
  const { id } = created(await first.admin.post(books, { name: '资料', isbn: '1', organizationId, shelfMark: typed }))
  await first.close()

  const second = await database.serve(
    readingRoom('1.1.0', ({ entities }) => {
      entities['book']!.properties['shelfMark'] = { title: '索书号', type: 'string', format: 'html', 'x-search': 'words' }
    }),
  )
  const { body } = await second.admin.get(`${books}/${id}`)
  t.equal(body.shelfMark, '<p>&lt;b&gt;甲&lt;/b&gt; &amp; &lt;img src=x onerror=harm(1)&gt;</p><p>第二行水库</p>')
  t.match((await second.admin.get(`${books}?q=水库`)).body.data, [{ id }], 'and is found by its words')
  await second.close()

  const third = await database.serve(
    readingRoom('1.2.0', ({ entities, migrations }) => {
      const { shelfMark: _gone, ...properties } = entities['book']!.properties
      entities['book']!.properties = { ...properties, remark: { title: '备注', type: 'string', format: 'html', 'x-search': 'words' } }
      migrations['0001-remark.json'] = [{ step: 'rename-field', entity: 'book', from: 'shelfMark', to: 'remark' }]
    }),
  )
  t.equal((await third.admin.get(`${books}/${id}`)).body.remark, body.shelfMark, 'one that only has another name stays as it is')
})
