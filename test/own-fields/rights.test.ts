import t from 'tap'
import type { Body } from '../support/client.ts'
import { assetsPath, fieldsPath, startWithOwnFields } from './own-asset-fields.ts'

const { admin, register, signIn, fields, branch } = await startWithOwnFields(t)

/** Gives secretaries these rights over assets, with the rest of their role as it was. */
async function secretariesSee(access: Record<string, string>): Promise<void> {
  const role = (await admin.get('/core/roles?filter[code][eq]=secretary')).body.data[0]
  const whole = (await admin.get(`/core/roles/${role.id}`)).body
  const actions = ['read', 'create', 'update', 'export', 'import']
  const permissions = {
    ...whole.permissions,
    'assets/asset': { actions, fields: access },
    'core/audit-entry': { actions: ['read'], scope: 'tenant' },
  }
  const reply = await admin.patch(`/core/roles/${role.id}`, { permissions })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
}

await secretariesSee({ ownWeight: 'hidden', ownSupplier: 'masked', ownColour: 'read-only', ownRepairer: 'hidden' })
const member = (await admin.get('/members/members?page[size]=1')).body.data[0]
const asset = await register({ ownWeight: 77.5, ownSupplier: '江北办公用品', ownColour: 'red', ownLeased: true, ownRepairer: member.id })
await admin.patch(`${assetsPath}/${asset.id}`, { ownWeight: 88.5, ownSupplier: '江北办公家具' })
const secretary = await signIn('secretary')
const path = `${assetsPath}/${asset.id}`

t.test('a hidden own field is in no reply, list, history or export, and a masked one shows a part', async t => {
  for (const record of [(await secretary.get(path)).body, (await secretary.get(`${assetsPath}?filter[id][eq]=${asset.id}`)).body.data[0]]) {
    t.notOk('ownWeight' in record)
    t.notOk('ownRepairer' in record)
    t.not(record.ownSupplier, '江北办公家具')
    t.match(record.ownSupplier, /\*/)
    t.match(record, { ownColour: 'red', ownLeased: true })
  }
  const history = await secretary.get(`${path}/history`)
  t.equal(history.status, 200)
  const csv = await secretary.get(`${assetsPath}/export?format=csv`)
  for (const reply of [history, csv]) {
    t.notOk(reply.bytes.toString().includes('88.5'))
    t.notOk(reply.bytes.toString().includes('江北办公家具'))
  }
})

t.test('what is not seen in full is no way to filter or sort', async t => {
  for (const query of [
    'filter[ownWeight][gt]=1',
    'filter[ownSupplier][eq]=江北办公家具',
    'sort=ownWeight',
    '-ownSupplier'.replace('-', 'sort=-'),
  ])
    t.equal((await secretary.get(`${assetsPath}?${query}`)).status, 403, query)
  t.equal((await secretary.get(`${assetsPath}?filter[ownColour][eq]=red`)).status, 200)
})

t.test('who may not change a field changes nothing with it', async t => {
  for (const [name, value] of Object.entries({ ownWeight: 1, ownSupplier: '别', ownColour: 'blue', ownRepairer: null }))
    t.match(
      await secretary.patch(path, { [name]: value, remark: '夹带' }),
      { status: 403, body: { code: 'permission.field-read-only' } },
      name,
    )
  t.match((await admin.get(path)).body, { ownWeight: 88.5, ownColour: 'red', remark: null })
  t.equal((await secretary.patch(path, { ownLeased: false })).status, 200)
  t.match((await admin.get(path)).body, { ownWeight: 88.5, ownSupplier: '江北办公家具', ownLeased: false }, 'what he does not see stays')
})

t.test('the log veils them too, also when they are switched off', async t => {
  const entries = async () => (await secretary.get(`/core/audit-entries?filter[recordId][eq]=${asset.id}&fields=action,changes`)).body.data
  const told = (data: Body[]) => data.find(entry => entry.action === 'update' && 'ownWeight' in entry.changes)?.changes
  t.same(told(await entries()), { ownWeight: ['***', '***'], ownSupplier: ['***', '***'] })
  await admin.patch(`${fieldsPath}/${fields.get('ownWeight').id}`, { on: false })
  t.same(told(await entries()).ownWeight, ['***', '***'])
  await admin.patch(`${fieldsPath}/${fields.get('ownWeight').id}`, { on: true })
})

t.test('a relation leads to nobody whom its writer does not see', async t => {
  await secretariesSee({})
  const visible = new Set((await secretary.get('/members/members?page[size]=200')).body.data.map((one: Body) => one.id))
  const hidden = (await admin.get('/members/members?page[size]=200')).body.data.find(
    (one: Body) => !visible.has(one.id) && one.id !== member.id,
  )
  t.equal((await secretary.get(`/members/members/${hidden.id}`)).status, 404)
  const refused = await secretary.patch(path, { ownRepairer: hidden.id })
  t.match(refused, { status: 422, body: { errors: [{ code: 'unknown-own-repairer' }] } })
})

t.test('an organization outside the caller’s scope is not changed by an own field', async t => {
  const user = (await secretary.get('/core/profile')).body.user
  t.equal(user.organization.id, branch)
  const far = (await admin.get(`${assetsPath}?page[size]=1&filter[id][ne]=${asset.id}`)).body.data
  for (const other of far)
    if (other.organization.id !== branch) t.equal((await secretary.patch(`${assetsPath}/${other.id}`, { ownLeased: true })).status, 404)
})
