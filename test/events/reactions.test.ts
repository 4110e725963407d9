import t from 'tap'
import type { Happened } from '../../core/events/happening.ts'
import { schedule, unschedule } from '../../core/events/timers.ts'
import { notify } from '../../core/messages/notify.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { changeRecord } from '../../core/records/update.ts'
import { until } from '../support/server-process.ts'
import { errands } from './errands.ts'

const { platform, admin, demo, owner, errand } = await errands(t)
const { reactions, engine } = platform.app.platform
const { body: me } = await admin.get('/session')
const pending = (reaction: string) => owner('select * from core.pending_reaction where reaction = $1 order by id', [reaction])
const hurry = () => owner('update core.pending_reaction set due_at = now() where attempts > 0')

const noted: Happened[] = []
/** Titles that fail until they are taken from here. */
const failing = new Set<string>()
reactions.define({
  name: 'errands/note',
  on: ['errands/errand.created', 'errands/errand.updated', 'errands/errand.deleted', 'errands/errand.restored'],
  async react({ transaction }, happened) {
    const titles = happened.map(one => String((one.data['record'] as { title: string }).title))
    await notify(
      transaction,
      titles.map(title => ({ userId: me.user.id, title })),
    )
    const refused = titles.find(title => failing.has(title))
    if (refused) throw new Error(`张三 has no ${refused}`)
    transaction.afterCommit(() => void noted.push(...happened))
  },
})
const notedOf = (recordId: string) => noted.filter(one => one.recordId === recordId)
const messagesOf = async (title: string) =>
  (await admin.get(`/core/messages?count=exact&filter[title][eq]=${encodeURIComponent(title)}`)).body.page.total as number

t.test('a change reaches what reacts to it, once, in the order of what happened, and tells no secret', async t => {
  const id = await errand('送文件', { idNumber: '11010519491231002X', days: 2 })
  await admin.patch(`/errands/errands/${id}`, { days: 3 })
  await admin.delete(`/errands/errands/${id}`)
  await admin.post(`/errands/errands/${id}/transitions/restore`)
  await until(() => notedOf(id).length === 4)
  t.same(
    notedOf(id).map(one => one.name.split('.')[1]),
    ['created', 'updated', 'deleted', 'restored'],
  )
  const [created, updated] = notedOf(id)
  t.match(created, { entity: 'errands/errand', data: { record: { title: '送文件', days: 2 } }, depth: 1 })
  t.match(updated, { data: { changed: ['days'], before: { days: 2 }, record: { days: 3 } } })
  t.notMatch(JSON.stringify(noted), /11010519491231002X|idNumber/)
  t.equal(await messagesOf('送文件'), 4)
  t.same(await pending('errands/note'), [])
})

t.test('what nobody reacts to, and what was refused, is not written', async t => {
  const told = () => owner('select name, data from core.event order by id')
  const before = await told()
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  t.equal((await admin.post('/errands/rewards', { organizationId: roots.data[0].id, reason: '无人过问', points: 1 })).status, 201)
  t.equal((await admin.post('/errands/errands', { title: '没有组织' })).status, 422)
  t.same(await told(), before)
})

t.test('what fails leaves nothing behind, holds up only what comes after it of the same record, and is tried again', async t => {
  failing.add('打水')
  const id = await errand('打水')
  await until(async () => (await pending('errands/note'))[0]?.['attempts'] === 1)
  await admin.patch(`/errands/errands/${id}`, { title: '打水两桶' })
  const other = await errand('取信')
  await until(() => notedOf(other).length === 1)
  t.same(notedOf(id), [], 'the later one waits for the earlier')
  t.equal(await messagesOf('打水'), 0)
  const [row] = await pending('errands/note')
  t.match(row, { attempts: 1, dead: false, error: /^Error \(?/ })
  t.notMatch(String(row!['error']), /张三|打水/, 'what it was about is not told')
  failing.clear()
  await hurry()
  await until(() => notedOf(id).length === 2)
  t.same(
    notedOf(id).map(one => one.name.split('.')[1]),
    ['created', 'updated'],
  )
})

t.test('after eight tries it is left to the operator, and what came after it goes on', async t => {
  failing.add('修灯')
  const id = await errand('修灯')
  await admin.patch(`/errands/errands/${id}`, { title: '修好了灯' })
  await until(async () => {
    await hurry()
    return (await pending('errands/note')).some(row => row['dead'])
  })
  t.match(await pending('errands/note'), [{ attempts: 8, record_id: id }])
  await until(() => notedOf(id).length === 1)
  t.match(notedOf(id), [{ name: 'errands/errand.updated' }])
  failing.clear()
})

t.test('in a heap of things to do only the one that fails is left', async t => {
  failing.add('第7件')
  const ids = await Promise.all(Array.from({ length: 20 }, (_, at) => errand(`第${at}件`)))
  await until(() => ids.filter(id => notedOf(id).length === 1).length === 19)
  t.match(await pending('errands/note'), [{ dead: true }, { record_id: ids[7], dead: false }])
  failing.clear()
  await hurry()
  await until(() => notedOf(ids[7]!).length === 1)
})

t.test('while the plugin is off its reactions wait, and go on when it is on', async t => {
  failing.add('等开门')
  const id = await errand('等开门')
  await until(async () => (await pending('errands/note')).some(row => row['record_id'] === id && row['attempts'] === 1))
  await admin.patch('/core/plugins/errands', { on: false })
  failing.clear()
  await hurry()
  await until(async () => (await pending('errands/note')).some(row => row['record_id'] === id && row['paused']))
  t.same(notedOf(id), [])
  await admin.patch('/core/plugins/errands', { on: true })
  await until(() => notedOf(id).length === 1)
})

t.test('a timer comes when it is due, as it was planned last, and not when it was taken back', async t => {
  const rung: Happened[] = []
  reactions.define({
    name: 'errands/ring',
    async react({ transaction }, happened) {
      transaction.afterCommit(() => void rung.push(...happened))
    },
  })
  const plan = (act: (telling: Parameters<typeof schedule>[0]) => Promise<void>) =>
    engine.database.transaction(demo, transaction => act({ engine, transaction, caller: platformCaller(demo) }))
  const later = new Date(Date.now() + 3_600_000)
  const timer = { reaction: 'errands/ring', at: later }
  await plan(async telling => {
    await schedule(telling, [
      { ...timer, key: 'kept', data: { which: 'first' } },
      { ...timer, key: 'taken back' },
      { ...timer, key: 'at once', at: new Date(0) },
    ])
    await schedule(telling, [{ ...timer, key: 'kept', data: { which: 'second' } }])
    await unschedule(telling, ['taken back', 'unknown'])
  })
  await until(() => rung.length === 1)
  t.match(rung, [{ name: 'errands/ring', data: {} }])
  t.match(await pending('errands/ring'), [{ key: 'kept' }])
  await owner(`update core.pending_reaction set due_at = now() where key = 'kept'`)
  await until(() => rung.length === 2)
  t.match(rung[1], { name: 'errands/ring', data: { which: 'second' } })
  t.same(await pending('errands/ring'), [])
})

t.test('a plan fails with the change that asked for it', async t => {
  await t.rejects(
    engine.database.transaction(demo, async transaction => {
      await schedule({ engine, transaction, caller: platformCaller(demo) }, [{ key: 'never', reaction: 'errands/ring', at: new Date(0) }])
      throw new Error('refused')
    }),
  )
  t.same(await pending('errands/ring'), [])
})

t.test('reactions that set each other off for ever are stopped', async t => {
  reactions.define({
    name: 'errands/echo',
    on: ['errands/errand.updated'],
    async react({ engine, transaction, caller }, happened) {
      for (const { recordId, data } of happened) {
        const { title, days } = data['record'] as { title: string; days?: number }
        if (title !== '回声') continue
        const entity = engine.model.entities.get('errands/errand')!
        await changeRecord({ engine, transaction, caller, entity }, recordId!, { days: (days ?? 0) + 1 })
      }
    },
  })
  const id = await errand('回声', { days: 0 })
  await admin.patch(`/errands/errands/${id}`, { days: 1 })
  await until(async () => (await pending('errands/echo')).some(row => /TooManyInARow/.test(String(row['error']))))
  t.equal((await admin.get(`/errands/errands/${id}`)).body.days, 20)
})
