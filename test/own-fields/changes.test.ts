import t from 'tap'
import { v7 as uuid } from 'uuid'
import { ownerConnection } from '../isolation/planted.ts'
import { created, manual } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { assetsPath, define, fieldsPath, startWithOwnFields } from './own-asset-fields.ts'

const platform = await startWithOwnFields(t)
const { admin, register, signIn, fields, branch } = platform
const owner = await ownerConnection(t, platform)

t.test('the history tells each version, and a version is brought back with what it held', async t => {
  const asset = await register({ ownSupplier: '甲', ownWeight: 1 })
  const path = `${assetsPath}/${asset.id}`
  await admin.patch(path, { ownSupplier: '乙' })
  const [last, first] = (await admin.get(`${path}/history`)).body.data
  t.match(last, { version: 2, changed: ['ownSupplier'], data: { ownSupplier: '乙', ownWeight: 1 } })
  t.match(first, { version: 1, data: { ownSupplier: '甲' } })
  t.match((await admin.post(`${path}/transitions/restore-version`, { version: 1 })).body, { ownSupplier: '甲', ownWeight: 1 })
})

t.test('a version from before a field was added leaves that field as it is', async t => {
  const asset = await register()
  await define(admin, { title: '楼层', name: 'ownFloor', kind: 'number' })
  const path = `${assetsPath}/${asset.id}`
  await admin.patch(path, { ownFloor: 3, remark: '搬了' })
  t.match((await admin.post(`${path}/transitions/restore-version`, { version: 1 })).body, { ownFloor: 3, remark: null })
})

t.test('the log tells what changed, old and new', async t => {
  const asset = await register({ ownColour: 'red' })
  await admin.patch(`${assetsPath}/${asset.id}`, { ownColour: 'blue' })
  const { body } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${asset.id}&filter[action][eq]=update&fields=changes`)
  t.same(body.data[0].changes, { ownColour: ['red', 'blue'] })
})

t.test('two who change different own fields both succeed, and of the same one the second is told', async t => {
  const asset = await register({ ownSupplier: '甲', ownWeight: 1 })
  const path = `${assetsPath}/${asset.id}`
  const seen = { headers: { 'if-match': `"${asset.version}"` } }
  t.equal((await admin.patch(path, { ownSupplier: '乙' }, seen)).status, 200)
  t.match(await admin.patch(path, { ownWeight: 2 }, seen), { status: 200, body: { ownSupplier: '乙', ownWeight: 2 } })
  t.match(await admin.patch(path, { ownSupplier: '丙' }, seen), { status: 412, body: { errors: [{ pointer: '/ownSupplier' }] } })
  t.match((await admin.get(path)).body, { ownSupplier: '乙', ownWeight: 2 })
})

t.test('changes of many own fields at once lose none', async t => {
  const asset = await register()
  const path = `${assetsPath}/${asset.id}`
  const changes = [{ ownSupplier: '供' }, { ownWeight: 9 }, { ownCheckedOn: '2024-05-06' }, { ownColour: 'green' }, { ownLeased: true }]
  const replies = await Promise.all(changes.map(change => admin.patch(path, change)))
  t.ok(replies.every(reply => reply.status === 200))
  t.match((await admin.get(path)).body, Object.assign({}, ...changes))
})

t.test('emptying them leaves nothing behind in the database', async t => {
  const asset = await register({ ownSupplier: '甲', ownWeight: 1 })
  await admin.patch(`${assetsPath}/${asset.id}`, { ownSupplier: null, ownWeight: null })
  const { rows } = await owner.query('select own_fields from assets.asset where id = $1', [asset.id])
  t.equal(rows[0].own_fields, null)
  const without = await register()
  t.equal((await owner.query('select own_fields from assets.asset where id = $1', [without.id])).rows[0].own_fields, null)
})

t.test('an Idempotency-Key writes one record with its own fields', async t => {
  const headers = { 'idempotency-key': uuid() }
  const body = platform.values({ ownSupplier: '一次' })
  const replies = await Promise.all([1, 2, 3].map(() => admin.post(assetsPath, body, { headers })))
  t.equal(new Set(replies.map(reply => reply.body.id)).size, 1)
  t.equal((await admin.get(`${assetsPath}?filter[ownSupplier][eq]=一次&count=exact`)).body.page.total, 1)
})

t.test('what an own relation points at is not deleted for good, and is once nothing points there', async t => {
  await define(admin, { entity: 'assets/asset', title: '所属岗位', name: 'ownPost', kind: 'relation', target: 'core/post' })
  const post = created(await admin.post('/core/posts', { name: '资产管理员', organizationId: branch }))
  const asset = await register({ ownPost: post.id })
  t.match(await admin.delete(`/core/posts/${post.id}`), { status: 409, body: { code: 'record.in-use' } })
  const field = (await admin.get(`${fieldsPath}?filter[name][eq]=ownPost`)).body.data[0]
  await admin.patch(`${fieldsPath}/${field.id}`, { on: false })
  t.equal((await admin.delete(`/core/posts/${post.id}`)).status, 409, 'a field that is switched off still holds it')
  await admin.patch(`${fieldsPath}/${field.id}`, { on: true })
  await admin.patch(`${assetsPath}/${asset.id}`, { ownPost: null })
  t.equal((await admin.delete(`/core/posts/${post.id}`)).status, 204)
})

t.test('records that point at each other go together', async t => {
  await define(admin, { entity: 'core/post', title: '上级岗位', name: 'ownAbove', kind: 'relation', target: 'core/post' })
  const above = created(await admin.post('/core/posts', { name: '处长', organizationId: branch }))
  const below = created(await admin.post('/core/posts', { name: '科长', organizationId: branch, ownAbove: above.id }))
  t.equal(below.ownAbove.label, '处长')
  t.equal((await admin.delete(`/core/posts/${above.id}`)).status, 409)
  t.equal((await admin.post('/core/posts/bulk', { action: 'delete', ids: [above.id, below.id] })).status, 200)
})

t.test('a file is seen by who sees the field that holds it, and belongs to one record', async t => {
  const file = created(await admin.upload('/core/files', manual)).id
  const asset = await register({ ownContract: file })
  const secretary = await signIn('secretary')
  t.equal((await secretary.get(`/core/files/${file}/content`)).status, 200)
  const [member] = await Promise.all([signIn('member')])
  t.equal((await member!.get(`/core/files/${file}/content`)).status, 404, 'the asset is not in his keeping')
  t.match((await admin.post(assetsPath, platform.values({ ownContract: file }))).body.errors, [{ code: 'unknown-file' }])
  t.equal((await admin.delete(`/core/files/${file}`)).status, 409)
  await admin.patch(`${fieldsPath}/${fields.get('ownContract').id}`, { on: false })
  t.equal((await secretary.get(`/core/files/${file}/content`)).status, 404, 'switched off, it is shown nowhere')
  await admin.patch(`${fieldsPath}/${fields.get('ownContract').id}`, { on: true })
  t.equal((await admin.get(`${assetsPath}/${asset.id}`)).body.ownContract, file)
})

t.test('records that are merged, moved or restored keep them', async t => {
  const asset = await register({ ownSupplier: '留着' })
  const path = `${assetsPath}/${asset.id}`
  await admin.delete(path)
  t.match((await admin.post(`${path}/transitions/restore`)).body, { ownSupplier: '留着' })
  await define(admin, { entity: 'core/organization', title: '成立批文', name: 'ownDocument', kind: 'text' })
  const [one, other] = await Promise.all(
    ['甲支部', '乙支部'].map(async name =>
      created(
        await admin.post('/core/organizations', {
          name: `中共${name}委员会`,
          shortName: name,
          category: '631',
          parentId: platform.county,
          ownDocument: name,
        }),
      ),
    ),
  )
  const held = await register({ organizationId: one!.id, ownSupplier: '并入' })
  t.equal((await admin.post(`/core/organizations/${one!.id}/transitions/merge`, { intoId: other!.id })).status, 200)
  t.match((await admin.get(`${assetsPath}/${held.id}`)).body, { ownSupplier: '并入', organization: { id: other!.id } })
  const [merged] = (await admin.get(`/core/organizations/${one!.id}/history`)).body.data
  t.equal(merged.data.ownDocument, '甲支部')
  const tree = (await admin.get(`/core/organizations/tree?parentId=${platform.county}&page[size]=200`)).body.data
  t.equal(tree.find((node: Body) => node.id === other!.id).ownDocument, '乙支部')
})
