import t, { type Test } from 'tap'
import { counters, documents, fixtures, register, startWithDocuments } from '../numbers/documents.ts'
import type { Body } from '../support/client.ts'
import { at50, tally, throughTwoServers } from './at-once.ts'

const platform = await startWithDocuments(t)
const { admin, county, branch } = platform
const both = (await throughTwoServers(t, platform, [fixtures]))(admin)

const document = (change: Body) => ({ organizationId: county.id, kind: 'notice', state: 'issued', title: '通知', ...change })

/** Asserts that a year's register is 1 to `last` without a hole, each number once, and that its records have these numbers. */
async function whole(t: Test, issuedOn: string, last: number, organization = county): Promise<void> {
  const year = issuedOn.slice(0, 4)
  const [counter] = (await admin.get(`${counters}?filter[year][eq]=${year}&filter[organizationId][eq]=${organization.id}`)).body.data
  const entries = (await admin.get(`${register}?filter[counterId][eq]=${counter.id}&sort=sequence&page[size]=200`)).body.data
  t.same(
    entries.map((one: Body) => one.number),
    Array.from({ length: last }, (_, at) => `${organization.shortName}发〔${year}〕${at + 1}号`),
    'one after another, from 1, none twice',
  )
  t.equal(counter.next, last + 1)
  const records = (
    await admin.get(
      `${documents}?filter[issuedOn][eq]=${issuedOn}&filter[organizationId][eq]=${organization.id}&filter[documentNumber][null]=false&page[size]=200`,
    )
  ).body.data
  const given = records.flatMap((one: Body) => one.documentNumber ?? [])
  const used = entries.filter((one: Body) => one.state === 'used').map((one: Body) => one.number)
  t.same(given.sort(), used.sort(), 'the records have the numbers that are used')
}
t.test('50 at once have 50 numbers', async t => {
  const replies = await at50(at => both(at).post(documents, document({ title: `一号文 ${at}`, issuedOn: '2026-01-01' })))
  t.same(tally(replies), { 201: 50 })
  t.equal(new Set(replies.map(reply => reply.body.documentNumber)).size, 50)
  await whole(t, '2026-01-01', 50)
})

t.test('those that fail leave no hole: refused before, losing their key, and losing their right', async t => {
  const secretary = both(0).withToken((await platform.signIn('secretary')).token!)
  const replies = await at50(at => {
    const issuedOn = '2025-01-01'
    // Every title is asked for twice: most losers had their number already when the key was found taken.
    if (at < 30) return both(at >> 1).post(documents, document({ title: `争题 ${at >> 1}`, issuedOn }))
    if (at < 40) return both(at).post(documents, document({ title: `缺日期 ${at}`, issuedOn: null }))
    if (at < 45) return secretary.post(documents, document({ title: `越权 ${at}`, issuedOn }))
    return both(at).post(documents, document({ title: `成功 ${at}`, issuedOn }))
  })
  t.same(tally(replies), { 201: 20, 409: 15, 422: 15 })
  await whole(t, '2025-01-01', 20)
})

t.test('one draft issued by 50 at once has one number', async t => {
  const { body } = await admin.post(documents, document({ state: 'draft', title: '一份草稿', issuedOn: '2024-01-01' }))
  const replies = await at50(at => both(at).patch(`${documents}/${body.id}`, { state: 'issued' }))
  t.same(tally(replies), { 200: 50 })
  t.equal(new Set(replies.map(reply => reply.body.documentNumber)).size, 1)
  await whole(t, '2024-01-01', 1)
})

t.test('one Idempotency-Key from 50 at once takes one number', async t => {
  const headers = { 'idempotency-key': 'one-number' }
  const replies = await at50(at => both(at).post(documents, document({ title: '只发一次', issuedOn: '2023-01-01' }), { headers }))
  t.same(tally(replies), { 201: 50 })
  await whole(t, '2023-01-01', 1)
})

t.test('while some are issued, others are deleted: every number is used or void', async t => {
  const issuedOn = '2022-01-01'
  const first = await Promise.all(
    Array.from({ length: 25 }, async (_, at) => (await both(at).post(documents, document({ title: `先发 ${at}`, issuedOn }))).body),
  )
  const replies = await at50(at =>
    at < 25
      ? both(at).delete(`${documents}/${first[at].id}?reason=void`)
      : both(at).post(documents, document({ title: `后发 ${at}`, issuedOn })),
  )
  t.same(tally(replies), { 201: 25, 204: 25 })
  await whole(t, issuedOn, 50)
})

t.test('a count is begun once, and of all that move it on each goes up', async t => {
  const count = {
    numbering: 'documents/document.documentNumber',
    organizationId: branch.id,
    year: 2021,
    choice: 'notice',
    reason: '纸质登记',
  }
  const begun = await at50(at => both(at).post(counters, { ...count, next: 10 }))
  t.same(tally(begun), { 201: 1, 409: 49 })
  const { id } = begun.find(reply => reply.status === 201)!.body
  const moved = await at50(at => both(at).patch(`${counters}/${id}`, { next: 11 + at, reason: `第 ${at} 次` }))
  for (const reply of moved.filter(one => one.status !== 200)) t.match(reply, { status: 422, body: { errors: [{ code: 'only-upward' }] } })
  t.equal((await admin.get(`${counters}/${id}`)).body.next, 60)
  const entries = (await admin.get(`${register}?filter[counterId][eq]=${id}&sort=sequence&page[size]=200`)).body.data
  let expected = 1
  for (const entry of entries) {
    t.equal(entry.sequence, expected)
    expected = entry.lastSequence + 1
  }
  t.equal(expected, 60, 'what was left out is explained to the last')
})

t.test('an import, which holds its count to its end, and those who issue what it is about to change end both', async t => {
  const issuedOn = '2020-01-01'
  const drafts = await Promise.all(
    Array.from(
      { length: 20 },
      async (_, at) => (await both(at).post(documents, document({ state: 'draft', title: `待发 ${at}`, issuedOn }))).body,
    ),
  )
  const line = (title: string, state: string) => `${county.name},${title},发,${state},${issuedOn}`
  const rows = [...Array.from({ length: 1200 }, (_, at) => line(`导入 ${at}`, '草稿')), ...drafts.map(one => line(one.title, '已签发'))]
  rows[0] = line('导入并签发', '已签发')
  const content = Buffer.from(`发文机关,标题,文种,状态,签发日期\n${rows.join('\n')}\n`)
  const job = admin.import(documents, { name: '发文.csv', content })
  const replies = await Promise.all(
    drafts.map(async (one, at) => {
      await new Promise(done => setTimeout(done, at * 40))
      return both(at).patch(`${documents}/${one.id}`, { state: 'issued' })
    }),
  )
  t.same(tally(replies), { 200: 20 })
  t.match(await job, { state: 'done', result: { refused: 0, created: 1200 } })
  await whole(t, issuedOn, 21)
})
