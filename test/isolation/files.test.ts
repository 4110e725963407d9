import sharp from 'sharp'
import t from 'tap'
import type { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { fixtures } from './cases.ts'
import { created, newUser, organizationsOf } from './people.ts'

const platform = await startPlatform(t, { plugins: [fixtures] })
const admin = await platform.signIn('admin')
const [here, there] = await organizationsOf(admin)
const permissions = (fields: object) => ({
  'visits/visit': { actions: ['read', 'create', 'update'], fields },
  'core/organization': { actions: ['read'] },
  'members/member': { actions: ['read'] },
})
const role = await created(admin, '/core/roles', { code: 'visitor', name: '走访员', permissions: permissions({}) })
const blind = await created(admin, '/core/roles', {
  code: 'blind',
  name: '不见附件',
  permissions: permissions({ picture: 'hidden', papers: 'masked' }),
})
const visitor = await newUser(platform, admin, 'visitor', [{ roleId: role, organizationId: here, scope: 'organization' }])
const stranger = await newUser(platform, admin, 'stranger', [{ roleId: role, organizationId: there, scope: 'organization' }])
const unseeing = await newUser(platform, admin, 'unseeing', [{ roleId: blind, organizationId: here, scope: 'organization' }])
const memberOf = async (organization: string) =>
  (await admin.get(`/members/members?filter[organizationId][eq]=${organization}&page[size]=1`)).body.data[0].id
const mine = await memberOf(here)

const image = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
  .png()
  .toBuffer()
async function upload(who: Client): Promise<string> {
  const { status, body } = await who.upload('/core/files', { name: '照片.png', content: image })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}
const content = async (who: Client, id: string) => (await who.get(`/core/files/${id}/content`)).status

t.test('a file is its uploader’s until a record holds it, then theirs who see the record’s field', async t => {
  const [picture, paper] = [await upload(visitor), await upload(visitor)]
  t.same([await content(visitor, picture), await content(unseeing, picture), await content(admin, picture)], [200, 404, 404])
  const id = await created(visitor, '/visits/visits', {
    organizationId: here,
    title: '春节走访',
    picture,
    papers: [paper],
  })
  for (const file of [picture, paper]) {
    t.same([await content(visitor, file), await content(admin, file)], [200, 200])
    t.same([await content(unseeing, file), await content(stranger, file)], [404, 404], 'hidden, masked and foreign alike')
    t.equal((await visitor.delete(`/core/files/${file}`)).status, 409, 'and its uploader cannot take it away')
  }
  t.equal((await admin.patch('/core/plugins/visits', { on: false })).status, 200)
  t.equal(await content(visitor, picture), 404, 'a plugin that is off shows no files')
  t.equal((await admin.patch('/core/plugins/visits', { on: true })).status, 200)
  t.equal((await admin.delete(`/visits/visits/${id}`)).status, 204)
  t.equal(await content(visitor, picture), 404, 'nor does a deleted record, to who may not restore it')
})

t.test('another’s file cannot be drawn into a record of one’s own, neither alone nor among several', async t => {
  const theirs = await upload(stranger)
  const unknown = '01890000-0000-7000-8000-000000000000'
  const asked = (values: object) => visitor.post('/visits/visits', { organizationId: here, title: '借用', ...values })
  for (const make of [(id: string) => ({ papers: [id] }), (id: string) => ({ picture: id })]) {
    const [taken, none] = [await asked(make(theirs)), await asked(make(unknown))]
    t.equal(taken.status, 422)
    t.same(taken.body, none.body)
  }
  const held = await upload(visitor)
  await created(visitor, '/visits/visits', { organizationId: here, title: '持有', papers: [held] })
  t.equal((await asked({ papers: [held] })).status, 422, 'nor one that another record holds')
})

t.test('the log tells no more of a record than its reader sees of it', async t => {
  const code = 'auditor'
  const auditing = await created(admin, '/core/roles', {
    code,
    name: '审计',
    permissions: {
      'core/audit-entry': { actions: ['read', 'export'] },
      'members/member': { actions: ['read'], fields: { phone: 'masked', name: 'hidden' } },
    },
  })
  const auditor = await newUser(platform, admin, code, [{ roleId: auditing, organizationId: here, scope: 'organization' }])
  const { body: member } = await admin.get(`/members/members/${mine}`)
  t.equal((await admin.patch(`/members/members/${mine}`, { phone: '19933330000', remark: '电话已变' })).status, 200)
  const query = `filter[recordId][eq]=${mine}&fields=changes,recordLabel&page[size]=1`
  const [full] = (await admin.get(`/core/audit-entries?${query}`)).body.data
  t.same([full.changes.phone[1], full.recordLabel], ['19933330000', member.name])
  const [entry] = (await auditor.get(`/core/audit-entries?${query}`)).body.data
  t.same(entry.changes.phone, ['***', '***'])
  t.equal(entry.changes.remark[1], '电话已变')
  t.equal(entry.recordLabel, '***')
  const got = (await auditor.get(`/core/audit-entries/${entry.id}`)).bytes
  const csv = (await auditor.get(`/core/audit-entries/export?format=csv&filter[recordId][eq]=${mine}`)).bytes
  for (const bytes of [got, csv]) t.notOk(bytes.includes(member.name) || bytes.includes('19933330000'))
  const named = `filter[recordLabel][eq]=${encodeURIComponent(member.name)}`
  for (const question of [
    named,
    `filter[or][0][and][0][recordLabel][like]=${encodeURIComponent(member.name)}`,
    `${named}&sort=recordLabel`,
  ]) {
    const asked = `/core/audit-entries?${question}&filter[entity][eq]=members/member&count=exact&page[size]=1`
    t.ok((await admin.get(asked)).body.page.total > 0, 'who sees the name may ask for it')
    t.match((await auditor.get(asked)).body, { data: [], page: { total: 0 } }, `what is veiled is not found by asking: ${question}`)
  }
  const inOrder = await auditor.get('/core/audit-entries?filter[entity][eq]=members/member&sort=-recordLabel')
  t.strictSame(inOrder.body.data, [], 'nor by an order')
})
