import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { newTenant } from '../support/new-tenant.ts'
import { assetsPath, everyKind, fieldsPath, startWithOwnFields } from './own-asset-fields.ts'

const platform = await startWithOwnFields(t)
const { admin, fields, register } = platform
const member = (await admin.get('/members/members?page[size]=1')).body.data[0]
await admin.patch(`${fieldsPath}/${fields.get('ownLeased').id}`, { required: true })
const document = (await admin.get('/openapi.json')).body
const { AssetsAsset: read, AssetsAssetInput: input, AssetsAssetPatch: patch } = document.components.schemas

t.test('the document of a tenant with own fields is valid', async t => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  t.ok(valid, JSON.stringify(errors))
})

t.test('own fields are in what is sent and what is read, as declared ones are', async t => {
  for (const { name, title } of everyKind) for (const schema of [read, input, patch]) t.equal(schema.properties[name].title, title)
  t.match(input.properties.ownSupplier, { type: ['string', 'null'], maxLength: 20 })
  t.match(input.properties.ownWeight, { minimum: 0, maximum: 1000, multipleOf: 0.01, description: '千克' })
  t.match(input.properties.ownColour, { enum: ['red', 'blue', 'green', null] })
  t.match(input.properties.ownCheckedOn, { format: 'date' })
  t.match(read.properties.ownRepairer.properties, { id: { format: 'uuid' }, label: {} })
  t.ok(input.required.includes('ownLeased'))
  t.notOk(patch.required)
})

t.test('what is sent as the document says is taken, and what is told is as the document says', async t => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  const body = platform.values({ ownSupplier: '供', ownWeight: 1.5, ownColour: 'blue', ownLeased: true, ownRepairer: member.id })
  t.ok(ajv.validate(input, body), ajv.errorsText())
  const made = await register(body)
  t.ok(ajv.validate(read, made), ajv.errorsText())
  const list = (await admin.get(assetsPath)).body.data
  for (const record of list) t.ok(ajv.validate(read, record), ajv.errorsText())
})

t.test('a tenant without own fields has the document that it had', async t => {
  const other = await newTenant(platform, '中共河西县委员会')
  const { AssetsAsset } = (await other.admin.get('/openapi.json')).body.components.schemas
  t.same(
    Object.keys(AssetsAsset.properties).filter(name => name.startsWith('own')),
    [],
  )
})
