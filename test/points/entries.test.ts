import pg from 'pg'
import t from 'tap'
import { serverUrl } from '../../core/database/database.ts'
import { examine } from '../consistency/examine.ts'
import { until } from '../support/server-process.ts'
import { openBook } from './book.ts'

const book = await openBook(t)
const { admin, members, give, sums, owner } = book
const [someone, other] = members

t.test('what is given adds up for the member and where he belongs, in all, by year and by month', async t => {
  await give({ points: 3 }, { points: 2, occurredOn: '2026-04-30' }, { points: 5, occurredOn: '2025-12-31', category: 'vanguard' })
  const expected = { all: 10, '2026': 5, '2026-05': 3, '2026-04': 2, '2025': 5, '2025-12': 5 }
  t.same(await sums({ memberId: someone.id }), expected)
  t.same(await sums({ organizationId: someone.organizationId }), expected)
  t.same(await sums({ memberId: someone.id }, 'study'), { all: 5, '2026': 5, '2026-05': 3, '2026-04': 2 })
  await give({ member: undefined, points: 7, organizationId: someone.organizationId })
  t.equal((await sums({ organizationId: someone.organizationId }))['all'], 17, 'what the organization gets itself counts with its members')
  t.equal((await sums({ memberId: someone.id }))['all'], 10)
})

t.test('the same cause, rule and member give once', async t => {
  const before = (await sums({ memberId: other.id }))['all'] ?? 0
  const one = { member: other, cause: 'the same' }
  t.equal((await give(one)).length, 1)
  t.equal((await give(one, { ...one, rule: 'test/second' }, one)).length, 1, 'another rule gives beside it')
  const all = await Promise.all(Array.from({ length: 50 }, () => give({ ...one, rule: 'test/third' })))
  t.equal(all.flat().length, 1, 'and of fifty at once one gives')
  t.equal((await sums({ memberId: other.id }))['all'], before + 3)
})

t.test('under fifty at once each entry begins where the one before it ended, and sums equal the entries', async t => {
  await Promise.all(Array.from({ length: 50 }, (_, at) => give({ member: other, points: (at % 7) - 2 }, { points: 1 })))
  const rows = (await owner(
    `select before, after, points from points.entry where member_id = '${other.id}' order by created_at, after`,
  )) as { before: string; after: string; points: string }[]
  t.ok(rows.every(row => Number(row.after) === Number(row.before) + Number(row.points)))
  const ends = new Map<number, number>()
  for (const row of rows) {
    ends.set(Number(row.after), (ends.get(Number(row.after)) ?? 0) + 1)
    ends.set(Number(row.before), (ends.get(Number(row.before)) ?? 0) - 1)
  }
  const open = [...ends].filter(([, count]) => count !== 0)
  const total = (await sums({ memberId: other.id }))['all']!
  t.same(
    new Map(open),
    new Map([
      [0, -1],
      [total, 1],
    ]),
    'one unbroken row from nothing to the sum',
  )
})

t.test('of a limit only what is left is given, each period anew', async t => {
  const limit = { per: 'month' as const, points: 5 }
  const given = await give(
    ...[2, 2, 2, 2].map(points => ({ member: other, rule: 'test/limited', points, limit, occurredOn: '2024-02-29' })),
    { member: other, rule: 'test/limited', points: 2, limit, occurredOn: '2024-03-01' },
  )
  t.same(
    given.map(one => [one.points, one.note]),
    [
      [2, undefined],
      [2, undefined],
      [1, '已到当月上限 5 分'],
      [2, undefined],
    ],
  )
  t.equal((await give({ member: other, rule: 'test/limited', points: 2, limit, occurredOn: '2024-02-01' })).length, 0)
  t.equal((await give({ rule: 'test/limited', points: 2, limit, occurredOn: '2024-02-01' })).length, 1, 'another has a limit of his own')
})

t.test('there is no door to change or delete an entry, and the database refuses it to the server too', async t => {
  const { body } = await admin.get('/points/entries?page[size]=1')
  const path = `/points/entries/${body.data[0].id}`
  for (const reply of [
    await admin.patch(path, { points: 9 }),
    await admin.delete(path),
    await admin.post('/points/entries', { points: 9 }),
  ])
    t.ok([404, 405].includes(reply.status), String(reply.status))
  const server = new pg.Client({ connectionString: serverUrl(book.platform.ownerUrl) })
  await server.connect()
  t.after(() => server.end())
  await server.query(`set app.tenant = '${book.tenant}'`)
  await t.rejects(server.query('update points.entry set points = 9'), { code: '42501' })
  await t.rejects(server.query('delete from points.entry'), { code: '42501' })
})

t.test('a member sees his own, and nobody elsewhere anything', async t => {
  const member = await book.platform.signIn('member')
  const own = (await member.get('/members/members')).body.data[0]
  await give({ member: { id: own.id, organizationId: own.organization.id }, points: 4 }, { points: 1 })
  const { body } = await member.get('/points/entries?include=member')
  t.match(body.data, [{ points: 4, before: 0, after: 4, member: { id: own.id } }])
  t.equal(body.data.length, 1)
})

t.test('who moves takes his sums along, and leaves his entries where they were given', async t => {
  const [mover] = (await admin.get(`/members/members?filter[organizationId][eq]=${other.organizationId}&page[size]=200`)).body.data.filter(
    (one: { id: string }) => one.id !== other.id,
  )
  await give({ member: { id: mover.id, organizationId: other.organizationId }, points: 6 })
  const there = await sums({ organizationId: other.organizationId })
  t.equal((await admin.patch(`/members/members/${mover.id}`, { organizationId: someone.organizationId })).status, 200)
  const placed = `select distinct o.id, s.area_id = o.parent_id as above from points.sum s join core.organization o on o.id = s.organization_id where s.member_id = $1`
  await until(async () => (await owner(placed, [mover.id]))[0]!['id'] === someone.organizationId)
  t.same(await owner(placed, [mover.id]), [{ id: someone.organizationId, above: true }])
  t.same(await sums({ organizationId: other.organizationId }), there)
  const [entry] = await book.entries({ ...mover, organizationId: '' })
  t.equal(entry!.organization.id, other.organizationId)
  await give({ member: { id: mover.id, organizationId: someone.organizationId }, points: 1 })
  t.match((await book.entries(mover)).at(-1), { before: 6, after: 7, organization: { id: someone.organizationId } })
})

t.test('sums follow their organization below another', async t => {
  const { body: branch } = await admin.get(`/core/organizations/${someone.organizationId}`)
  const { body: elsewhere } = await admin.get(`/core/organizations/${other.organizationId}`)
  const moved = await admin.post(`/core/organizations/${branch.id}/transitions/move`, { parentId: elsewhere.parent.id })
  t.equal(moved.status, 200, JSON.stringify(moved.body))
  const above = async () =>
    (await owner('select distinct area_id from points.sum where organization_id = $1', [branch.id])).map(row => row['area_id'])
  await until(async () => (await above()).every(one => one === elsewhere.parent.id))
  t.same(await above(), [elsewhere.parent.id])
})

t.test('the check of the data finds entries and sums that do not tell the same', async t => {
  const checked = async () => (await examine(book.platform)).findings.map(finding => finding.check)
  t.same(await checked(), [])
  await owner(`update points.sum set points = points + 1 where member_id = '${someone.id}' and period = 'all' and category = ''`)
  t.same(await checked(), ['points/sums-equal-entries'])
  await owner(`update points.sum set points = points - 1 where member_id = '${someone.id}' and period = 'all' and category = ''`)
  await owner(
    `update points.entry set before = before + 1, after = after + 1 where id = (select id from points.entry where member_id = '${someone.id}' limit 1)`,
  )
  t.same(await checked(), ['points/entries-follow'])
})
