import t from 'tap'
import type { Body } from '../support/client.ts'
import { assetsPath, startWithAssets } from './assets.ts'

const { admin, register, signIn, values, branch, county, elsewhere, anyone } = await startWithAssets(t)
const [orgadmin, secretary, member] = await Promise.all(['orgadmin', 'secretary', 'member'].map(name => signIn(name)))
const person = (await member!.get('/core/profile')).body.record
const own = await register({ name: '相机', keeperId: person.id })
const near = await register({ name: '幕布', organizationId: branch })
const above = await register({ name: '宣讲车', organizationId: county })
const far = await register({ name: '别处的桌子', organizationId: elsewhere })

const names = (reply: { body: Body }) => reply.body.data.map((asset: Body) => asset.name).sort()

t.test('an organization’s admin sees and changes the assets of his subtree, and no other at any door', async t => {
  t.same(names(await orgadmin!.get(assetsPath)), ['宣讲车', '幕布', '相机'].sort())
  const path = `${assetsPath}/${far.id}`
  t.equal((await orgadmin!.get(path)).status, 404)
  t.equal((await orgadmin!.get(`${path}/history`)).status, 404)
  t.equal((await orgadmin!.patch(path, { name: '我的' })).status, 404)
  t.equal((await orgadmin!.delete(path)).status, 404)
  t.equal((await orgadmin!.post(`${assetsPath}/bulk`, { action: 'delete', ids: [near.id, far.id] })).status, 404)
  t.same(names(await orgadmin!.get(`${assetsPath}?filter[organizationId][eq]=${elsewhere}`)), [])
  t.equal((await orgadmin!.post(assetsPath, values({ organizationId: elsewhere }))).status, 422, 'an organization he does not see')
  t.equal(
    (await orgadmin!.patch(`${assetsPath}/${near.id}`, { organizationId: elsewhere })).status,
    422,
    'nor is anything moved out of sight',
  )
  t.equal((await admin.get(path)).body.name, '别处的桌子')
  t.notOk((await orgadmin!.get(`${assetsPath}/export?format=csv`)).bytes.toString().includes('别处的桌子'))
  t.equal((await orgadmin!.patch(`${assetsPath}/${above.id}`, { remark: '已核' })).status, 200)
})

t.test('a secretary works within his branch, without the actions and fields that are not his', async t => {
  t.same(names(await secretary!.get(assetsPath)), ['幕布', '相机'])
  const path = `${assetsPath}/${near.id}`
  t.equal((await secretary!.patch(path, { remark: '放在会议室' })).status, 200)
  const price = await secretary!.patch(path, { purchasePrice: 1 })
  t.match(price, { status: 403, body: { code: 'permission.field-read-only', errors: [{ pointer: '/purchasePrice' }] } })
  t.equal((await secretary!.delete(path)).status, 403)
  t.equal((await secretary!.get(`${assetsPath}/template`)).status, 403)
  t.equal((await admin.get(path)).body.purchasePrice, 6000)
})

t.test('a member sees what is in his keeping, without its price, and changes nothing', async t => {
  const list = await member!.get(assetsPath)
  t.same(names(list), ['相机'])
  t.notOk('purchasePrice' in list.body.data[0])
  t.notOk('annualDepreciation' in list.body.data[0])
  const history = (await member!.get(`${assetsPath}/${own.id}/history`)).body.data[0]
  t.notOk('purchasePrice' in history.data)
  t.equal((await member!.get(`${assetsPath}?filter[purchasePrice][gt]=1`)).status, 403, 'nor can it be guessed by filters')
  t.equal((await member!.get(`${assetsPath}?sort=annualDepreciation`)).status, 403)
  t.equal((await member!.patch(`${assetsPath}/${own.id}`, { remark: '我的' })).status, 403)
  t.equal((await member!.post(assetsPath, values())).status, 403)
  t.equal((await member!.get(`${assetsPath}/export`)).status, 403)
  t.equal((await member!.get(`${assetsPath}/${near.id}`)).status, 404)
})

t.test('who is not signed in, or of another tenant, finds nothing', async t => {
  t.equal((await anyone().get(assetsPath)).status, 401)
  const operator = await signIn('operator')
  t.notOk([200, 500].includes((await operator.get(`${assetsPath}/${near.id}`)).status))
})

t.test('menus appear for those who may do what they open, each on its device', async t => {
  const keys = async (client: typeof admin, device: string) =>
    (await client.get(`/core/menus?device=${device}`)).body.data
      .map((menu: Body) => menu.key)
      .filter((key: string) => key.startsWith('assets.'))
  t.same(await keys(admin, 'desktop'), ['assets.assets', 'assets.register-assets'])
  t.same(await keys(admin, 'phone'), ['assets.my-assets'])
  t.same(await keys(member!, 'desktop'), ['assets.assets'], 'a member registers none')
  const { body } = await admin.get('/core/menus?device=desktop')
  t.match(
    body.data.find((menu: Body) => menu.key === 'assets.assets'),
    { title: '固定资产', group: '资产管理', icon: 'appstore', path: '/api/v1/assets/assets', on: true },
  )
})

t.test('switched off by the tenant, its endpoints answer 403, its menus and its document are gone, and its data stays', async t => {
  const { status } = await admin.patch('/core/plugins/assets', { on: false })
  t.equal(status, 200)
  for (const path of ['', `/${own.id}`, '/export', '/template', `/${own.id}/history`])
    t.match(await admin.get(`${assetsPath}${path}`), { status: 403, body: { code: 'plugin.off' } }, path)
  t.equal((await admin.post(assetsPath, values())).status, 403)
  t.equal((await admin.patch(`${assetsPath}/${own.id}`, { name: '甲' })).status, 403)
  t.notMatch(JSON.stringify((await admin.get('/core/menus?device=desktop&all=true')).body), /assets/)
  t.notMatch(JSON.stringify((await admin.get('/openapi.json')).body), /assets/i)
  t.equal((await admin.get('/members/members?page[size]=1')).status, 200, 'other plugins go on')
  await admin.patch('/core/plugins/assets', { on: true })
  t.match(await admin.get(`${assetsPath}/${own.id}`), { status: 200, body: { name: '相机' } })
})

t.test('off with the plugin that it needs, and on again with it', async t => {
  await admin.patch('/core/plugins/honors', { on: false })
  await admin.patch('/core/plugins/members', { on: false })
  t.equal((await admin.get(assetsPath)).status, 403)
  await admin.patch('/core/plugins/members', { on: true })
  t.equal((await admin.get(assetsPath)).status, 200)
})

t.test('the tenant’s OpenAPI document has its endpoints and its schemas', async t => {
  const { body } = await admin.get('/openapi.json')
  t.ok(body.paths['/api/v1/assets/assets'].get)
  t.ok(body.paths['/api/v1/assets/assets/{id}'].patch)
  t.ok(body.paths['/api/v1/assets/assets/import'].post)
  const { properties, required } = body.components.schemas.AssetsAsset
  t.match(properties.category, { title: '类别', enum: ['equipment', 'furniture', 'vehicle', null] })
  t.match(properties.keeper.properties, { id: Object, label: Object })
  t.match(properties.maintenance.items.properties.doneOn, { format: 'date' })
  t.ok(required.includes('id'))
  t.same(body.components.schemas.AssetsAssetInput.required.sort(), [
    'assetNumber',
    'name',
    'organizationId',
    'purchasePrice',
    'purchasedOn',
  ])
  t.notOk('ageYears' in body.components.schemas.AssetsAssetInput.properties)
})
