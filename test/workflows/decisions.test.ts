import t from 'tap'
import { tenantId } from '../../core/database/database.ts'
import { sql } from '../../core/database/sql.ts'
import { asOwner } from '../core/owner.ts'
import { created } from '../isolation/people.ts'
import { until } from '../support/server-process.ts'
import { type Person, requests, startWithLeave } from './leave.ts'

const platform = await startWithLeave(t)
const { admin, secretary, member, branch, county, ask, act, state, person } = platform
const owner = (text: string, values?: unknown[]) => asOwner(platform, text, values)

const motions = '/motions/motions'
const post = await created(admin, '/core/posts', { organizationId: branch, name: '委员' })
const committee: Person[] = []
for (const name of ['committee-one', 'committee-two', 'committee-three']) {
  const who = await person(name, 'secretary', county, 'own')
  await created(admin, '/core/appointments', { postId: post, userId: who.id, startOn: '2026-01-01' })
  committee.push(who)
}
const [first, second, third] = committee as [Person, Person, Person]

const todos = async (who: Person): Promise<number> => (await who.get('/core/tasks/count')).body.count
const openFor = async (who: Person, id: string): Promise<number> =>
  (await who.get(`/core/tasks?count=exact&filter[recordId][eq]=${id}&filter[state][eq]=open`)).body.page.total
const decide = (who: Person, id: string, event: string) => who.post(`${motions}/${id}/transitions/${event}`, {})
const motion = async (id: string) => (await admin.get(`${motions}/${id}`)).body
/** What is planned comes now. */
const hurry = (name: string) => owner(`update core.pending_reaction set due_at = now() where reaction like '%' || $1`, [name])

async function proposed(): Promise<string> {
  const id = await created(member, motions, { organizationId: branch, proposedById: member.id, title: '换届方案' })
  await member.post(`${motions}/${id}/transitions/submit`)
  return id
}

t.test('where all have to agree, each agrees for himself, and who agreed before agrees again by himself', async t => {
  const id = await proposed()
  t.equal((await decide(first, id, 'approve')).status, 200)
  t.match(await decide(first, id, 'approve'), { status: 409, body: { code: 'workflow.already-decided', detail: '您已办理过这一步' } })
  t.match((await admin.get(`${motions}/${id}/transitions`)).body, {
    state: { code: 'committee' },
    tally: { asked: 3, agreed: 1, needed: 3 },
  })
  await decide(second, id, 'approve')
  t.equal((await motion(id)).state, 'committee')
  await decide(third, id, 'approve')
  // Of four asked at the meeting three have agreed before: more than half.
  t.match(await motion(id), { state: 'adopted', adoptedOn: /^20\d\d-/ })
  const { data } = (await member.get(`${motions}/${id}/timeline`)).body
  t.equal(data.filter((one: { automatic: boolean }) => one.automatic).length, 3)
  t.equal(await todos(secretary), 1, 'the secretary has to archive it')
})

t.test('where all have to agree, one who does not ends it', async t => {
  const id = await proposed()
  await decide(first, id, 'approve')
  await decide(second, id, 'refuse')
  t.equal((await motion(id)).state, 'rejected')
  t.match(await decide(third, id, 'approve'), { status: 409, body: { code: 'workflow.already-decided' } })
  await until(async () => (await motion(id)).remark === '有人反对')
})

t.test('what follows from a transition happens once, and its events reach who reacts to them', async t => {
  const id = await proposed()
  for (const who of committee) await decide(who, id, 'approve')
  await until(async () => (await motion(id)).remark === '通过：换届方案')
  const planned = () => owner(`select * from core.pending_reaction where reaction = 'motions/archive' and record_id = $1`, [id])
  t.equal((await planned()).length, 1)
  await hurry('motions/archive')
  await until(async () => (await motion(id)).state === 'archived')
  const { data } = (await admin.get(`${motions}/${id}/timeline`)).body
  t.match(data.at(-1), { event: 'archive', automatic: true, by: null })
  t.same(await planned(), [])
})

t.test('who is no longer asked does not count', async t => {
  const id = await proposed()
  await decide(first, id, 'approve')
  const [appointed] = (await admin.get(`/core/appointments?filter[userId][eq]=${third.id}`)).body.data
  await admin.delete(`/core/appointments/${appointed.id}`)
  await until(
    async () => (await third.get(`/core/tasks?count=exact&filter[recordId][eq]=${id}&filter[state][eq]=open`)).body.page.total === 0,
  )
  await decide(second, id, 'approve')
  t.equal((await motion(id)).state, 'adopted', 'both of two, and then two of three')
  await created(admin, '/core/appointments', { postId: post, userId: third.id, startOn: '2026-01-01' })
})

t.test('where only he had not agreed who is asked no longer, it goes on by itself', async () => {
  const id = await proposed()
  for (const who of [first, second]) await decide(who, id, 'approve')
  const [appointed] = (await admin.get(`/core/appointments?filter[userId][eq]=${third.id}`)).body.data
  await admin.delete(`/core/appointments/${appointed.id}`)
  await until(async () => (await motion(id)).state === 'adopted')
  await created(admin, '/core/appointments', { postId: post, userId: third.id, startOn: '2026-01-01' })
})

t.test('whoever gets the role is asked, and whoever loses it no longer', async t => {
  const { id } = await ask()
  await act(member, id, 'submit')
  const later = await person('leave-later', 'secretary', branch)
  await until(async () => (await openFor(later, id)) === 1)
  const [grant] = (await admin.get(`/core/grants?filter[userId][eq]=${later.id}`)).body.data
  await admin.delete(`/core/grants/${grant.id}`)
  await until(async () => (await openFor(later, id)) === 0)
  t.match(await act(later, id, 'approve'), { status: 403, body: { code: 'workflow.not-asked' } })
  t.equal((await act(secretary, id, 'approve')).status, 200)
})

t.test('what is overdue is reminded of, again and again, and the level above is asked too', async t => {
  const superior = await person('leave-superior', 'secretary', county)
  const { id } = await ask({ reason: '逾期的外出' })
  await act(member, id, 'submit')
  const messages = async () => {
    const { body } = await secretary.get(`/core/messages?filter[title][eq]=${encodeURIComponent('待办已逾期')}&page[size]=200`)
    return body.data.filter((one: { link: string }) => one.link === `/m/leave.requests/${id}`)
  }
  const reminded = async () => (await messages()).length
  await hurry('leave/workflows.step-overdue')
  await until(async () => (await reminded()) === 1)
  t.match(await messages(), [{ body: 'leave-secretary同志，请假申请“逾期的外出”的支部审批已逾期，请尽快办理。' }])
  t.equal(await openFor(superior, id), 1)
  await hurry('leave/workflows.step-overdue')
  await until(async () => (await reminded()) === 2)
  t.equal(await openFor(superior, id), 1, 'once is enough')
  t.equal((await act(superior, id, 'approve')).status, 200)
  t.match(
    (await member.get(`${requests}/${id}/timeline`)).body.data.map((one: { kind: string }) => one.kind),
    ['start', 'move', 'escalate', 'remind', 'remind', 'agree'],
  )
  await hurry('leave/workflows.step-overdue')
  await until(
    async () =>
      (await owner(`select 1 from core.pending_reaction where reaction = 'leave/workflows.step-overdue' and record_id = $1`, [id]))
        .length === 0,
  )
  t.equal(await reminded(), 2, 'what is done is not reminded of')
})

t.test('a role permits by its name what needs nobody asked', async t => {
  const id = await proposed()
  for (const who of committee) await decide(who, id, 'approve')
  t.ok((await admin.get('/core/screens/motions/motion')).body.can.includes('archive'))
  t.match(await member.post(`${motions}/${id}/transitions/archive`, {}), { status: 403, body: { code: 'workflow.not-asked' } })
  t.equal((await admin.post(`${motions}/${id}/transitions/archive`)).body.state, 'archived')
})

t.test('a record keeps to the workflow that it began with', async t => {
  const { id } = await ask({ days: 9 })
  await act(member, id, 'submit')
  const [{ content }] = (await owner(`select content from core.machine where entity = 'leave/request'`)) as [
    { content: { states: { branch: { on: { approve: object } } } } },
  ]
  const former = structuredClone(content)
  former.states.branch.on.approve = { title: '当场同意', agrees: true, target: 'granted' }
  await owner(`insert into core.machine (hash, entity, content) values ('former', 'leave/request', $1)`, [JSON.stringify(former)])
  await owner(`update core.process set machine = 'former' where record_id = $1`, [id])
  t.match((await secretary.get(`${requests}/${id}/transitions`)).body, { machine: 'former', data: [{ title: '当场同意' }, {}, {}] })
  t.equal((await act(secretary, id, 'approve')).body.state, 'granted')
  t.match((await member.get('/core/workflows/leave/request?machine=former')).body.transitions[2], { title: '当场同意', to: 'granted' })
  t.equal(await state(id), 'granted')
})

t.test('records that come by import begin their workflow, each of them', async t => {
  const { name } = (await admin.get(`/core/organizations/${branch}`)).body
  const lines = ['党组织,请假人,事由,开始日期,天数', ...[1, 2, 3].map(at => `${name},leave-member,导入的第 ${at} 次,2026-03-02,${at}`)]
  const job = await admin.import(requests, { name: '请假.csv', content: Buffer.from(lines.join('\n')) })
  t.match(job, { state: 'done', result: { created: 3, refused: 0 } })
  const { body } = await member.get(`${requests}?filter[reason][eq]=${encodeURIComponent('导入的第 3 次')}`)
  t.match((await member.get(`${requests}/${body.data[0].id}/timeline`)).body.data, [{ event: 'start', to: { title: '草稿' } }])
  t.equal((await act(member, body.data[0].id, 'submit')).body.state, 'branch')
})

t.test('the number of to-dos is found by an index, however many there are', async t => {
  const [{ tenant_id, process_id }] = (await owner('select tenant_id, process_id from core.task limit 1')) as [Record<string, string>]
  await owner(
    `insert into core.task (tenant_id, id, title, step, step_title, entity, record_id, state, process_id, user_id, round)
      select $1, gen_random_uuid(), '事项', 'branch', '支部审批', 'leave/request', gen_random_uuid()::text, case when at % 4 = 0 then 'done' else 'open' end, $2,
        case when at % 20 = 1 then $3::uuid else users.ids[1 + at % cardinality(users.ids)] end, 1
      from generate_series(1, 40000) at, (select array_agg(id) as ids from core."user" where tenant_id = $1) users`,
    [tenant_id, process_id, secretary.id],
  )
  await owner('vacuum analyze core.task')
  const plan = await platform.app.platform.engine.database.tenant(tenantId(tenant_id!)).run(sql`
    explain (analyze, costs off) select count(*) from core.task where tenant_id = ${tenant_id}::uuid and user_id = ${secretary.id}::uuid and state = 'open'`)
  t.match(JSON.stringify(plan), /Index(?: Only)? Scan (?:using|on) task_user_id_state_index/)
  t.notMatch(JSON.stringify(plan), /Seq Scan/)
  t.ok((await todos(secretary)) >= 2_000)
})
