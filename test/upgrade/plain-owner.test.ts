import t from 'tap'
import { v7 as uuid } from 'uuid'
import { applyModel } from '../../core/database/apply-model.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { rehearse } from '../../core/rehearsal/rehearse.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { plainOwner } from './plain-owner.ts'
import { readingRoom } from './reading-room.ts'
import { folderOf } from './upgradable.ts'

const { name, ownerUrl, superuser } = await plainOwner(t)
const apply = (files: ReturnType<typeof readingRoom>) => applyModel(ownerUrl, loadModel([ownPlugins, folderOf(files)]))
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

t.test('rows are moved into their month without what belongs to them being lost, although the owner sees none', async t => {
  const { ownerUrl, superuser } = await plainOwner(t)
  const crates = readingRoom('1.0.0', ({ entities }) => {
    const pieces = { type: 'array', items: { type: 'object', properties: { name: { title: '名称', type: 'string' } } } }
    entities['crate'] = { title: '书箱', type: 'object', 'x-partition': 'month', properties: { pieces: { title: '件', ...pieces } } }
    entities['book']!.properties['crateId'] = { title: '书箱', 'x-relation': 'crate' }
  })
  const model = loadModel([ownPlugins, folderOf(crates)])
  await applyModel(ownerUrl, model)
  const later = new Date(Date.UTC(new Date().getUTCFullYear() + 3, 4, 15))
  const [tenant, crate] = [uuid(), uuid({ msecs: later.getTime() })]
  await superuser.query('insert into reading_room.crate (tenant_id, id) values ($1, $2)', [tenant, crate])
  await superuser.query(
    `insert into reading_room.crate_pieces (tenant_id, id, parent_id, position, name) values ($1, gen_random_uuid(), $2, 0, '甲')`,
    [tenant, crate],
  )
  await superuser.query(`insert into reading_room.book (tenant_id, id, name, crate_id) values ($1, gen_random_uuid(), '乙', $2)`, [
    tenant,
    crate,
  ])
  await applyModel(ownerUrl, model, {}, later)
  const month = `reading_room.crate_${later.getUTCFullYear()}_05`
  t.same((await superuser.query('select tableoid::regclass::text as month, id from reading_room.crate')).rows, [{ month, id: crate }])
  t.same((await superuser.query('select parent_id as crate, name from reading_room.crate_pieces')).rows, [{ crate, name: '甲' }])
  t.same((await superuser.query('select crate_id as crate from reading_room.book')).rows, [{ crate }])
  await t.rejects(superuser.query('update reading_room.book set crate_id = gen_random_uuid()'), { code: '23503' }, 'the keys hold again')
  const { rows } = await superuser.query(`select relname from pg_class where relrowsecurity and not relforcerowsecurity`)
  t.same(rows, [])
})

t.test('an owner who may not make databases is told so by a check', async t => {
  await superuser.query(`alter role ${name} nocreatedb`)
  const model = loadModel([ownPlugins, folderOf(readingRoom('2.0.0'))])
  await t.rejects(rehearse(ownerUrl, model, { masters: testKeys, cipher: 'aes' }, 10), { message: /createdb/ })
})
