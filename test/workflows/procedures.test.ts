import t from 'tap'
import { addDays, addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { asOwner } from '../core/owner.ts'
import { created } from '../isolation/people.ts'
import type { Client } from '../support/client.ts'
import { until } from '../support/server-process.ts'
import { startWithLeave } from './leave.ts'

const platform = await startWithLeave(t)
const { admin, chief, secretary, member, stranger, branch, county } = platform
const owner = (text: string, values?: unknown[]) => asOwner(platform, text, values)

const trials = '/trials/trials'
const today = todayInShanghai()
const act = (id: string, event: string, body: object = {}) => secretary.post(`${trials}/${id}/transitions/${event}`, body)
const trial = (change: object = {}) =>
  created(secretary, trials, {
    organizationId: branch,
    candidateId: member.id,
    name: '考察对象',
    startedOn: addMonths(today, -13),
    ...change,
  })
/** Of trials, as the demonstration has procedures of its own. */
const due = async (who: Client, query = '') => (await who.get(`/core/procedures/due?entity=trials/trial${query}`)).body.data

t.test('a record goes on neither too early nor without its papers, and is told what is missing and from when', async t => {
  const startedOn = addMonths(today, -3)
  const id = await trial({ startedOn })
  const { body } = await secretary.get(`${trials}/${id}/transitions`)
  t.match(body, {
    times: {
      earliest: addMonths(startedOn, 12),
      latest: addMonths(startedOn, 18),
      missing: [{ name: 'report', title: '考察报告' }],
      overdue: false,
    },
    data: [
      { event: 'announce', may: false, why: `考察期不满一年，最早 ${addMonths(startedOn, 12)}` },
      { event: 'end', may: true },
    ],
  })
  t.match(await act(id, 'announce'), {
    status: 409,
    body: { code: 'workflow.papers-missing', errors: [{ pointer: '/report', detail: '缺少考察报告' }] },
  })
  t.match(await act(id, 'announce', { report: '表现良好' }), { status: 409, body: { code: 'workflow.too-early' } })
  t.equal((await act(id, 'end')).body.state, 'ended', 'what may be done at any time is not held up')
})

t.test('a public notice lasts its working days', async t => {
  const id = await trial()
  t.equal((await act(id, 'announce', { report: '表现良好' })).body.state, 'notice')
  t.match(await act(id, 'pass'), { status: 409, body: { code: 'workflow.too-early', detail: /^公示期未满五个工作日，最早 20/ } })
  await owner(`update core.process set entered_at = now() - interval '20 days' where record_id = $1`, [id])
  t.equal((await act(id, 'pass')).body.state, 'passed')
})

t.test('what is due is told for an organization and below, the most urgent first, to whom may see it', async t => {
  const late = await trial({ name: '逾期的', startedOn: addMonths(today, -20) })
  const soon = await trial({ name: '快到期的', startedOn: addDays(addMonths(today, -18), 10) })
  const found = await due(secretary)
  t.match(found, [
    {
      record: { id: late, label: '逾期的' },
      title: '考察程序',
      state: { title: '考察期' },
      overdue: true,
      missing: [{ title: '考察报告' }],
      asked: [{ label: 'leave-secretary' }],
    },
    { record: { id: soon }, overdue: false },
  ])
  t.same(
    (await due(chief, `&organizationId=${county}`)).map((one: { record: { id: string } }) => one.record.id),
    [late, soon],
  )
  t.same(
    (await due(admin, '&overdue=true')).map((one: { record: { id: string } }) => one.record.id),
    [late],
  )
  t.same((await due(admin, '&limit=1')).length, 1)
  t.same(await due(stranger), [])
  t.equal((await stranger.get(`/core/procedures/due?organizationId=${branch}`)).status, 404, 'nor whether there is such an organization')
  t.equal((await admin.get('/core/procedures/due?limit=0')).status, 400)
})

t.test('what is due is told of one kind of record, of some of them, and between two days', async t => {
  const startedOn = addMonths(today, -9)
  const [one, other] = [await trial({ name: '甲', startedOn }), await trial({ name: '乙', startedOn: addDays(startedOn, 3) })]
  const last = addMonths(startedOn, 18)
  const ids = async (query: string) => (await due(secretary, `&${query}`)).map((found: { record: { id: string } }) => found.record.id)
  t.same(await ids(`records=${one},${other}`), [one, other])
  const { body } = await secretary.get(`/core/procedures/due?records=${one},${other}&entity=leave/request`)
  t.same(body.data, [])
  t.same(await ids(`from=${last}&to=${last}`), [one], 'the last day is a day on which it is in time')
  t.same(await ids(`records=${one},${other}&from=${addDays(last, 1)}`), [other])
  for (const wrong of ['records=1', 'from=2026-02-30', 'to=soon'])
    t.equal((await secretary.get(`/core/procedures/due?${wrong}`)).status, 400, wrong)
})

t.test('those who have to act are warned before the end, and reminded after it', async t => {
  const id = await trial({ startedOn: addMonths(today, -12) })
  const planned = () =>
    owner(`select due_at from core.pending_reaction where reaction = 'trials/workflows.step-overdue' and record_id = $1 order by due_at`, [
      id,
    ])
  t.equal((await planned()).length, 2)
  const told = async (title: string) =>
    (await secretary.get(`/core/messages?filter[title][eq]=${encodeURIComponent(title)}&page[size]=200`)).body.data.filter(
      (one: { link: string }) => one.link === `/m/trials.trials/${id}`,
    ).length
  await owner(`update core.pending_reaction set due_at = now() where record_id = $1`, [id])
  await until(async () => (await planned()).length === 0)
  t.same([await told('待办即将到期'), await told('待办已逾期')], [1, 1])
})

t.test('another beginning is another end', async t => {
  const id = await trial({ startedOn: addMonths(today, -2) })
  await secretary.patch(`${trials}/${id}`, { startedOn: addMonths(today, -4) })
  const [{ due_at }] = (await owner('select due_at from core.process where record_id = $1', [id])) as [{ due_at: string }]
  t.equal(todayInShanghai(new Date(due_at)), addDays(addMonths(addMonths(today, -4), 18), 1))
})
