import t from 'tap'
import { ownerConnection } from '../isolation/planted.ts'
import { newTenant } from '../support/new-tenant.ts'
import { assetsPath, define, fieldsPath, startWithOwnFields } from './own-asset-fields.ts'

const platform = await startWithOwnFields(t)
const { admin, fields, register, signIn, app } = platform
const { model } = app.platform.engine
let count = 0
const field = (change: object = {}) => ({ entity: 'assets/asset', title: `字段${++count}`, kind: 'text', ...change })

t.test('a field that is given no name gets one by its title, and never one that is taken', async t => {
  t.equal((await define(admin, { title: '籍贯', kind: 'text' })).name, 'ownJiguan')
  t.equal((await define(admin, { title: '机关', kind: 'text' })).name, 'ownJiguan2')
  t.equal((await define(admin, { title: 'QQ号', kind: 'text' })).name, 'ownQqhao')
  t.equal((await define(admin, { title: '2025', kind: 'text' })).name, 'ownField2025')
})

for (const [why, change, code] of [
  ['a name that a plugin could have', { name: 'hometown' }, 'bad-name'],
  ['a name with signs in it', { name: "own'X" }, 'bad-name'],
  ['a name that is taken', { name: 'ownSupplier' }, 'duplicate-name'],
  ['a title that a declared field has', { title: '购置日期' }, 'duplicate-title'],
  ['a header by which sheets know a declared field', { title: '使用单位' }, 'duplicate-title'],
  ['a title that another own field has', { title: '供应商' }, 'duplicate-title'],
  ['a title that sheets take for the same', { title: '购 置日期：' }, 'duplicate-title'],
  ['a title that Excel would calculate', { title: '=1+1' }, 'bad-title'],
  ['a title of two lines', { title: '甲\n乙' }, 'bad-title'],
  ['the title of what an import explains', { title: '错误说明' }, 'bad-title'],
  ['an entity that does not exist', { entity: 'assets/nothing' }, 'bad-entity'],
  ['a kind that does not exist', { kind: 'formula' }, 'bad-kind'],
  ['a choice without options', { kind: 'choice' }, 'no-options'],
  [
    'two options with one code',
    {
      kind: 'choice',
      options: [
        { code: 'a', title: '甲' },
        { code: 'a', title: '乙' },
      ],
    },
    'duplicate-option',
  ],
  ['two options with one title', { kind: 'choice', options: [{ title: '甲' }, { title: '甲' }] }, 'duplicate-option'],
  ['a relation to nothing', { kind: 'relation' }, 'no-target'],
  ['a relation to what does not exist', { kind: 'relation', target: 'assets/nothing' }, 'bad-target'],
  ['a relation to the sessions', { kind: 'relation', target: 'core/session' }, 'bad-target'],
  ['a text longer than texts may be', { maxLength: 2001 }, 'bad-max-length'],
  ['a range that is none', { kind: 'number', minimum: 2, maximum: 1 }, 'bad-range'],
] as const)
  t.test(`${why} is refused`, async t => {
    const reply = await admin.post(fieldsPath, field(change))
    t.ok([409, 422].includes(reply.status), String(reply.status))
    t.match(reply.body.errors, [{ code }])
  })

t.test('no entity is extended but those whose records people make and change', async t => {
  const extendable = [...model.entities.values()].filter(entity => entity.extendable)
  t.ok(extendable.length > 5)
  for (const entity of model.entities.values()) {
    const reply = await admin.post(fieldsPath, field({ entity: entity.key }))
    t.equal(reply.status, entity.extendable ? 201 : 422, entity.key)
  }
  for (const key of ['core/session', 'core/audit-entry', 'core/tenant', 'core/grant', 'core/role', 'core/own-field'])
    t.notOk(
      extendable.some(entity => entity.key === key),
      key,
    )
})

t.test('kind, name, entity and target stay as they are', async t => {
  for (const change of [{ kind: 'number' }, { name: 'ownOther' }, { entity: 'members/member' }, { target: 'core/user' }])
    t.match(await admin.patch(`${fieldsPath}/${fields.get('ownRepairer').id}`, change), {
      status: 422,
      body: { errors: [{ code: 'immutable' }] },
    })
})

t.test('a field cannot be deleted, only switched off', async t => {
  t.equal((await admin.delete(`${fieldsPath}/${fields.get('ownColour').id}`)).status, 404)
})

t.test('a field that is switched off is neither shown nor taken, and what it held is there again when it is switched on', async t => {
  const own = await define(admin, { title: '存放地点', name: 'ownPlace', kind: 'text' })
  const asset = await register({ ownPlace: '三楼' })
  await admin.patch(`${fieldsPath}/${own.id}`, { on: false })
  const path = `${assetsPath}/${asset.id}`
  t.notOk('ownPlace' in (await admin.get(path)).body)
  t.notOk('ownPlace' in (await admin.get(`${path}/history`)).body.data[0].data)
  t.match((await admin.patch(path, { ownPlace: '四楼' })).body.errors, [{ code: 'unknown-field' }])
  t.equal((await admin.get(`${assetsPath}?filter[ownPlace][eq]=三楼`)).status, 400)
  t.equal((await admin.get(`${assetsPath}?sort=ownPlace`)).status, 400)
  t.equal((await admin.patch(path, { ownSupplier: '别家', remark: '已查' })).status, 200)
  await admin.patch(`${fieldsPath}/${own.id}`, { on: true })
  t.match((await admin.get(path)).body, { ownPlace: '三楼', ownSupplier: '别家' })
})

t.test('options may be added and switched off, and none that records may hold is dropped', async t => {
  const own = await define(admin, { title: '成色', name: 'ownState', kind: 'choice', options: [{ title: '新' }, { title: '旧' }] })
  t.same(
    own.options.map((option: { code: string }) => option.code),
    ['1', '2'],
  )
  const asset = await register({ ownState: '2' })
  const path = `${fieldsPath}/${own.id}`
  t.match((await admin.patch(path, { options: [{ code: '1', title: '新' }] })).body.errors, [{ code: 'option-gone' }])
  const options = [{ code: '1', title: '全新' }, { code: '2', title: '旧', off: true }, { title: '坏' }]
  t.equal((await admin.patch(path, { options })).status, 200)
  t.equal((await admin.patch(`${assetsPath}/${asset.id}`, { remark: '还是旧的' })).body.ownState, '2', 'what holds it keeps it')
  const other = await register({ ownState: '3' })
  const refused = await admin.patch(`${assetsPath}/${other.id}`, { ownState: '2' })
  t.match(refused, { status: 422, body: { errors: [{ code: 'bad-own-state', detail: '成色“旧”已停止使用' }] } })
})

t.test('a field that is required later is asked for at the next change, and old records stay', async t => {
  const own = await define(admin, { title: '责任人电话', name: 'ownPhone', kind: 'text' })
  const asset = await register()
  await admin.patch(`${fieldsPath}/${own.id}`, { required: true })
  t.equal((await admin.get(`${assetsPath}/${asset.id}`)).status, 200)
  t.match((await admin.patch(`${assetsPath}/${asset.id}`, { remark: '改' })).body.errors, [{ pointer: '/ownPhone', code: 'no-own-phone' }])
  t.equal((await admin.patch(`${assetsPath}/${asset.id}`, { remark: '改', ownPhone: '0572' })).status, 200)
  await admin.patch(`${fieldsPath}/${own.id}`, { required: false })
})

t.test('what the platform itself changes is not stopped by a field that people have to fill in', async t => {
  const own = await define(admin, { entity: 'core/user', title: '工号', name: 'ownNumber', kind: 'text', required: true })
  const member = (await admin.get('/members/members?page[size]=1')).body.data[0]
  t.equal((await admin.patch(`/members/members/${member.id}`, { name: `${member.name}二` })).status, 200, 'the account follows its person')
  const user = (await admin.get(`/core/users?filter[username][eq]=secretary`)).body.data[0]
  t.equal((await admin.post(`/core/users/${user.id}/transitions/lock`)).status, 200)
  t.equal((await admin.post(`/core/users/${user.id}/transitions/unlock`)).status, 200)
  t.match((await admin.patch(`/core/users/${user.id}`, { name: '他' })).body.errors, [{ pointer: '/ownNumber' }])
  await admin.patch(`${fieldsPath}/${own.id}`, { on: false })
})

t.test('a name under which records hold what a lost definition meant is not given again', async t => {
  const own = await define(admin, { title: '旧编号', name: 'ownOldNumber', kind: 'text' })
  await register({ ownOldNumber: '甲-1' })
  const owner = await ownerConnection(t, platform)
  await owner.query('delete from core.own_field where id = $1', [own.id])
  t.match((await admin.post(fieldsPath, field({ name: 'ownOldNumber', kind: 'number' }))).body.errors, [{ code: 'used-name' }])
})

t.test('whose menu it is may switch it off, and the definitions are still read by everybody', async t => {
  const menus = async (who = admin) => (await who.get('/core/menus')).body.data.map((menu: { key: string }) => menu.key)
  t.ok((await menus()).includes('core.own-fields'))
  const member = await signIn('member')
  t.notOk((await menus(member)).includes('core.own-fields'))
  await admin.patch('/core/menus/desktop/core.own-fields', { on: false })
  t.match(await admin.post(fieldsPath, field()), { status: 403, body: { code: 'menu.off' } })
  t.equal((await member.get(fieldsPath)).status, 200)
  await admin.patch('/core/menus/desktop/core.own-fields', { on: true })
})

t.test('only a tenant’s admin defines fields, and everybody reads what they are', async t => {
  for (const name of ['orgadmin', 'secretary', 'member']) {
    const who = await signIn(name)
    t.equal((await who.post(fieldsPath, field())).status, 403, name)
    t.equal((await who.patch(`${fieldsPath}/${fields.get('ownColour').id}`, { title: '色' })).status, 403, name)
    t.ok((await who.get(`${fieldsPath}?filter[entity][eq]=assets/asset`)).body.data.length > 5, name)
  }
})

t.test('another tenant has none of it, and may call its own fields the same', async t => {
  const other = await newTenant(platform, '中共河西县委员会')
  t.same((await other.admin.get(fieldsPath)).body.data, [])
  t.equal((await other.admin.get(`${fieldsPath}/${fields.get('ownColour').id}`)).status, 404)
  t.equal((await other.admin.patch(`${fieldsPath}/${fields.get('ownColour').id}`, { title: '色' })).status, 404)
  t.equal((await other.admin.get(`${assetsPath}?filter[ownColour][eq]=red`)).status, 400)
  t.equal((await other.admin.post(assetsPath, { ownColour: 'red' })).body.errors[0].code, 'unknown-field')
  const schemas = (await other.admin.get('/openapi.json')).body.components.schemas
  t.notOk('ownColour' in schemas.AssetsAsset.properties)
  await define(other.admin, { name: 'ownColour', title: '颜色', kind: 'number' })
  t.equal((await other.admin.get(`${assetsPath}?filter[ownColour][gt]=3`)).status, 200)
  t.equal((await admin.get(`${assetsPath}?filter[ownColour][gt]=3`)).status, 200, 'a choice is compared as text')
  t.same((await admin.get(`${assetsPath}?filter[ownColour][eq]=3`)).body.data, [])
})

t.test('an entity takes so many fields and no more', async t => {
  const most = Number(model.rules.value('own-field.maximum-per-entity', '2026-11-01'))
  const { admin: other } = await newTenant(platform, '中共河东县委员会')
  for (let made = 0; made < most; made++) await define(other, { entity: 'honors/organization-honor', title: `项目${made}`, kind: 'number' })
  const reply = await other.post(fieldsPath, field({ entity: 'honors/organization-honor' }))
  t.match(reply, { status: 422, body: { errors: [{ code: 'too-many' }] } })
})
