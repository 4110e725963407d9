import t from 'tap'
import { until } from '../support/server-process.ts'
import { errands } from './errands.ts'

const { platform, admin, demo, owner, errand } = await errands(t)
const noteOf = async (id: string) => (await admin.get(`/errands/errands/${id}`)).body.note
const rewardsFor = async (id: string) => (await admin.get(`/errands/rewards?filter[errandId][eq]=${id}`)).body.data
const planned = (id: string) => owner(`select due_at from core.pending_reaction where reaction = 'errands/nag' and record_id = $1`, [id])
const nothingDue = async () =>
  (await owner('select 1 from core.pending_reaction where due_at <= now() and not dead and not paused')).length === 0

t.test('what is declared happens: an event of one’s own, a record made once, fields set by what the event tells', async t => {
  const id = await errand('搬桌椅', { days: 5 })
  await admin.patch(`/errands/errands/${id}`, { done: true })
  await until(async () => (await noteOf(id)) === '已奖励')
  t.match(await rewardsFor(id), [{ reason: '完成搬桌椅', points: 50 }])
  const { body: told } = await admin.get(`/core/messages?filter[title][eq]=${encodeURIComponent('有人完成了事项')}`)
  t.match(told.data, [{ body: /“搬桌椅”已完成，奖励 50 分。/, link: null }], 'no menu leads to errands')
  t.equal(told.data.length, 1, 'who is named twice is told once')
  const [audit] = (await admin.get(`/core/audit-entries?filter[recordId][eq]=${id}&sort=-id&fields=userName,changes`)).body.data
  t.match(audit, { userName: '系统', changes: { note: [null, '已奖励'] } })
})

t.test('what its condition does not hold for does not happen', async t => {
  const [short, unsaid] = [await errand('送信', { days: 1 }), await errand('不知几天')]
  for (const id of [short, unsaid]) await admin.patch(`/errands/errands/${id}`, { done: true })
  await until(async () => (await noteOf(short)) === '不奖励')
  await until(nothingDue)
  t.same(await rewardsFor(short), [])
  t.same(await rewardsFor(unsaid), [], 'of what is empty nothing is known')
  const other = await errand('改个名字', { days: 9 })
  await admin.patch(`/errands/errands/${other}`, { title: '改了名字' })
  await until(nothingDue)
  t.equal(await noteOf(other), null)
})

t.test('what is planned for a record comes, plans itself again, and is taken back', async t => {
  const id = await errand('催一催')
  await until(async () => (await planned(id)).length === 1)
  const inDays = (Date.parse(String((await planned(id))[0]!['due_at'])) - Date.now()) / 86_400_000
  t.ok(inDays > 2.9 && inDays < 3.1)
  await owner('update core.pending_reaction set due_at = now() where record_id = $1', [id])
  await until(async () => (await noteOf(id)) === '已催办')
  t.equal((await planned(id)).length, 1, 'on the next working day again')
  await admin.patch(`/errands/errands/${id}`, { done: true })
  await until(async () => (await planned(id)).length === 0)
})

t.test('what was planned for a record that is gone does not come', async t => {
  const id = await errand('取消了')
  await until(async () => (await planned(id)).length === 1)
  await admin.delete(`/errands/errands/${id}`)
  await owner('update core.pending_reaction set due_at = now() where record_id = $1', [id])
  await until(async () => (await planned(id)).length === 0)
  t.same(await owner('select 1 from core.pending_reaction where dead or attempts > 0'), [])
})

t.test('a schedule has one next time for each tenant, and comes once after a standstill', async t => {
  const daily = () => owner(`select * from core.pending_reaction where reaction = 'errands/schedules/daily' and tenant_id = $1`, [demo])
  const heard: string[] = []
  platform.app.platform.reactions.define({
    name: 'errands/hear-daily',
    on: ['errands.daily'],
    async react({ transaction }, happened) {
      transaction.afterCommit(() => void heard.push(...happened.map(one => one.id)))
    },
  })
  await until(async () => (await daily()).length === 1)
  const [first] = await daily()
  t.match(new Date(String(first!['due_at'])).toISOString(), /T00:00:00\.000Z$/, '8 in the morning in China')
  await owner(`update core.pending_reaction set due_at = now() - interval '9 days' where id = $1`, [first!['id']])
  await until(() => heard.length > 0)
  await until(nothingDue)
  t.equal(heard.length, 1, 'not once for each day that was missed')
  const after = await daily()
  t.equal(after.length, 1)
  t.same(after[0]!['due_at'], first!['due_at'])
})
