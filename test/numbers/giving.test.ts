import t from 'tap'
import type { Body } from '../support/client.ts'
import { counters, documents, receipts, startWithDocuments, thisYear } from './documents.ts'

const platform = await startWithDocuments(t)
const { admin, orgadmin, secretary, county, branch, issue, registered } = platform
const short: string = county.shortName

t.test('a draft has no number, and is given one when it is issued', async t => {
  const draft = await issue({ state: 'draft' })
  t.match(draft, { status: 201, body: { documentNumber: null, version: 1 } })
  const issued = await admin.patch(`${documents}/${draft.body.id}`, { state: 'issued' })
  t.match(issued, { status: 200, body: { documentNumber: `${short}发〔2026〕1号`, version: 2 } })
  const { data } = (await admin.get(`${documents}/${draft.body.id}/history`)).body
  t.ok(data[0].changed.includes('documentNumber'), 'its history tells when')
  t.equal(data[0].data.documentNumber, `${short}发〔2026〕1号`)
})

t.test('each organization, year and kind has a count of its own', async t => {
  const numbers = []
  for (const change of [
    {},
    { issuedOn: '2025-12-31' },
    { kind: 'letter' },
    { organizationId: branch.id },
    { organizationId: branch.id, kind: 'letter' },
    { kind: 'letter', issuedOn: '2026-12-31' },
  ])
    numbers.push((await issue(change)).body.documentNumber)
  t.same(numbers, [
    `${short}发〔2026〕2号`,
    `${short}发〔2025〕1号`,
    `${short}函〔2026〕1号`,
    `${branch.shortName}发〔2026〕1号`,
    `${branch.shortName}函〔2026〕1号`,
    `${short}函〔2026〕2号`,
  ])
})

t.test('a number made at once has its width, its first number and the year of today', async t => {
  const numbers = []
  for (const title of ['甲', '乙']) numbers.push((await admin.post(receipts, { organizationId: branch.id, title })).body.receiptNumber)
  numbers.push((await admin.post(receipts, { organizationId: county.id, title: '丙' })).body.receiptNumber)
  t.same(numbers, [`${thisYear}-0101`, `${thisYear}-0102`, `${thisYear}-0103`], 'one count for all, as the pattern shows no organization')
})

t.test('nobody sets a number', async t => {
  for (const who of [admin, orgadmin]) {
    const made = await who.post(documents, { organizationId: county.id, title: '自编', documentNumber: '自编1号' })
    t.match(made, { status: 422, body: { errors: [{ pointer: '/documentNumber', code: 'read-only' }] } })
  }
  const { body } = await issue({ state: 'draft' })
  t.match(await admin.patch(`${documents}/${body.id}`, { documentNumber: '自编2号' }), { status: 422 })
  const { components } = (await admin.get('/openapi.json')).body
  t.notOk(components.schemas.DocumentsDocumentInput.properties.documentNumber)
  t.ok(components.schemas.DocumentsDocument.properties.documentNumber)
})

t.test('a number stays, whatever becomes of its record', async t => {
  const { body } = await issue()
  const path = `${documents}/${body.id}`
  for (const change of [
    { state: 'draft' },
    { state: 'issued' },
    { kind: 'letter' },
    { issuedOn: '2024-01-01' },
    { organizationId: branch.id },
  ])
    t.equal((await admin.patch(path, change)).body.documentNumber, body.documentNumber, JSON.stringify(change))
  const restored = await admin.post(`${path}/transitions/restore-version`, { version: 1 })
  t.equal(restored.body.documentNumber, body.documentNumber, 'going back to an earlier version')
})

t.test('going back to the draft that it was takes no number away, and gives none twice', async t => {
  const { body } = await issue({ state: 'draft' })
  const path = `${documents}/${body.id}`
  const issued = await admin.patch(path, { state: 'issued' })
  const draft = await admin.post(`${path}/transitions/restore-version`, { version: 1 })
  t.match(draft.body, { state: 'draft', documentNumber: issued.body.documentNumber })
})

t.test('what a number is made of has to be there', async t => {
  const refused = await issue({ issuedOn: null })
  t.match(refused, {
    status: 422,
    body: { detail: '请先填写签发日期，才能生成文号', errors: [{ pointer: '/issuedOn', code: 'no-number-part' }] },
  })
})

t.test('a request that fails gives its number back', async t => {
  const before = (await issue({ kind: 'letter', issuedOn: '2023-05-01' })).body
  t.equal(before.documentNumber, `${short}函〔2023〕1号`)
  const same = await issue({ kind: 'letter', issuedOn: '2023-05-01', title: before.title })
  t.equal(same.status, 409)
  const denied = await secretary.post(documents, {
    organizationId: county.id,
    title: '别人的',
    state: 'issued',
    issuedOn: '2023-05-01',
    kind: 'letter',
  })
  t.equal(denied.status, 422, 'nor does one that was never allowed take one')
  t.equal((await issue({ kind: 'letter', issuedOn: '2023-05-01' })).body.documentNumber, `${short}函〔2023〕2号`)
})

t.test('an organization that is renamed or moved keeps its numbers and its count', async t => {
  const { body: unit } = await admin.post('/core/organizations', {
    name: '更名前党委',
    shortName: '前党',
    category: '611',
    parentId: county.id,
  })
  const first = await issue({ organizationId: unit.id })
  t.equal(first.body.documentNumber, '前党发〔2026〕1号')
  await admin.patch(`/core/organizations/${unit.id}`, { shortName: '后党' })
  await admin.post(`/core/organizations/${unit.id}/transitions/move`, { parentId: branch.id })
  t.equal((await issue({ organizationId: unit.id })).body.documentNumber, '后党发〔2026〕2号')
  t.equal((await admin.get(`${documents}/${first.body.id}`)).body.documentNumber, '前党发〔2026〕1号')
})

t.test('a merged organization’s numbers and count stay its own', async t => {
  const [from, into] = await Promise.all(
    ['并出', '并入'].map(
      async name => (await admin.post('/core/organizations', { name: `${name}党委`, shortName: name, category: '611' })).body,
    ),
  )
  await issue({ organizationId: into.id })
  const moved = (await issue({ organizationId: from.id })).body
  t.equal((await admin.post(`/core/organizations/${from.id}/transitions/merge`, { intoId: into.id })).status, 200)
  t.match((await admin.get(`${documents}/${moved.id}`)).body, { organization: { id: into.id }, documentNumber: '并出发〔2026〕1号' })
  t.equal((await issue({ organizationId: into.id })).body.documentNumber, '并入发〔2026〕2号')
  const { data } = (await admin.get(`${counters}?filter[organizationId][eq]=${from.id}`)).body
  t.match(data, [{ next: 2, organization: { id: from.id } }])
})

t.test('an import leaves a column of numbers aside and says so; its records are numbered in its order', async t => {
  const rows = Array.from({ length: 30 }, (_, at) => `${branch.name},导入的第 ${at + 1} 件,函,已签发,2022-02-02,自编${at}号`)
  const content = Buffer.from(`发文机关,标题,文种,状态,签发日期,文号\n${rows.join('\n')}\n`)
  const dry = await admin.import(documents, { name: '发文.csv', content }, '?dryRun=true')
  t.match(dry.result, { created: 30 })
  const job = await admin.import(documents, { name: '发文.csv', content })
  t.match(job, { state: 'done', result: { created: 30, refused: 0 } })
  t.match(job.result.problems, [{ code: 'unknown-column', message: '第 F 列「文号」不是本表的栏目，已忽略' }])
  const { data } = (await admin.get(`${documents}?filter[issuedOn][eq]=2022-02-02&page[size]=50&sort=title`)).body
  for (const one of data)
    t.equal(one.documentNumber, `${branch.shortName}函〔2022〕${one.title.match(/\d+/)[0]}号`, 'a dry run before took none')
  const sheet = await admin.get(`${documents}/export?format=csv&filter[issuedOn][eq]=2022-02-02`)
  t.match(sheet.bytes.toString('utf8'), new RegExp(`文号[^]*${branch.shortName}函〔2022〕30号`), 'an export shows them')
  const template = await admin.get(`${documents}/template?format=csv`)
  t.notMatch(template.bytes.toString('utf8'), /文号/, 'a template does not ask for them')
})

t.test('numbers are found, and every one that was given stands in the register', async t => {
  const found = await admin.get(`${documents}?filter[documentNumber][eq]=${encodeURIComponent(`${short}函〔2023〕2号`)}`)
  t.equal(found.body.data.length, 1)
  const entries = await registered('&filter[numbering][eq]=documents/document.documentNumber')
  const given = (await admin.get(`${documents}?filter[documentNumber][null]=false&page[size]=200&fields=documentNumber`)).body.data
  t.same(entries.map(one => one.number).sort(), given.map((one: Body) => one.documentNumber).sort())
  const byCount = Map.groupBy(entries, one => one.counter.id)
  for (const [id, some] of byCount)
    t.same(
      some.map(one => one.sequence),
      Array.from(some, (_, at) => at + 1),
      `no gap in ${id}`,
    )
})
