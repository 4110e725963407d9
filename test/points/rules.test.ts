import t from 'tap'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { until } from '../support/server-process.ts'
import { openBook, type Person } from './book.ts'

const book = await openBook(t)
const { admin, members, entries, sums, settled } = book
const [someone, other] = members

const rules = async (): Promise<Body[]> => (await admin.get('/points/rules?page[size]=100')).body.data
await until(async () => (await rules()).length > 0)
const ruleNamed = async (title: string): Promise<Body> => (await rules()).find(rule => rule.title === title)!
const set = async (title: string, change: Body) => admin.patch(`/points/rules/${(await ruleNamed(title)).id}`, change)

let written = 0
const note = async (member: Person, more: Body = {}): Promise<Body> => {
  const { status, body } = await admin.post('/study-notes/study-notes', {
    ...{ memberId: member.id, title: `心得 ${++written}`, content: '学有所得。', writtenOn: '2026-05-04' },
    ...more,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
const pointsOf = async (member: Person) => {
  await settled()
  return (await entries(member)).map(entry => [entry.title, entry.points])
}

t.test('every tenant has the rules of its plugins, with their titles and scores', async t => {
  t.match(await ruleNamed('发布学习心得'), {
    ...{ source: '学习心得', category: 'study', receiver: 'member', isOn: true, points: 2, per: 'month', maximum: 8 },
  })
  t.ok(await ruleNamed('作出公开承诺'))
  t.ok(await ruleNamed('登记发挥作用'))
  const fresh = await newTenant(book.platform, '中共白杨县委员会')
  const count = (await rules()).length
  await until(async () => (await fresh.admin.get('/points/rules')).body.data.length === count)
})

t.test('of a rule the tenant sets score, maximum and whether it is on, and nothing else', async t => {
  for (const change of [{ title: '别的' }, { category: 'other' }, { per: 'year' }, { key: 'x' }, { receiver: 'organization' }])
    t.match(await set('发布学习心得', change), { status: 422 }, JSON.stringify(change))
  t.match(await set('发布学习心得', { points: -1 }), { status: 422 })
  const { id } = await ruleNamed('发布学习心得')
  t.ok([404, 405].includes((await admin.post('/points/rules', { title: '新规则', points: 1 })).status))
  t.ok([404, 405].includes((await admin.delete(`/points/rules/${id}`)).status))
  const secretary = await book.platform.signIn('secretary')
  t.match(await secretary.patch(`/points/rules/${id}`, { points: 100 }), { status: 403 })
})

t.test('what a rule speaks of gives its points, where and when it happened', async t => {
  const { id } = await note(someone, { title: '读《实践论》有感' })
  t.same(await pointsOf(someone), [['发布学习心得', 2]])
  const [entry] = await entries(someone)
  t.match(entry, { category: 'study', before: 0, after: 2, occurredOn: '2026-05-04', organization: { id: someone.organizationId } })
  t.match(await sums({ memberId: someone.id }), { all: 2, '2026-05': 2 })
  await admin.patch(`/study-notes/study-notes/${id}`, { content: '又想了想。' })
  t.same(await pointsOf(someone), [['发布学习心得', 2]], 'a change gives nothing')
})

t.test('recommended it gives more, taken back it is taken back, by a counter entry', async t => {
  const { id } = await note(other)
  const path = `/study-notes/study-notes/${id}/transitions`
  await admin.post(`${path}/recommend`, {})
  await admin.post(`${path}/take-back`, {})
  t.same(await pointsOf(other), [
    ['发布学习心得', 2],
    ['学习心得被推荐', 3],
    ['学习心得被推荐', -3],
  ])
  const [, given, back] = await entries(other)
  t.match(back, { before: 5, after: 2, note: '学习心得被推荐已取消', occurredOn: given!.occurredOn })
  await admin.post(`${path}/recommend`, {})
  await admin.delete(`/study-notes/study-notes/${id}`)
  t.same((await pointsOf(other)).slice(3), [
    ['学习心得被推荐', 3],
    ['发布学习心得', -2],
    ['学习心得被推荐', -3],
  ])
  t.equal((await sums({ memberId: other.id }))['all'], 0)
})

t.test('no more than the maximum of the period, which the tenant sets', async t => {
  await set('发布学习心得', { maximum: 5 })
  for (let at = 0; at < 4; at++) await note(other, { writtenOn: '2026-03-08' })
  t.same((await pointsOf(other)).slice(6), [
    ['发布学习心得', 2],
    ['发布学习心得', 2],
    ['发布学习心得', 1],
  ])
  await note(other, { writtenOn: '2026-04-01' })
  await settled()
  t.equal((await sums({ memberId: other.id }))['2026-04'], 2, 'each month anew')
})

t.test('what is set holds from then on: what was given stays, and what is off gives nothing', async t => {
  const before = await pointsOf(someone)
  await set('发布学习心得', { points: 4, maximum: null })
  await note(someone)
  await settled()
  await set('发布学习心得', { isOn: false })
  await note(someone)
  t.same(await pointsOf(someone), [...before, ['发布学习心得', 4]])
  await set('发布学习心得', { isOn: true, points: 2 })
  t.same(await pointsOf(someone), [...before, ['发布学习心得', 4]], 'and nothing comes after')
})

t.test('a plugin that is off gives nothing, and points that are off wait for nobody', async t => {
  const before = await pointsOf(someone)
  await admin.patch('/core/plugins/points', { on: false })
  await note(someone)
  t.match(await admin.get('/points/entries'), { status: 403 })
  await admin.patch('/core/plugins/points', { on: true })
  t.same(await pointsOf(someone), before)
})

t.test('another tenant knows nothing of it', async t => {
  const fresh = await newTenant(book.platform, '中共青松县委员会')
  t.same((await fresh.admin.get('/points/entries')).body.data, [])
  const { id } = await ruleNamed('发布学习心得')
  t.match(await fresh.admin.get(`/points/claims/${id}`), { status: 404 })
})
