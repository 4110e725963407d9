import t from 'tap'
import { freshTenant } from '../core/fresh-tenant.ts'
import type { Body, Reply } from '../support/client.ts'
import { counters, documents, receipts, register, startWithDocuments, thisYear } from './documents.ts'

const platform = await startWithDocuments(t)
const { admin, orgadmin, secretary, county, branch, issue } = platform
const entryOf = async (record: Body): Promise<Body> => (await admin.get(`${register}?filter[recordId][eq]=${record.id}`)).body.data[0]
const codes = (reply: Reply) => [reply.status, reply.body?.errors?.[0]?.code]

t.test('a record with a number is deleted with a reason, and its number stays, void and explained', async t => {
  const { body } = await issue()
  t.match(await entryOf(body), {
    number: body.documentNumber,
    state: 'used',
    sequence: 1,
    createdBy: { label: '总管理员' },
    reason: null,
  })
  const path = `${documents}/${body.id}`
  t.same(codes(await orgadmin.delete(path)), [422, 'no-reason'])
  t.same(codes(await orgadmin.delete(`${path}?reason=%20`)), [422, 'no-reason'])
  t.same(codes(await orgadmin.delete(`${path}?reason=${'长'.repeat(201)}`)), [422, 'bad-reason'])
  t.equal((await entryOf(body)).state, 'used', 'what was refused voids nothing')
  t.equal((await orgadmin.delete(`${path}?reason=${encodeURIComponent('重复发文')}`)).status, 204)
  const { id: by } = (await orgadmin.get('/core/profile')).body.user
  const entry = await entryOf(body)
  t.match(entry, { number: body.documentNumber, state: 'void', reason: '重复发文', voidedBy: { id: by }, version: 2 })
  t.ok(Date.now() - Date.parse(entry.voidedAt) < 60_000)
  t.not((await issue()).body.documentNumber, body.documentNumber, 'and is never given again')
})

t.test('a draft, which has no number, goes without a reason', async t => {
  const { body } = await issue({ state: 'draft' })
  t.equal((await admin.delete(`${documents}/${body.id}`)).status, 204)
  t.equal(await entryOf(body), undefined)
})

t.test('a restored record has its number back; erased for good, it leaves it void for good', async t => {
  const { body } = await issue()
  const path = `${documents}/${body.id}`
  await admin.delete(`${path}?reason=${encodeURIComponent('误删')}`)
  t.match((await admin.post(`${path}/transitions/restore`)).body, { documentNumber: body.documentNumber })
  t.match(await entryOf(body), { state: 'used', reason: null, voidedAt: null, voidedBy: null })
  await admin.delete(`${path}?reason=${encodeURIComponent('内容有误')}`)
  t.same(codes(await admin.post(`${path}/transitions/erase`, { confirm: true })), [422, 'no-reason'])
  t.equal((await admin.post(`${path}/transitions/erase`, { confirm: true, reason: '内容有误，已收回' })).status, 204)
  const entry = await entryOf(body)
  t.match(entry, { state: 'void', reason: '内容有误，已收回' })
  const { data } = (await admin.get(`${register}/${entry.id}/history`)).body
  t.same(
    data.map((one: Body) => [one.action, one.data.reason]),
    [
      ['void', '内容有误，已收回'],
      ['void', '内容有误'],
      ['revive', null],
      ['void', '误删'],
    ],
    'what became of it stays told',
  )
  const log = await admin.get(`/core/audit-entries?filter[recordId][eq]=${entry.id}&sort=-id&fields=action,recordLabel,changes`)
  t.match(log.body.data[0], { action: 'void', recordLabel: body.documentNumber, changes: { reason: ['内容有误', '内容有误，已收回'] } })
})

t.test('many are deleted with one reason, or none of them', async t => {
  const made = [(await issue()).body, (await issue()).body, (await issue({ state: 'draft' })).body]
  const ids = made.map(one => one.id)
  t.same(codes(await admin.post(`${documents}/bulk`, { action: 'delete', ids })), [422, 'no-reason'])
  t.equal((await admin.get(`${documents}/${ids[2]}`)).status, 200)
  t.equal((await admin.post(`${documents}/bulk`, { action: 'delete', ids, reason: '会议取消' })).body.count, 3)
  for (const one of made.slice(0, 2)) t.match(await entryOf(one), { state: 'void', reason: '会议取消' })
  t.same(codes(await admin.post(`${documents}/bulk`, { action: 'erase', ids, confirm: true })), [422, 'no-reason'])
  t.equal((await admin.post(`${documents}/bulk`, { action: 'erase', ids, confirm: true, reason: '清理' })).status, 200)
})

t.test('where deleting is for good at once, the number stays all the same', async t => {
  const { body } = await admin.post(receipts, { organizationId: branch.id, title: '来函' })
  t.same(codes(await admin.delete(`${receipts}/${body.id}`)), [422, 'no-reason'])
  t.equal((await admin.delete(`${receipts}/${body.id}?reason=${encodeURIComponent('登记有误')}`)).status, 204)
  t.match(await entryOf(body), { number: `${thisYear}-0101`, state: 'void' })
  t.equal((await admin.post(receipts, { organizationId: branch.id, title: '来函' })).body.receiptNumber, `${thisYear}-0102`)
})

t.test('that a reason is asked for stands in the documentation of what has numbers, and of nothing else', async t => {
  const { paths } = (await admin.get('/openapi.json')).body
  const asks = (path: string) =>
    JSON.stringify([paths[`/api/v1${path}/{id}`].delete.parameters, paths[`/api/v1${path}/bulk`].post]).includes('作废')
  t.ok(asks(documents))
  t.ok(asks(receipts))
  t.notOk(asks('/members/members'))
})

t.test('the register is read by who may see the organization, and changed by nobody', async t => {
  const { body: mine } = await issue({ organizationId: branch.id })
  const { body: above } = await issue()
  const seen = async (who: typeof admin, record: Body) => (await who.get(`${register}?filter[recordId][eq]=${record.id}`)).body.data.length
  t.same([await seen(secretary, mine), await seen(secretary, above)], [1, 0])
  t.same([await seen(orgadmin, mine), await seen(orgadmin, above)], [1, 1])
  t.equal((await (await platform.signIn('member')).get(register)).status, 403)
  const { admin: stranger } = await freshTenant(platform)
  t.same((await stranger.get(register)).body.data, [])
  const entry = await entryOf(mine)
  for (const [method, path] of [
    ['PATCH', `${register}/${entry.id}`],
    ['DELETE', `${register}/${entry.id}`],
    ['POST', register],
  ] as const)
    t.equal((await admin.send(method, path, {})).status, 404, `${method} is no way in`)
})

t.test('an organization whose numbers stand in the register is not deleted from under them', async t => {
  const { body: unit } = await admin.post('/core/organizations', { name: '有文号党委', shortName: '有文号', category: '611' })
  const { body } = await issue({ organizationId: unit.id })
  await admin.post(`${documents}/bulk`, { action: 'delete', ids: [body.id], reason: '撤销' })
  await admin.post(`${documents}/bulk`, { action: 'erase', ids: [body.id], reason: '撤销', confirm: true })
  t.equal((await admin.delete(`/core/organizations/${unit.id}`)).status, 409)
})

const counting = { numbering: 'documents/document.documentNumber', year: 2026, choice: 'notice' }

t.test('an organization that numbered on paper before says where to go on, and the register explains the rest', async t => {
  const { body: unit } = await admin.post('/core/organizations', {
    name: '新入驻党委',
    shortName: '新入',
    category: '611',
    parentId: county.id,
  })
  const count = { ...counting, organizationId: unit.id }
  t.same(codes(await orgadmin.post(counters, { ...count, next: 38 })), [422, 'no-reason'])
  const made = await orgadmin.post(counters, { ...count, next: 38, reason: '1 至 37 号已在纸质登记簿上使用' })
  t.match(made, { status: 201, body: { title: '发文文号〔2026〕发', next: 38 } })
  t.equal((await issue({ organizationId: unit.id })).body.documentNumber, '新入发〔2026〕38号')
  t.match((await admin.get(`${counters}/${made.body.id}`)).body, { next: 39 })
  t.equal((await orgadmin.patch(`${counters}/${made.body.id}`, { next: 41, reason: '39、40 号用于密件' })).status, 200)
  t.equal((await issue({ organizationId: unit.id })).body.documentNumber, '新入发〔2026〕41号')
  const { data } = (await orgadmin.get(`${register}?filter[counterId][eq]=${made.body.id}&sort=sequence`)).body
  t.match(data, [
    { sequence: 1, lastSequence: 37, number: '第 1 至 37 号', state: 'outside', reason: '1 至 37 号已在纸质登记簿上使用' },
    { sequence: 38, number: '新入发〔2026〕38号', state: 'used' },
    { sequence: 39, lastSequence: 40, number: '第 39 至 40 号', state: 'outside', reason: '39、40 号用于密件' },
    { sequence: 41, number: '新入发〔2026〕41号', state: 'used' },
  ])
  const log = await admin.get(`/core/audit-entries?filter[recordId][eq]=${made.body.id}&sort=id&fields=action,changes`)
  t.match(log.body.data, [{ action: 'create' }, { action: 'update', changes: { next: [39, 41] } }])
})

t.test('a count goes only upward, is begun once, and only as the numbering counts', async t => {
  const count = { ...counting, organizationId: county.id }
  await issue()
  const [{ id, next }] = (await admin.get(`${counters}?filter[organizationId][eq]=${county.id}&filter[choice][eq]=notice`)).body.data
  t.same(codes(await admin.post(counters, { ...count, next: 50, reason: '重复' })), [
    409,
    'duplicate-numbering-organization-id-year-choice',
  ])
  t.same(codes(await admin.patch(`${counters}/${id}`, { next: next - 1, reason: '倒退' })), [422, 'only-upward'])
  t.same(codes(await admin.patch(`${counters}/${id}`, { year: 2030 })), [422, 'immutable'])
  t.equal((await admin.delete(`${counters}/${id}`)).status, 404, 'and is never forgotten')
  for (const [change, code] of [
    [{ numbering: 'members/member.name' }, 'unknown-numbering'],
    [{ year: null }, 'no-year'],
    [{ organizationId: null }, 'no-organization'],
    [{ choice: null }, 'no-choice'],
    [{ choice: 'song' }, 'bad-choice'],
    [{ numbering: 'documents/receipt.receiptNumber', organizationId: null }, 'not-counted-by'],
    [{ numbering: 'documents/receipt.receiptNumber', organizationId: null, choice: null, next: 100 }, 'only-upward'],
  ] as const)
    t.same(
      codes(await admin.post(counters, { ...count, year: 2031, next: 200, reason: '试', ...change })),
      [422, code],
      JSON.stringify(change),
    )
})

t.test('who begins a count does so in his own part of the tree', async t => {
  const elsewhere = (await admin.get(`/core/organizations?filter[parentId][eq]=${county.parent.id}&filter[id][ne]=${county.id}`)).body
    .data[0]
  const order = { ...counting, year: 2032, next: 2, reason: '试' }
  t.equal((await orgadmin.post(counters, { ...order, organizationId: elsewhere.id })).status, 422)
  t.equal((await secretary.post(counters, { ...order, organizationId: branch.id })).status, 403)
  t.equal((await orgadmin.post(counters, { ...order, organizationId: branch.id })).status, 201)
})
