import { resolve } from 'node:path'
import t from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { freshTenant } from './fresh-tenant.ts'
import { newMember } from './new-member.ts'

const platform = await startPlatform(t, { plugins: [resolve(import.meta.dirname, 'add-ons')] })
const operator = await platform.signIn('operator')
const neighbour = await platform.signIn('admin')

const plugin = async (who: Client, name: string): Promise<Body> =>
  (await who.get('/core/plugins')).body.data.find((one: Body) => one.name === name)
const turn = (who: Client, name: string, on: boolean) => who.patch(`/core/plugins/${name}`, { on })
const menus = async (who: Client): Promise<string[]> => (await who.get('/core/menus')).body.data.map((one: Body) => one.key)

t.test('the list tells the edition and what it includes', async t => {
  const { admin } = await freshTenant(platform)
  const { body } = await admin.get('/core/plugins')
  t.same(body.edition, { code: 'standard', title: '标准版' })
  t.match(await plugin(admin, 'honors'), { title: '荣誉管理', on: true, entitled: true, needs: ['members'] })
  t.match(await plugin(admin, 'inspections'), { title: '巡察整改', on: false, entitled: false })
  t.notOk(await plugin(admin, 'core'), 'the platform itself is none')
})

t.test('off is off at the next request: menus gone, endpoints 403; on again restores everything', async t => {
  const { admin, rootId } = await freshTenant(platform)
  const honor = { organizationId: rootId, title: '先进', kind: 'honor', awardedOn: '2024-07-01' }
  const { body: made } = await admin.post('/honors/organization-honors', honor)
  const before = await menus(admin)
  t.match((await turn(admin, 'honors', false)).body, { name: 'honors', on: false, entitled: true })
  t.notOk((await menus(admin)).some(key => key.includes('honor')))
  for (const reply of [
    await admin.get('/honors/organization-honors'),
    await admin.get(`/honors/organization-honors/${made.id}`),
    await admin.post('/honors/organization-honors', { ...honor, title: '另一' }),
    await admin.post('/honors/organization-honors', {}),
    await admin.patch(`/honors/organization-honors/${made.id}`, { title: '改' }),
    await admin.delete(`/honors/organization-honors/${made.id}`),
    await admin.get('/honors/organization-honors/export'),
    await admin.get('/honors/member-honors'),
  ])
    t.match({ status: reply.status, code: reply.body.code }, { status: 403, code: 'plugin.off' })
  t.equal((await admin.get('/members/members')).status, 200)
  t.equal((await neighbour.get('/honors/organization-honors')).status, 200, 'another tenant’s stay')
  t.equal((await turn(admin, 'honors', true)).body.on, true)
  t.match((await admin.get(`/honors/organization-honors/${made.id}`)).body, { title: '先进', version: 1 })
  t.same(await menus(admin), before)
})

t.test('a plugin goes off with what it needs, and comes back with it', async t => {
  const { admin, rootId } = await freshTenant(platform)
  await admin.post('/members/members', newMember({ organizationId: rootId }))
  t.equal((await turn(admin, 'members', false)).status, 200)
  t.match(await plugin(admin, 'honors'), { on: false, entitled: true })
  t.equal((await admin.get('/honors/member-honors')).body.code, 'plugin.off')
  const refused = await turn(admin, 'honors', true)
  t.equal(refused.body.code, 'plugin.needs')
  t.match(refused.body.detail, /党员队伍/)
  t.equal((await admin.get('/core/profile')).status, 200, 'one’s account stays one’s profile')
  await turn(admin, 'members', true)
  t.equal((await plugin(admin, 'honors')).on, true)
  t.equal((await admin.get('/members/members?count=exact')).body.page.total, 1)
})

t.test('what the edition lacks cannot be switched on; applied for and granted, it is there at once', async t => {
  const { admin, id, rootId } = await freshTenant(platform)
  t.equal((await turn(admin, 'inspections', true)).body.code, 'plugin.not-entitled')
  t.equal((await admin.get('/inspections/findings')).body.code, 'plugin.off')
  const applied = await admin.post('/core/plugins/inspections/apply', { reason: '迎接巡察' })
  t.equal(applied.status, 202)
  t.same(applied.body, { state: 'applied' })
  await admin.post('/core/plugins/inspections/apply', { reason: '再次申请' })
  const { body } = await operator.get(`/core/entitlements?filter[tenant][eq]=${id}`)
  t.match(body.data, [{ plugin: 'inspections', state: 'applied', reason: '再次申请', tenant: { id } }])
  t.equal(body.data.length, 1, 'once')
  const told = await plugin(admin, 'inspections')
  t.match(told, { application: { state: 'applied', reason: '再次申请' } })
  t.notOk(told.editions.includes('standard'), 'and which editions have it')
  t.equal((await turn(admin, 'inspections', true)).status, 409, 'an application is no grant')
  t.equal((await operator.patch(`/core/entitlements/${body.data[0].id}`, { state: 'granted' })).status, 200)
  t.match(await plugin(admin, 'inspections'), { entitled: true, on: true })
  t.equal((await admin.post('/inspections/findings', { organizationId: rootId, title: '台账不全' })).status, 201)
  t.ok((await menus(admin)).includes('inspections.findings'))
  t.same((await admin.post('/core/plugins/inspections/apply', {})).body, { state: 'granted' })
  t.equal((await operator.delete(`/core/entitlements/${body.data[0].id}`)).status, 204)
  t.equal((await admin.get('/inspections/findings')).body.code, 'plugin.off', 'taken back, at once')
})

t.test('who applied is told what was decided and why, once for each decision, and nobody else', async t => {
  const { admin, id } = await freshTenant(platform)
  const messages = async () => (await admin.get('/core/messages?sort=createdAt')).body.data
  await admin.post('/core/plugins/inspections/apply', { reason: '迎接巡察' })
  t.same(await messages(), [], 'asking is no decision')
  const [asked] = (await operator.get(`/core/entitlements?filter[tenant][eq]=${id}`)).body.data
  t.notOk(asked.appliedBy, 'another unit’s user is not told to the operator')
  const decide = (values: Body) => operator.patch(`/core/entitlements/${asked.id}`, values)
  t.equal((await decide({ state: 'refused', answer: '请先升级到旗舰版' })).status, 200)
  await decide({ answer: '请先升级到旗舰版。' })
  const link = '/admin/m/core.plugins'
  const refused = { title: '“巡察整改”的开通申请未通过', body: '请先升级到旗舰版', link, readAt: null }
  t.match(await messages(), [refused])
  t.equal((await messages()).length, 1, 'other words for it are no new decision')
  t.match((await plugin(admin, 'inspections')).application, { state: 'refused', answer: '请先升级到旗舰版。' })

  await admin.post('/core/plugins/inspections/apply', { reason: '已升级' })
  t.match((await plugin(admin, 'inspections')).application, { state: 'applied', answer: null }, 'asked again, it is open again')
  await decide({ state: 'granted' })
  await decide({ state: 'refused', answer: '试用期满' })
  t.match(await messages(), [refused, { title: '“巡察整改”已开通', body: null }, { title: '“巡察整改”已收回', body: '试用期满' }])
  t.same((await operator.get('/core/messages')).body.data, [])
  t.notMatch(JSON.stringify((await neighbour.get('/core/messages')).body.data), '巡察整改')
})

t.test('another edition brings what it includes, and keeps data when it goes', async t => {
  const { admin, id, rootId } = await freshTenant(platform)
  t.equal((await operator.patch(`/core/tenants/${id}`, { edition: 'flagship' })).status, 200)
  t.match((await admin.get('/core/plugins')).body.edition, { code: 'flagship', title: '旗舰版' })
  const made = await admin.post('/inspections/findings', { organizationId: rootId, title: '台账不全' })
  t.equal(made.status, 201)
  await operator.patch(`/core/tenants/${id}`, { edition: 'standard' })
  t.equal((await admin.get(`/inspections/findings/${made.body.id}`)).status, 403)
  await operator.patch(`/core/tenants/${id}`, { edition: 'flagship' })
  t.equal((await admin.get(`/inspections/findings/${made.body.id}`)).body.title, '台账不全')
})

t.test('the platform itself stays on, and what is not installed is not there', async t => {
  const { admin } = await freshTenant(platform)
  t.equal((await turn(admin, 'core', false)).body.code, 'plugin.core')
  t.equal((await turn(admin, 'meiyou', false)).status, 404)
  t.equal((await admin.post('/core/plugins/meiyou/apply', {})).status, 404)
  t.equal((await admin.patch('/core/plugins/honors', { on: 'no' })).status, 422)
})

t.test('only the tenant’s admin switches and applies, and the log tells it', async t => {
  for (const name of ['orgadmin', 'secretary', 'member']) {
    const client = await platform.signIn(name)
    t.equal((await turn(client, 'honors', false)).status, 403, name)
    t.equal((await client.post('/core/plugins/inspections/apply', {})).status, 403, name)
  }
  t.equal((await neighbour.get('/honors/organization-honors')).status, 200)
  const { admin } = await freshTenant(platform)
  await turn(admin, 'honors', false)
  await admin.post('/core/plugins/inspections/apply', {})
  const { body } = await admin.get('/core/audit-entries?filter[action][in]=switch-off,apply&fields=action,userName,recordLabel,changes')
  t.match(body.data, [
    { action: 'apply', userName: '管理员', recordLabel: '巡察整改' },
    { action: 'switch-off', userName: '管理员', recordLabel: '荣誉管理', changes: { on: [true, false] } },
  ])
})
