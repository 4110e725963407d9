import t from 'tap'
import type { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'
import { newUser, organizationsOf } from './people.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const [one, other] = await organizationsOf(admin)

/** Roles that show a member's fields differently. */
async function role(code: string, fields: Record<string, string>, actions = ['read', 'update', 'export']): Promise<string> {
  const { status, body } = await admin.post('/core/roles', {
    code,
    name: code,
    permissions: {
      'members/member': { actions, fields },
      'core/organization': { actions: ['read'], fields: fields['organizationId'] ? { name: 'hidden' } : {} },
    },
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

const veiled = await role('veiled', { idNumber: 'masked', phone: 'hidden', name: 'masked', birthOn: 'masked', education: 'read-only' })
const open = await role('open', {}, ['read', 'update', 'export', 'reveal'])
const blind = await role('blind', { organizationId: 'hidden', resumes: 'hidden' })

const reader = await newUser(platform, admin, 'reader', [{ roleId: veiled, organizationId: one, scope: 'organization' }])
const both = await newUser(platform, admin, 'both', [
  { roleId: veiled, organizationId: one, scope: 'organization' },
  { roleId: open, organizationId: other, scope: 'organization' },
])
const unseeing = await newUser(platform, admin, 'unseeing', [{ roleId: blind, organizationId: one, scope: 'organization' }])

const members = async (who: Client, query: string) => (await who.get(`/members/members?page[size]=200&${query}`)).body.data
const [mine] = await members(admin, `filter[organizationId][eq]=${one}`)
const [theirs] = await members(admin, `filter[organizationId][eq]=${other}`)
const [myNumber, theirNumber] = await Promise.all([mine, theirs].map(one => revealed(admin, '/members/members', one.id, 'idNumber')))

t.test('masked fields are masked and hidden ones absent, in list, record, history and export', async t => {
  await admin.patch(`/members/members/${mine.id}`, { phone: '19912345678', remark: '改过一次' })
  const full = (await admin.get(`/members/members/${mine.id}`)).body
  const listed = (await members(reader, `filter[id][eq]=${mine.id}`))[0]
  const got = (await reader.get(`/members/members/${mine.id}`)).body
  const [version] = (await reader.get(`/members/members/${mine.id}/history`)).body.data
  for (const shown of [listed, got, version.data]) {
    t.equal(shown.idNumber, `${myNumber!.slice(0, 6)}********${myNumber!.slice(-4)}`)
    t.match(shown.name, /^.{1,2}\*+$/)
    t.equal(shown.birthOn, '***', 'half a date would still tell too much')
    t.notOk('phone' in shown, 'a hidden field is not there at all')
  }
  t.notOk(version.changed.includes('phone'), 'nor is it told that it changed')
  const csv = (await reader.get('/members/members/export?format=csv')).bytes.toString()
  t.notOk(csv.includes(myNumber!))
  t.notOk(csv.includes(full.phone))
  t.notOk(csv.includes(full.name))
  t.ok(csv.includes(got.idNumber))
})

t.test('who does not see a field in full cannot filter or sort by it, nor find by it', async t => {
  const full = (await admin.get(`/members/members/${mine.id}`)).body
  for (const query of [
    `filter[idNumber][eq]=${myNumber}`,
    'filter[idNumber][ne]=1',
    'filter[phone][null]=false',
    'filter[and][0][or][0][name][like]=a',
    'filter[birthOn][gt]=1980-01-01',
    'sort=phone',
    'sort=-joinedOn,name',
    'sort=name',
  ])
    for (const path of ['/members/members?', '/members/members/export?format=csv&']) {
      const { status, body } = await reader.get(`${path}${query}`)
      t.same([status, body?.code], [403, 'permission.field-hidden'], `${path}${query}`)
    }
  for (const text of [myNumber!, full.phone, full.name])
    t.same(await members(reader, `q=${encodeURIComponent(text)}`), [], 'not by a search')
  t.ok((await members(reader, '')).length > 0, 'the usual order leaves the field out instead of refusing the list')
})

t.test('where grants differ, each row is decided by the grant that opens it', async t => {
  const rows = await members(both, 'count=exact')
  const here = rows.find((row: { id: string }) => row.id === mine.id)
  const there = rows.find((row: { id: string }) => row.id === theirs.id)
  t.match(here.idNumber, /\*{8}/)
  t.notOk('phone' in here)
  t.match(there.idNumber, /\*{8}/, 'a secret is masked for everyone')
  t.ok('phone' in there)
  const csv = (await both.get('/members/members/export?format=csv&reveal=why')).bytes.toString()
  t.ok(csv.includes(theirNumber!) && !csv.includes(myNumber!))
  t.same(
    (await members(both, `filter[idNumber][in]=${myNumber},${theirNumber}`)).map((row: { id: string }) => row.id),
    [theirs.id],
    'a filter finds only rows in which the field is seen',
  )
  t.same(await members(both, `q=${myNumber}`), [])
  t.equal((await members(both, `q=${theirNumber}`)).length, 1)
  t.equal((await both.patch(`/members/members/${theirs.id}`, { education: theirs.education })).status, 200)
})

t.test('a read-only, masked or hidden field is not written, and guessing it tells nothing', async t => {
  const full = (await admin.get(`/members/members/${mine.id}`)).body
  for (const [field, right, wrong] of [
    ['idNumber', myNumber, '11010519491231002X'],
    ['phone', full.phone, '19900000001'],
    ['name', full.name, '别人'],
  ]) {
    const [guessed, missed] = [
      await reader.patch(`/members/members/${mine.id}`, { [field]: right }),
      await reader.patch(`/members/members/${mine.id}`, { [field]: wrong }),
    ]
    t.equal(guessed.status, 403, `${field} guessed right`)
    t.equal(missed.status, 403, `${field} guessed wrong`)
    t.same(guessed.body, missed.body, 'and told alike')
  }
  const codes = (await admin.get('/core/dictionaries/education')).body.items
  const another = codes.find((item: { code: string }) => item.code !== full.education).code
  const { status, body } = await reader.patch(`/members/members/${mine.id}`, { education: another })
  t.same([status, body.code, body.errors[0].pointer], [403, 'permission.field-read-only', '/education'])
  t.equal((await reader.patch(`/members/members/${mine.id}`, { remark: '可以改' })).status, 200)
  t.equal((await both.patch(`/members/members/${mine.id}`, { phone: '19900000002' })).status, 403, 'not by the other grant’s right either')
  t.same((await admin.get(`/members/members/${mine.id}`)).body.idNumber, full.idNumber)
})

t.test('a hidden organization is no way to divide the list, and is not included', async t => {
  t.equal((await unseeing.get(`/members/members?organizationId=${one}&scope=organization`)).status, 403)
  t.equal((await unseeing.get(`/members/members?filter[organizationId][under]=${one}`)).status, 403)
  const { body } = await unseeing.get(`/members/members/${mine.id}`)
  t.notOk('organization' in body)
  t.notOk('resumes' in body)
  const included = (await unseeing.get('/members/members?include=organization&page[size]=1')).body.data[0]
  t.notOk('organization' in included)
})

t.test('a related record’s label is shown as far as its own field rules allow', async t => {
  const honor = await admin.post('/honors/member-honors', {
    memberId: mine.id,
    organizationId: one,
    kind: 'honor',
    title: '优秀共产党员',
    awardedOn: '2024-07-01',
  })
  t.equal(honor.status, 201)
  const code = 'honors-reader'
  const { body } = await admin.post('/core/roles', {
    code,
    name: code,
    permissions: {
      'honors/member-honor': { actions: ['read', 'export'] },
      'members/member': { actions: ['read'], fields: { name: 'hidden' } },
    },
  })
  const person = await newUser(platform, admin, code, [{ roleId: body.id, organizationId: one, scope: 'organization' }])
  const shown = (await person.get(`/honors/member-honors/${honor.body.id}`)).body
  t.same(shown.member, { id: mine.id, label: null })
  const csv = (await person.get('/honors/member-honors/export?format=csv')).bytes.toString()
  t.notOk(csv.includes(mine.name))
})

t.test('a deleted record is none, for who may not restore it: nor its history, nor why it is seen', async t => {
  t.equal((await admin.delete(`/members/members/${theirs.id}`)).status, 204)
  for (const path of ['', '/history', '/access']) t.equal((await both.get(`/members/members/${theirs.id}${path}`)).status, 404, path)
  t.equal((await both.get('/members/members?deleted=true')).status, 403)
  t.equal((await both.get('/members/members/export?format=csv&deleted=true')).status, 403)
  t.equal((await admin.get(`/members/members/${theirs.id}/history`)).status, 200)
})
