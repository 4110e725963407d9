import t from 'tap'
import { newMember } from '../core/new-member.ts'
import { organizationsOf } from '../isolation/people.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'
import { placesOf } from './dump.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const [here] = await organizationsOf(admin)
const path = '/members/members'

t.test('the search through the database finds what stands there', async t => {
  const { body } = await admin.post(path, newMember({ organizationId: here, remark: '此处可以读到' }))
  const found = await placesOf(platform.ownerUrl, ['此处可以读到'])
  for (const place of ['members.member.remark', 'core.record_history.data', 'core.audit_entry.changes']) t.ok(found.includes(place), place)
  t.equal(body.remark, '此处可以读到')
})

t.test('after a member’s whole life no table holds his ID number', async t => {
  const made = newMember({ organizationId: here })
  const [first, second, third] = [made, newMember({ organizationId: here }), newMember({ organizationId: here })].map(one =>
    String(one['idNumber']),
  )
  const { body: organization } = await admin.get(`/core/organizations/${here}`)
  const keyed = { headers: { 'idempotency-key': 'whole-life' } }
  const { body: member } = await admin.post(path, made, keyed)
  const replay = await admin.post(path, made, keyed)
  t.equal(replay.headers.get('idempotency-replayed'), 'true')
  t.equal(replay.body.id, member.id)
  const one = `${path}/${member.id}`
  t.equal(
    (await admin.patch(one, { idNumber: second, sex: null, remark: '改号' }, { headers: { 'idempotency-key': 'patch' } })).status,
    200,
  )
  const sheet = (rows: string) => ({
    name: '党员.csv',
    content: Buffer.from(`党组织名称,姓名,身份证号,党员类别,入党日期,转正日期\n${rows}`),
  })
  const line = (name: string, id: string) => `${organization.name},${name},${id},正式党员,2010-07-01,2011-07-01\n`
  const rows = line('秦改', second!) + line('秦入', third!) + line('秦重', third!) + line('秦错', `${third!.slice(0, 17)}*`)
  t.match(await admin.import(path, sheet(rows), '?dryRun=true'), { state: 'done' })
  t.match((await admin.import(path, sheet(rows))).result, { created: 1, updated: 1, refused: 2 })
  const honors = `党员,党组织名称,类型,名称,授予日期\n${first},${organization.name},荣誉,优秀党员,2021-07-01\n${second},${organization.name},荣誉,优秀党员,2021-07-01\n`
  t.match((await admin.import('/honors/member-honors', { name: '荣誉.csv', content: Buffer.from(honors) })).result, {
    created: 1,
    refused: 1,
  })
  t.equal((await admin.get(`${path}/export?format=csv&filter[idNumber][in]=${second},${third}&q=${second}&reveal=why`)).status, 200)
  t.equal((await admin.get(`${path}/export?format=xlsx&filter[or][0][idNumber][eq]=${second}`)).status, 200)
  t.equal(await revealed(admin, path, member.id, 'idNumber'), second)
  t.equal((await admin.post(`${one}/transitions/restore-version`, { version: 1 })).status, 200)
  t.equal(await revealed(admin, path, member.id, 'idNumber'), first)
  t.equal(
    (await admin.post(path, newMember({ organizationId: here, idNumber: first }), keyed)).status,
    422,
    'the key is of another request',
  )
  t.equal((await admin.post(path, newMember({ organizationId: here, idNumber: first }))).status, 409)
  t.equal((await admin.delete(one)).status, 204)
  t.equal((await admin.post(`${one}/transitions/restore`)).status, 200)
  t.equal(await revealed(admin, path, member.id, 'idNumber'), first, 'restored with his number')
  t.equal((await admin.delete(one)).status, 204)
  await admin.get(`/core/audit-entries?filter[recordId][eq]=${member.id}&fields=changes`)
  t.same(await placesOf(platform.ownerUrl, [first!, second!, third!]), [])
  const { body: honored } = await admin.get(`/honors/member-honors?filter[memberId][eq]=${member.id}`)
  const honor = `/honors/member-honors/${honored.data[0].id}`
  t.equal((await admin.delete(honor)).status, 204)
  t.equal((await admin.post(`${honor}/transitions/erase`, { confirm: true })).status, 204)
  t.equal((await admin.post(`${one}/transitions/erase`, { confirm: true })).status, 204)
  t.same(await placesOf(platform.ownerUrl, [first!, second!, third!]), [], 'nor when he was deleted for good')
})
