import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import t from 'tap'
import { removeUnnamedFiles } from '../../core/files/remove-unnamed.ts'
import { asOwner } from '../core/owner.ts'
import { assetsPath, manual, picture, startWithAssets } from '../plugins/assets.ts'

const platform = await startWithAssets(t)
const { admin, register, ownerUrl, app } = platform
const folder = `${process.env['TEST_FOLDER']}${new URL(ownerUrl).pathname}`

const stored = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
const storedOf = (id: string) => stored().filter(path => path.includes(id))
const upload = async (file: Parameters<typeof admin.upload>[1]): Promise<string> => (await admin.upload('/core/files', file)).body.id
const rowOf = (id: string) => asOwner(platform, 'select record_id from core.file where id = $1', [id])
const erase = (id: string) => admin.post(`${assetsPath}/${id}/transitions/erase`, { confirm: true })

t.test('a record that is gone for good takes its files along, one in the bin keeps them', async t => {
  const [photo, paper, others] = [await upload(await picture()), await upload(manual), await upload(manual)]
  const asset = await register({ photo, manual: paper })
  await register({ manual: others })
  await admin.get(`/core/files/${photo}/content?width=200`)
  t.equal(storedOf(photo).length, 2, 'with its smaller copy')
  await admin.delete(`${assetsPath}/${asset.id}`)
  for (const id of [photo, paper]) t.ok(storedOf(id).length > 0, 'in the bin')
  t.equal((await erase(asset.id)).status, 204)
  for (const id of [photo, paper]) {
    t.same(storedOf(id), [])
    t.same(await rowOf(id), [])
  }
  t.equal(storedOf(others).length, 1, 'another record’s')
  const { body } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${paper}&filter[action][eq]=delete`)
  t.equal(body.data.length, 1, 'the log tells it')
})

t.test('a file that another record holds too stays', async t => {
  const shared = await upload(manual)
  const [asset, other] = [await register({ manual: shared }), await register()]
  await asOwner(platform, 'update assets.asset set manual = $1 where id = $2', [shared, other.id])
  await admin.delete(`${assetsPath}/${asset.id}`)
  t.equal((await erase(asset.id)).status, 204)
  t.equal(storedOf(shared).length, 1)
  t.equal((await rowOf(shared)).length, 1)
})

t.test('one’s own upload that no record took goes with what is stored of it', async t => {
  const id = await upload(manual)
  t.equal((await admin.delete(`/core/files/${id}`)).status, 204)
  t.same(storedOf(id), [])
})

t.test('stored files that nothing names go when they are older than a day, by one server at a time', async t => {
  const named = await upload(await picture())
  await admin.get(`/core/files/${named}/content?width=200`)
  const { files, engine, log } = app.platform
  const [tenant] = await asOwner(platform, `select id from core.tenant where code = 'demo'`)
  const [young, old] = [crypto.randomUUID(), crypto.randomUUID()]
  for (const id of [young, old]) await files.put(`tenants/${tenant!['id']}/${id}`, Readable.from(['left']), { limit: 10 })
  for (const id of [named, old]) for (const path of storedOf(id)) utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'))
  const said: object[] = []
  const sweep = () => removeUnnamedFiles({ ownerUrl, database: engine.database, files, log: { ...log, info: fields => said.push(fields) } })

  const another = new pg.Client({ connectionString: ownerUrl })
  await another.connect()
  await another.query(`select pg_advisory_lock(hashtext('dangjian stored files'))`)
  await sweep()
  t.equal(storedOf(old).length, 1, 'another server is at it')
  await another.query(`select pg_advisory_unlock(hashtext('dangjian stored files'))`)
  await another.end()
  await sweep()
  t.same([storedOf(old).length, storedOf(young).length, storedOf(named).length], [0, 1, 2])
  t.same(said, [{ tenant: tenant!['id'], files: 1 }])

  await files.put('swept-by', Readable.from(['another database']), { limit: 100 })
  for (const path of storedOf(young)) utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'))
  await sweep()
  t.equal(storedOf(young).length, 1, 'a copy of the database removes nothing from the store of the first')
})
