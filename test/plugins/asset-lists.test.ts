import t from 'tap'
import type { Body } from '../support/client.ts'
import { assetsPath, startWithAssets } from './assets.ts'

const { admin, register, branch, county, elsewhere } = await startWithAssets(t)
const keeper = (await admin.get('/members/members?page[size]=1')).body.data[0]
const chair = await register({ name: '会议椅', category: 'furniture', purchasePrice: 300, purchasedOn: '2020-01-15', keeperId: keeper.id })
const car = await register({
  name: '宣讲车',
  category: 'vehicle',
  licencePlate: '浙E00001',
  purchasePrice: 90_000,
  purchasedOn: '2022-09-01',
  organizationId: county,
})
const beamer = await register({ name: '投影仪', purchasePrice: 6000, purchasedOn: '2023-05-04', isInUse: false, organizationId: elsewhere })
const screen = await register({ name: '幕布', purchasePrice: 600, purchasedOn: '2023-05-04', usefulYears: 10 })

async function named(query: string): Promise<string[]> {
  const { status, body } = await admin.get(`${assetsPath}?${query}`)
  if (status !== 200) throw new Error(`${query}: ${body.detail}`)
  return body.data.map((asset: Body) => asset.name)
}

t.test('a list has the declared order, and any other on request', async t => {
  t.same(await named(''), ['投影仪', '幕布', '宣讲车', '会议椅'])
  t.same(await named('sort=purchasePrice'), ['会议椅', '幕布', '投影仪', '宣讲车'])
  t.same(await named('sort=-usefulYears,-purchasePrice'), ['幕布', '宣讲车', '投影仪', '会议椅'])
  t.same(
    await named('sort=annualDepreciation'),
    ['会议椅', '幕布', '投影仪', '宣讲车'].sort((a, b) => depreciation(a) - depreciation(b)),
  )
})

function depreciation(name: string): number {
  return [chair, car, beamer, screen].find(asset => asset.name === name)!.annualDepreciation
}

t.test('every kind of field can be filtered by', async t => {
  t.same(await named('filter[category][in]=vehicle,furniture'), ['宣讲车', '会议椅'])
  t.same(await named('filter[purchasePrice][between]=300,6000'), ['投影仪', '幕布', '会议椅'])
  t.same(await named('filter[purchasedOn][lt]=2022-09-01'), ['会议椅'])
  t.same(await named('filter[isInUse][eq]=false'), ['投影仪'])
  t.same(await named('filter[usefulYears][gte]=10'), ['幕布'])
  t.same(await named(`filter[keeperId][eq]=${keeper.id}`), ['会议椅'])
  t.same(await named('filter[keeperId][null]=true'), ['投影仪', '幕布', '宣讲车'])
  t.same(await named('filter[name][like]=车'), ['宣讲车'])
  t.same(await named(`filter[organizationId][under]=${county}`), ['幕布', '宣讲车', '会议椅'])
  t.same(await named('filter[or][0][category][eq]=vehicle&filter[or][1][purchasePrice][lt]=500'), ['宣讲车', '会议椅'])
  t.same(await named(`organizationId=${county}&scope=organization`), ['宣讲车'])
  t.same(await named(`organizationId=${county}&scope=subtree`), ['幕布', '宣讲车', '会议椅'])
})

t.test('the quick search finds by characters, pinyin, initials and the whole number', async t => {
  for (const q of ['投影', 'touying', 'tyy', beamer.assetNumber]) t.same(await named(`q=${encodeURIComponent(q)}`), ['投影仪'], q)
  t.same(await named('q=没有这个'), [])
})

t.test('a list gives the fields that are asked for, and the related records', async t => {
  const { body } = await admin.get(`${assetsPath}?fields=name,keeper,maintenance&include=keeper,organization&filter[id][eq]=${chair.id}`)
  const [asset] = body.data
  t.equal(asset.name, '会议椅')
  t.notOk('purchasePrice' in asset)
  t.match(asset.keeper, { id: keeper.id, name: keeper.name, category: String })
  t.same(asset.maintenance, [])
  const whole = (await admin.get(`${assetsPath}?filter[id][eq]=${chair.id}&include=organization`)).body.data[0]
  t.match(whole.organization, { id: branch, label: String, shortName: String })
  t.equal(typeof whole.ageYears, 'number', 'also what is computed when read')
})

t.test('pages lead through the list once, with its total when asked', async t => {
  const first = (await admin.get(`${assetsPath}?page[size]=3&count=exact`)).body
  t.match(first.page, { total: 4, after: String })
  const second = (await admin.get(`${assetsPath}?page[size]=3&page[after]=${first.page.after}`)).body
  t.same(
    [...first.data, ...second.data].map((asset: Body) => asset.name),
    await named(''),
  )
  t.equal(second.page.after, null)
})

t.test('what cannot be asked of this entity is an error', async t => {
  for (const query of [
    'filter[ageYears][gt]=1',
    'sort=ageYears',
    'sort=maintenance',
    'filter[photo][like]=x',
    'filter[colour][eq]=red',
    'include=name',
    'fields=keeperName',
  ])
    t.match(await admin.get(`${assetsPath}?${query}`), { status: 400, body: { code: 'query.invalid' } }, query)
})
