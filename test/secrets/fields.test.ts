import pg from 'pg'
import t from 'tap'
import { newMember } from '../core/new-member.ts'
import { newUser, organizationsOf } from '../isolation/people.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const [here, elsewhere] = await organizationsOf(admin)
const owner = new pg.Client({ connectionString: platform.ownerUrl })
await owner.connect()
t.after(() => owner.end())

const path = '/members/members'
const made = newMember({ organizationId: here })
const number = String(made['idNumber'])
const masked = `${number.slice(0, 6)}********${number.slice(-4)}`
const { body: member } = await admin.post(path, made)
const logged = 'userName,action,entity,recordId,changes'
const found = async (query: string) => (await admin.get(`${path}?${query}`)).body.data?.map((one: Body) => one.id)

t.test('everyone is told the mask: in lists, records, history and exports, whatever his role', async t => {
  t.equal(member.idNumber, masked)
  const [listed] = (await admin.get(`${path}?filter[id][eq]=${member.id}`)).body.data
  const [version] = (await admin.get(`${path}/${member.id}/history`)).body.data
  for (const one of [listed, (await admin.get(`${path}/${member.id}`)).body, version.data]) t.equal(one.idNumber, masked)
  const csv = (await admin.get(`${path}/export?format=csv&filter[id][eq]=${member.id}`)).bytes.toString()
  t.ok(csv.includes(masked) && !csv.includes(number))
  t.match((await admin.get(`${path}/${member.id}`)).body, { birthOn: '1988-08-08' }, 'and the declared default was computed from the whole')
})

t.test('what stands in the database is sealed to its record, with a hash beside it that is the same for the same number alone', async t => {
  const { rows } = await owner.query('select id, tenant_id, id_number, id_number_index from members.member where id = $1', [member.id])
  t.match(rows[0].id_number, /^~1\.aes\.test\.[\w-]{40,}$/)
  t.match(rows[0].id_number_index, /^[\w-]{43}$/)
  const { secrets } = platform.app.platform.engine.database.tenant(rows[0].tenant_id)
  t.equal(secrets.open(rows[0].id_number, member.id), number)
  t.throws(() => secrets.open(rows[0].id_number, here), 'moved to another record it opens no more')
  const { rows: all } = await owner.query(
    'select count(*)::int as all, count(distinct id_number)::int as sealed, count(distinct id_number_index)::int as hashes from members.member',
  )
  t.equal(all[0].sealed, all[0].all)
  t.equal(all[0].hashes, all[0].all)
})

t.test('a number is found whole: by eq, ne, in, null and the quick search, however its x is written', async t => {
  t.same(await found(`filter[idNumber][eq]=${number}`), [member.id])
  t.same(await found(`filter[idNumber][in]=11010519491231002X,${number}`), [member.id])
  t.same(await found(`q=${number}`), [member.id])
  t.same(await found(`filter[idNumber][eq]=${masked}`), [], 'and not by its mask')
  t.notOk((await found(`filter[idNumber][ne]=${number}&page[size]=200&filter[organizationId][eq]=${here}`)).includes(member.id))
  t.same(await found('filter[idNumber][null]=true'), [])
  t.ok((await found('filter[idNumber][null]=false')).length > 0)
  const x = newMember({ organizationId: here, idNumber: '11010519491231002x' })
  const { body } = await admin.post(path, { ...x, joinedOn: '1975-07-01', regularOn: '1976-07-01' })
  for (const text of ['11010519491231002x', '11010519491231002X']) {
    t.same(await found(`filter[idNumber][eq]=${text}`), [body.id])
    t.same(await found(`q=${text}`), [body.id])
  }
})

t.test('what has no order is not sorted, compared or looked into', async t => {
  for (const query of [
    'sort=idNumber',
    'sort=-idNumber',
    'filter[idNumber][like]=1101',
    'filter[idNumber][gt]=1',
    'filter[idNumber][lte]=1',
    'filter[idNumber][between]=1,9',
  ])
    t.match(await admin.get(`${path}?${query}`), { status: 400, body: { code: 'query.invalid', detail: /身份证号加密保存/ } }, query)
})

t.test('the same number is taken once, also in an import, and its record is found by it', async t => {
  const again = await admin.post(path, newMember({ organizationId: elsewhere, idNumber: number }))
  t.match(again, { status: 409, body: { errors: [{ pointer: '/idNumber', code: 'duplicate-id' }] } })
  const { body: organization } = await admin.get(`/core/organizations/${here}`)
  const line = (name: string, id: string) => `${organization.name},${name},${id},正式党员,2010-07-01,2011-07-01`
  const sheet = (...lines: string[]) => ({
    name: '党员.csv',
    content: Buffer.from(`党组织名称,姓名,身份证号,党员类别,入党日期,转正日期\n${lines.join('\n')}\n`),
  })
  const changed = await admin.import(path, sheet(line('秦改名', number)))
  t.match(changed.result, { created: 0, updated: 1, unchanged: 0, refused: 0 })
  t.match((await admin.get(`${path}/${member.id}`)).body, { name: '秦改名', idNumber: masked })
  t.match((await admin.import(path, sheet(line('秦改名', number)))).result, { created: 0, updated: 0, unchanged: 1, refused: 0 })
  const twice = newMember({ organizationId: here })['idNumber'] as string
  const doubled = await admin.import(path, sheet(line('秦一', twice), line('秦二', twice)))
  t.match(doubled.result, { created: 1, refused: 1, problems: [{ line: 3, field: 'idNumber', code: 'duplicate-id' }] })
  const withMask = await admin.import(path, sheet(line('秦改名', masked)))
  t.match(withMask.result, { created: 0, updated: 0, refused: 1, problems: [{ field: 'idNumber', code: 'masked' }] })
})

t.test('a dry run’s report, which is kept, has no whole number in it', async t => {
  const { body: organization } = await admin.get(`/core/organizations/${here}`)
  const number = newMember({ organizationId: here })['idNumber']
  const content = `党组织名称,姓名,身份证号,党员类别,入党日期\n${organization.name},秦试,${number},正式党员,2010-07-01\n`
  const job = await admin.import(path, { name: '党员.csv', content: Buffer.from(content) }, '?dryRun=true')
  t.match(job.result.preview, [{ name: '秦试', idNumber: /^\d{6}\*{8}.{4}$/ }])
  const unknown = await admin.import('/honors/member-honors', {
    name: '荣誉.csv',
    content: Buffer.from(
      `党员,党组织名称,类型,名称,授予日期\n11010519491231002X,${organization.name},荣誉,优秀党员,2021-07-01\n${number},${organization.name},荣誉,优秀党员,2021-07-01\n`,
    ),
  })
  t.notMatch(JSON.stringify(unknown.result), String(number))
})

t.test('the mask sent back changes nothing; another mask is refused, and no mask becomes a value', async t => {
  const { body: before } = await admin.get(`${path}/${member.id}`)
  const same = await admin.patch(`${path}/${member.id}`, { idNumber: masked, remark: '只改备注' })
  t.match(same, { status: 200, body: { remark: '只改备注', idNumber: masked, version: before.version + 1 } })
  t.same((await admin.get(`${path}/${member.id}/history`)).body.data[0].changed, ['remark'])
  t.equal(await revealed(admin, path, member.id, 'idNumber'), number)
  for (const wrong of [`${number.slice(0, 5)}9********${number.slice(-4)}`, '******', masked.toLowerCase().replace('********', '**')])
    t.match(await admin.patch(`${path}/${member.id}`, { idNumber: wrong }), {
      status: 422,
      body: { errors: [{ pointer: '/idNumber', code: 'masked', detail: /遮盖后的内容/ }] },
    })
  t.match(await admin.post(path, newMember({ organizationId: here, idNumber: masked })), { status: 422 })
})

t.test('a version brings its number back', async t => {
  const { body: first } = await admin.get(`${path}/${member.id}`)
  const another = String(newMember({ organizationId: here })['idNumber'])
  t.equal((await admin.patch(`${path}/${member.id}`, { idNumber: another, sex: null })).status, 200)
  t.equal(await revealed(admin, path, member.id, 'idNumber'), another)
  t.same(await found(`filter[idNumber][eq]=${number}`), [])
  const { body: audit } = await admin.get(
    `/core/audit-entries?filter[recordId][eq]=${member.id}&filter[action][eq]=update&page[size]=1&fields=changes`,
  )
  t.same(audit.data[0].changes.idNumber, ['***', '***'], 'the log tells that it changed, not what it is')
  const restored = await admin.post(`${path}/${member.id}/transitions/restore-version`, { version: first.version })
  t.match(restored, { status: 200, body: { idNumber: masked } })
  t.equal(await revealed(admin, path, member.id, 'idNumber'), number)
  t.same(await found(`filter[idNumber][eq]=${number}`), [member.id])
})

t.test('it is revealed by right, for a reason, and every time to the log', async t => {
  const reveal = (who = admin, body: unknown = { field: 'idNumber', reason: '办理转接' }, id = member.id) =>
    who.post(`${path}/${id}/transitions/reveal`, body)
  const asked = async () => (await admin.get(`/core/audit-entries?filter[action][eq]=reveal&page[size]=200&fields=${logged}`)).body.data
  const before = (await asked()).length
  const reply = await reveal()
  t.same([reply.status, reply.body], [200, { field: 'idNumber', value: number }])
  t.equal(reply.headers.get('cache-control'), 'no-store')
  const [entry, ...rest] = await asked()
  t.match(entry, { action: 'reveal', entity: 'members/member', recordId: member.id, changes: { field: 'idNumber', reason: '办理转接' } })
  t.match(entry.userName, /\S/)
  t.notMatch(JSON.stringify(entry), number)
  t.equal(rest.length, before)
  for (const body of [
    { field: 'idNumber' },
    { reason: '办理转接' },
    { field: 'idNumber', reason: '办' },
    { field: 'idNumber', reason: '  ' },
  ])
    t.equal((await reveal(admin, body)).status, 422, JSON.stringify(body))
  t.equal((await reveal(admin, { field: 'idNumber', reason: '办'.repeat(201) })).status, 422)
  t.equal((await reveal(admin, { field: 'phone', reason: '办理转接' })).status, 422, 'no secret')
  t.equal((await reveal(admin, { field: 'idNumber', reason: `查 ${number}` })).status, 422, 'the log would hold it')
  t.equal((await reveal(admin, undefined, here)).status, 404)
  t.equal((await asked()).length, before + 1, 'what was refused revealed nothing')

  const keyed = { headers: { 'idempotency-key': 'once' } }
  for (let time = 0; time < 2; time++)
    t.equal((await admin.post(`${path}/${member.id}/transitions/reveal`, { field: 'idNumber', reason: '再看一次' }, keyed)).status, 200)
  t.equal((await asked()).length, before + 3, 'a repeated request reveals again, and tells again')
})

t.test('not to who lacks the right, sees it masked, or belongs elsewhere; everyone reveals his own', async t => {
  const role = async (code: string, actions: string[], fields: Body = {}) =>
    (await admin.post('/core/roles', { code, name: code, permissions: { 'members/member': { actions, fields } } })).body.id
  const at = (roleId: string, organizationId: string) => [{ roleId, organizationId, scope: 'organization' }]
  const reader = await newUser(platform, admin, 'reader', at(await role('reader', ['read', 'export']), here))
  const veiled = await newUser(
    platform,
    admin,
    'veiled',
    at(await role('veiled', ['read', 'reveal', 'export'], { idNumber: 'masked' }), here),
  )
  const away = await newUser(platform, admin, 'away', at(await role('away', ['read', 'reveal', 'export']), elsewhere))
  const reveal = (who: typeof reader) => who.post(`${path}/${member.id}/transitions/reveal`, { field: 'idNumber', reason: '想看看' })
  t.match([await reveal(reader), await reveal(veiled), await reveal(away)], [{ status: 404 }, { status: 403 }, { status: 404 }])
  t.match((await reader.get(`${path}/${member.id}`)).body, { idNumber: masked }, 'though he reads it')
  t.equal((await reader.get(`${path}/export?format=csv&reveal=想看看`)).status, 200)
  for (const who of [reader, veiled, away])
    t.notOk((await who.get(`${path}/export?format=csv&reveal=想看看`)).bytes.includes(number), 'nor by an export')

  const own = await platform.signIn('member')
  const [self] = (await own.get(path)).body.data
  t.match(await revealed(own, path, self.id, 'idNumber'), /^\d{17}[\dX]$/)
  t.equal((await own.post(`${path}/${member.id}/transitions/reveal`, { field: 'idNumber', reason: '想看看' })).status, 404)
})

t.test('an export reveals for a reason, and the log has the reason, the number of records and no number', async t => {
  const csv = await admin.get(
    `${path}/export?format=csv&filter[idNumber][eq]=${number}&q=${number}&reveal=${encodeURIComponent('上报名册')}`,
  )
  t.ok(csv.bytes.includes(number))
  const { body } = await admin.get('/core/audit-entries?filter[action][in]=reveal,export&page[size]=2&fields=action,entity,changes')
  const entry = (action: string) => body.data.find((one: Body) => one.action === action)
  t.match(entry('reveal'), { entity: 'members/member', changes: { fields: ['idNumber'], reason: '上报名册', count: 1 } })
  t.match(entry('export').changes.query, { q: '***', filter: { idNumber: { eq: '***' } } })
  t.notMatch(JSON.stringify(body), number)
  t.equal((await admin.get(`${path}/export?format=csv&reveal=a`)).status, 400, 'too short for a reason')
  t.equal((await admin.get('/honors/member-honors/export?format=csv&reveal=why')).status, 400, 'nothing to reveal there')
})

t.test('a value that another hand changed in the database is told as unreadable, and keeps nothing else from being read', async t => {
  const { body: other } = await admin.post(path, newMember({ organizationId: here }))
  await owner.query(`update members.member set id_number = (select id_number from members.member where id = $1) where id = $2`, [
    member.id,
    other.id,
  ])
  t.equal((await admin.get(`${path}/${other.id}`)).body.idNumber, '******')
  t.ok((await found(`filter[organizationId][eq]=${here}`)).includes(other.id))
  t.equal((await admin.post(`${path}/${other.id}/transitions/reveal`, { field: 'idNumber', reason: '看不到' })).status, 500)
})
