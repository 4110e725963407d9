import t from 'tap'
import { manual } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { assetsPath, startWithOwnFields } from './own-asset-fields.ts'

const { admin, register, signIn, branch, elsewhere } = await startWithOwnFields(t)
const [first, second] = (await admin.get('/members/members?page[size]=2')).body.data
const contract = (await admin.upload('/core/files', manual)).body.id

await register({ name: '甲', ownSupplier: '江北办公', ownWeight: 3.5, ownCheckedOn: '2024-01-31', ownColour: 'red', ownLeased: true })
await register({ name: '乙', ownSupplier: '50%_家具', ownWeight: 12, ownCheckedOn: '2024-12-01', ownColour: 'blue', ownLeased: false })
await register({ name: '丙', ownWeight: 100, ownRepairer: first.id, ownContract: contract })
await register({ name: '丁', ownSupplier: '江北家电', ownRepairer: second.id, organizationId: elsewhere })
await register({ name: '戊' })

const names = async (query: string) => {
  const reply = await admin.get(`${assetsPath}?${query}&sort=name`)
  if (reply.status !== 200) throw new Error(`${query}: ${JSON.stringify(reply.body)}`)
  return reply.body.data.map((asset: Body) => asset.name).sort()
}
const filtered = (field: string, operator: string, value: string) => `filter[${field}][${operator}]=${encodeURIComponent(value)}`

for (const [field, operator, value, expected] of [
  ['ownSupplier', 'eq', '江北办公', '甲'],
  ['ownSupplier', 'ne', '江北办公', '乙丙丁戊'],
  ['ownSupplier', 'in', '江北办公,江北家电', '甲丁'],
  ['ownSupplier', 'like', '江北', '甲丁'],
  ['ownSupplier', 'like', '50%_', '乙'],
  ['ownSupplier', 'like', '%', '乙'],
  ['ownSupplier', 'null', 'true', '丙戊'],
  ['ownSupplier', 'null', 'false', '甲乙丁'],
  ['ownWeight', 'eq', '12.00', '乙'],
  ['ownWeight', 'ne', '12', '甲丙丁戊'],
  ['ownWeight', 'in', '3.5,100', '甲丙'],
  ['ownWeight', 'lt', '12', '甲'],
  ['ownWeight', 'lte', '12', '甲乙'],
  ['ownWeight', 'gt', '12', '丙'],
  ['ownWeight', 'gte', '12', '乙丙'],
  ['ownWeight', 'between', '3,12', '甲乙'],
  ['ownWeight', 'null', 'true', '丁戊'],
  ['ownCheckedOn', 'eq', '2024-01-31', '甲'],
  ['ownCheckedOn', 'gt', '2024-01-31', '乙'],
  ['ownCheckedOn', 'between', '2024-01-01,2024-12-31', '甲乙'],
  ['ownCheckedOn', 'null', 'false', '甲乙'],
  ['ownColour', 'eq', 'red', '甲'],
  ['ownColour', 'in', 'red,blue', '甲乙'],
  ['ownColour', 'like', 'BL', '乙'],
  ['ownLeased', 'eq', 'true', '甲'],
  ['ownLeased', 'eq', 'false', '乙'],
  ['ownLeased', 'ne', 'true', '乙丙丁戊'],
  ['ownContract', 'eq', contract, '丙'],
  ['ownContract', 'null', 'false', '丙'],
  ['ownRepairer', 'eq', first.id, '丙'],
  ['ownRepairer', 'in', `${first.id},${second.id}`, '丙丁'],
  ['ownRepairer', 'null', 'false', '丙丁'],
] as const)
  t.test(`${field} ${operator} ${value.slice(0, 12)} finds ${expected}`, async t => {
    t.same(await names(filtered(field, operator, value)), [...expected].sort())
  })

t.test('conditions are joined with those of declared fields', async t => {
  t.same(await names(`filter[or][0][ownColour][eq]=red&filter[or][1][name][eq]=${encodeURIComponent('戊')}`), ['戊', '甲'])
  t.same(await names(`${filtered('ownSupplier', 'like', '江北')}&filter[organizationId][eq]=${branch}`), ['甲'])
  const page = await admin.get(`${assetsPath}?${filtered('ownWeight', 'gt', '3')}&count=exact&page[size]=1`)
  t.equal(page.body.page.total, 3)
})

for (const [field, operator, value] of [
  ['ownWeight', 'eq', 'heavy'],
  ['ownWeight', 'in', '1,'],
  ['ownWeight', 'like', '1'],
  ['ownCheckedOn', 'gt', '2024-02-30'],
  ['ownLeased', 'eq', 'ja'],
  ['ownRepairer', 'eq', 'x'],
  ['ownRepairer', 'under', branch],
  ['ownSupplier', 'contains', 'x'],
  ['ownSupplier', 'constructor', 'x'],
  ['ownOther', 'eq', 'x'],
] as const)
  t.test(`${field} ${operator} ${value.slice(0, 12)} is no question`, async t => {
    t.equal((await admin.get(`${assetsPath}?${filtered(field, operator, value)}`)).status, 400)
  })

for (const [sort, expected] of [
  ['ownWeight', '甲乙丙戊丁'],
  ['-ownWeight', '戊丁丙乙甲'],
  ['ownCheckedOn,name', '甲乙'],
  ['-ownColour', '甲乙'],
  ['ownSupplier', ''],
  ['ownLeased,-ownWeight', '乙甲'],
] as const)
  t.test(`a list by ${sort} comes page by page as it comes whole, empty ones last going up and first going down`, async t => {
    const order = `sort=${sort},-assetNumber`
    const whole = (await admin.get(`${assetsPath}?${order}`)).body.data.map((asset: Body) => asset.name)
    t.equal(whole.length, 5)
    const known = whole.filter((name: string) => expected.includes(name)).join('')
    t.equal(known, expected.length === 5 ? whole.join('') : expected)
    if (expected.length === 5) t.equal(known, expected)
    const paged: string[] = []
    for (let after: string | null = null; ; ) {
      const { body } = await admin.get(`${assetsPath}?${order}&page[size]=2${after ? `&page[after]=${after}` : ''}`)
      paged.push(...body.data.map((asset: Body) => asset.name))
      after = body.page.after
      if (after === null) break
    }
    t.same(paged, whole)
  })

t.test('a relation comes with its label, and whole when it is included', async t => {
  const { body } = await admin.get(`${assetsPath}?${filtered('ownRepairer', 'eq', first.id)}&include=ownRepairer&fields=name,ownRepairer`)
  t.match(body.data, [{ name: '丙', ownRepairer: { id: first.id, label: first.name, name: first.name } }])
  t.notOk('ownWeight' in body.data[0])
})

t.test('a label is told to nobody who may not see the record', async t => {
  const secretary = await signIn('secretary')
  const visible = (await secretary.get('/members/members?page[size]=200')).body.data.map((member: Body) => member.id)
  const list = (await secretary.get(`${assetsPath}?filter[ownRepairer][null]=false`)).body.data
  for (const asset of list) t.equal(asset.ownRepairer.label !== null, visible.includes(asset.ownRepairer.id))
})
