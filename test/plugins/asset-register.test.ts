import { readdirSync } from 'node:fs'
import t from 'tap'
import { addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { assetsPath, created, fixtures, startWithAssets } from './assets.ts'

const { admin, register, values, branch, county, signIn } = await startWithAssets(t)

t.test('the plugin is JSON and nothing else', async t => {
  const files = readdirSync(`${fixtures}/assets`, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  t.ok(files.length >= 5)
  t.same(
    files.filter(file => !file.name.endsWith('.json')),
    [],
  )
})

t.test('a record is created with defaults and computed values, and read back as it was told', async t => {
  const { category: _category, usefulYears: _years, ...given } = values({ name: '投影仪甲', purchasePrice: 10_000 })
  const reply = await admin.post(assetsPath, given)
  t.equal(reply.status, 201)
  t.match(reply.body, { category: 'equipment', usefulYears: 5, isInUse: true, annualDepreciation: 2000, version: 1, maintenance: [] })
  t.match(reply.body.organization, { id: branch, label: String })
  const read = await admin.get(`${assetsPath}/${reply.body.id}`)
  t.same(read.body, reply.body)
  t.equal(read.headers.get('etag'), '"1"')
})

t.test('what is computed follows the fields it speaks of; what speaks of today is computed when read', async t => {
  const bought = addMonths(todayInShanghai(), -40)
  const asset = await register({ purchasePrice: 1000, usefulYears: 3, purchasedOn: bought })
  t.equal(asset.annualDepreciation, 333.33)
  t.equal(asset.ageYears, 3)
  const { body } = await admin.patch(`${assetsPath}/${asset.id}`, { usefulYears: 8 })
  t.equal(body.annualDepreciation, 125)
  const { body: refused, status } = await admin.patch(`${assetsPath}/${asset.id}`, { annualDepreciation: 1 })
  t.equal(status, 422)
  t.match(refused.errors, [{ pointer: '/annualDepreciation', code: 'read-only' }])
})

t.test('wrong values are refused field by field, in Chinese', async t => {
  const { status, body } = await admin.post(assetsPath, {
    ...values({ name: '', assetNumber: '7', category: 'toy', purchasePrice: 0.001, usefulYears: 1.5 }),
    colour: 'red',
  })
  t.equal(status, 422)
  t.same(
    body.errors.map((error: { pointer: string }) => error.pointer),
    ['/colour'],
    'what does not exist comes first',
  )
  const { body: next } = await admin.post(
    assetsPath,
    values({ name: '', assetNumber: '7', category: 'toy', purchasePrice: 0.001, usefulYears: 1.5 }),
  )
  t.same(next.errors.map((error: { pointer: string }) => error.pointer).sort(), [
    '/assetNumber',
    '/category',
    '/name',
    '/purchasePrice',
    '/usefulYears',
  ])
  for (const error of next.errors) t.match(error.detail, /\p{Script=Han}/u)
  t.match(next.errors.find((error: { pointer: string }) => error.pointer === '/assetNumber').detail, /两个大写字母/)
})

t.test('an amount with cents is taken, whatever binary fractions make of it', async t => {
  for (const price of [0.29, 1.1, 4.35, 1234.56, 99_999_999.99]) t.equal((await register({ purchasePrice: price })).purchasePrice, price)
})

t.test('rules of the record and of its rows stop what they forbid', async t => {
  const future = await admin.post(assetsPath, values({ purchasedOn: addMonths(todayInShanghai(), 1) }))
  t.match(future, { status: 422, body: { detail: '购置日期晚于今天', errors: [{ pointer: '/purchasedOn', code: 'purchased-in-future' }] } })
  const early = await admin.post(assetsPath, values({ maintenance: [{ doneOn: '2001-01-01', content: '换灯泡' }] }))
  t.match(early, { status: 422, body: { errors: [{ pointer: '/maintenance', code: 'maintained-before-purchase' }] } })
})

t.test('a field is asked for where it belongs, and emptied where it does not', async t => {
  const missing = await admin.post(assetsPath, values({ category: 'vehicle' }))
  t.match(missing, { status: 422, body: { errors: [{ pointer: '/licencePlate', code: 'no-licence-plate', detail: '请填写车牌号' }] } })
  const car = await register({ category: 'vehicle', licencePlate: '浙E00001' })
  t.equal(car.licencePlate, '浙E00001')
  t.equal((await admin.patch(`${assetsPath}/${car.id}`, { category: 'furniture' })).body.licencePlate, null)
})

t.test('an asset number is one asset’s, told in the words of the declaration, and free again when that one is deleted', async t => {
  const first = await register()
  const second = await admin.post(assetsPath, values({ assetNumber: first.assetNumber }))
  t.match(second, { status: 409, body: { code: 'record.conflict', detail: '这个资产编号已经登记过' } })
  await admin.delete(`${assetsPath}/${first.id}`)
  created(await admin.post(assetsPath, values({ assetNumber: first.assetNumber })))
  const back = await admin.post(`${assetsPath}/${first.id}/transitions/restore`)
  t.equal(back.status, 409, 'the deleted one cannot come back while another has its number')
})

t.test('relations come as id and label, and lead nowhere that does not exist', async t => {
  const keeper = (await admin.get('/members/members?page[size]=1')).body.data[0]
  const asset = await register({ keeperId: keeper.id })
  t.match(asset.keeper, { id: keeper.id, label: keeper.name })
  t.notOk('keeperId' in asset)
  for (const keeperId of [asset.id, '00000000-0000-7000-8000-00000000dead']) {
    const reply = await admin.patch(`${assetsPath}/${asset.id}`, { keeperId })
    t.match(reply, { status: 422, body: { errors: [{ pointer: '/keeperId', code: 'unknown-keeper' }] } })
  }
  const held = await admin.get(`/core/organizations/${branch}`)
  t.equal(held.status, 200)
  t.equal((await admin.get(`${assetsPath}/${keeper.id}`)).status, 404)
})

t.test('the rows of a sub-table are kept in order, replaced whole, and checked one by one', async t => {
  const rows = [
    { doneOn: '2024-06-01', cost: 120.5, content: '换灯泡', level: '1' },
    { doneOn: '2024-03-01', cost: 80, content: '清灰', level: null },
  ]
  const asset = await register({ maintenance: rows })
  t.same(asset.maintenance, rows)
  t.equal(asset.maintenanceCost, 200.5)
  const { body } = await admin.patch(`${assetsPath}/${asset.id}`, { maintenance: [...rows, { doneOn: '2024-07-01', content: '年检' }] })
  t.equal(body.maintenance.length, 3)
  t.same(body.maintenance[2], { doneOn: '2024-07-01', cost: null, content: '年检', level: null })
  t.equal(body.maintenanceCost, 200.5)
  const same = await admin.patch(`${assetsPath}/${asset.id}`, { maintenance: body.maintenance })
  t.equal(same.body.version, body.version, 'what was read can be sent back, and changes nothing')
  const wrong = await admin.patch(`${assetsPath}/${asset.id}`, {
    maintenance: [
      { doneOn: '2024-02-30', content: '甲' },
      { doneOn: '2024-03-01', cost: -1, content: '乙' },
      { doneOn: '2024-03-01' },
      { doneOn: '2024-03-01', content: '丁', level: '7' },
    ],
  })
  t.equal(wrong.status, 422)
  t.same(wrong.body.errors.map((error: { pointer: string }) => error.pointer).sort(), [
    '/maintenance/0/doneOn',
    '/maintenance/1/cost',
    '/maintenance/2/content',
    '/maintenance/3/level',
  ])
  t.equal((await admin.patch(`${assetsPath}/${asset.id}`, { maintenance: [] })).body.maintenanceCost, 0)
  const listed = await admin.get(`${assetsPath}?fields=name,maintenance&filter[assetNumber][eq]=${asset.assetNumber}`)
  t.same(listed.body.data[0].maintenance, [])
})

t.test('a change is refused where another changed the same field meanwhile, and taken where he changed others', async t => {
  const asset = await register()
  const path = `${assetsPath}/${asset.id}`
  const seen = { headers: { 'if-match': '"1"' } }
  t.equal((await admin.patch(path, { remark: '甲' }, seen)).status, 200)
  const other = await admin.patch(path, { name: '幕布' }, seen)
  t.match(other, { status: 200, body: { name: '幕布', remark: '甲', version: 3 } })
  t.equal(other.headers.get('etag'), '"3"')
  const same = await admin.patch(path, { remark: '乙' }, seen)
  t.match(same, { status: 412, body: { code: 'record.stale', errors: [{ pointer: '/remark', detail: '备注已被他人修改' }] } })
  t.equal((await admin.get(path)).body.remark, '甲')
  t.equal((await admin.patch(path, { remark: '乙' }, { headers: { 'if-match': other.headers.get('etag')! } })).status, 200)
  t.equal((await admin.patch(path, { remark: '丙' }, { headers: { 'if-match': 'yesterday' } })).status, 422)
  t.equal((await admin.patch(path, { remark: '丙' }, { headers: { 'if-match': '"99"' } })).status, 412, 'a version that never was')
})

t.test('a request that comes twice under one Idempotency-Key is carried out once', async t => {
  const body = values()
  const once = { headers: { 'idempotency-key': 'asset-1' } }
  const replies = await Promise.all([1, 2, 3].map(() => admin.post(assetsPath, body, once)))
  for (const reply of replies) t.equal(reply.status, 201)
  for (const reply of replies) t.same(reply.body, replies[0]!.body, 'the same reply')
  t.equal(replies.filter(reply => reply.headers.get('idempotency-replayed') === 'true').length, 2)
  t.equal((await admin.get(`${assetsPath}?filter[assetNumber][eq]=${body.assetNumber}&count=exact`)).body.page.total, 1)
  const other = await admin.post(assetsPath, values(), once)
  t.match(other, { status: 422, body: { code: 'request.idempotency-key-reused' } })
  const failed = { headers: { 'idempotency-key': 'asset-2' } }
  t.equal((await admin.post(assetsPath, body, failed)).status, 409)
  t.equal((await admin.post(assetsPath, values(), failed)).status, 201, 'what failed has used up no key')
  const orgadmin = await signIn('orgadmin')
  t.equal((await orgadmin.post(assetsPath, values({ organizationId: county }), once)).status, 201, 'a key is one person’s own')
})

t.test('what is deleted is gone from lists, kept whole, and comes back whole', async t => {
  const asset = await register({ maintenance: [{ doneOn: '2024-06-01', cost: 5, content: '换灯泡' }] })
  const path = `${assetsPath}/${asset.id}`
  t.equal((await admin.delete(path)).status, 204)
  const listed = await admin.get(`${assetsPath}?filter[id][eq]=${asset.id}`)
  t.same(listed.body.data, [])
  t.equal((await admin.get(`${assetsPath}?deleted=true&filter[id][eq]=${asset.id}`)).body.data.length, 1)
  t.equal((await admin.patch(path, { name: '甲' })).status, 404)
  t.equal((await admin.delete(path)).status, 404)
  const restored = await admin.post(`${path}/transitions/restore`)
  t.match(restored, { status: 200, body: { name: asset.name, maintenance: asset.maintenance } })
})

t.test('several are deleted at once, or none of them', async t => {
  const [one, two] = [await register(), await register()]
  const unknown = '00000000-0000-7000-8000-00000000dead'
  t.equal((await admin.post(`${assetsPath}/bulk`, { action: 'delete', ids: [one.id, unknown] })).status, 404)
  t.equal((await admin.get(`${assetsPath}/${one.id}`)).body.deletedAt, undefined)
  const both = await admin.post(`${assetsPath}/bulk`, { action: 'delete', ids: [one.id, two.id] })
  t.match(both, { status: 200, body: { count: 2 } })
  t.equal((await admin.get(`${assetsPath}?filter[id][in]=${one.id},${two.id}&count=exact`)).body.page.total, 0)
  t.equal((await admin.post(`${assetsPath}/bulk`, { action: 'erase', ids: [one.id] })).status, 422, 'for good only when confirmed')
  t.equal((await admin.post(`${assetsPath}/bulk`, { action: 'erase', ids: [one.id], confirm: true })).status, 200)
  t.equal((await admin.get(`${assetsPath}/${one.id}`)).status, 404)
})

t.test('history tells every change and who made it, and a version can be made to be again', async t => {
  const asset = await register({ remark: '原来的', maintenance: [{ doneOn: '2024-06-01', cost: 5, content: '换灯泡' }] })
  const path = `${assetsPath}/${asset.id}`
  await admin.patch(path, { remark: '后来的', purchasePrice: 500, maintenance: [] })
  const { body } = await admin.get(`${path}/history`)
  t.match(body.data, [
    { version: 2, action: 'update', data: { remark: '后来的', purchasePrice: 500 }, by: { label: String } },
    { version: 1, action: 'create', data: { remark: '原来的' } },
  ])
  t.same(body.data[0].changed.sort(), ['annualDepreciation', 'maintenance', 'maintenanceCost', 'purchasePrice', 'remark'])
  const again = await admin.post(`${path}/transitions/restore-version`, { version: 1 })
  t.match(again, {
    status: 200,
    body: { version: 3, remark: '原来的', purchasePrice: 6000, annualDepreciation: 1200, maintenance: asset.maintenance },
  })
  t.equal((await admin.post(`${path}/transitions/restore-version`, { version: 9 })).status, 404)
  const audit = await admin.get(`/core/audit-entries?filter[recordId][eq]=${asset.id}&sort=-createdAt`)
  t.equal(audit.status, 200, audit.body.detail)
  t.same(
    audit.body.data.map((entry: { action: string }) => entry.action),
    ['update', 'update', 'create'],
  )
  t.same(audit.body.data[1].changes?.remark ?? (await admin.get(`/core/audit-entries/${audit.body.data[1].id}`)).body.changes.remark, [
    '原来的',
    '后来的',
  ])
})
