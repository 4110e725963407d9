import t from 'tap'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { noQuietHours } from '../support/quiet-hours.ts'
import { until } from '../support/server-process.ts'

const platform = await startPlatform(t)
const [admin, secretary, member] = await Promise.all(['admin', 'secretary', 'member'].map(name => platform.signIn(name)))
await noQuietHours(admin!)
const branch = (await secretary!.get('/core/organizations')).body.data[0].id as string
const me = (await member!.get('/session')).body.user.id as string

const words = { title: '关于召开支部党员大会的通知', content: '定于周五下午三点在三楼会议室召开，请准时参加。' }

async function drafted(more: Body = {}): Promise<Body> {
  const { status, body } = await secretary!.post('/notices/notices', {
    organizationId: branch,
    ...words,
    toOrganizations: [branch],
    ...more,
  })
  t.equal(status, 201, JSON.stringify(body))
  return body
}

async function sent(more: Body = {}): Promise<Body> {
  const { id } = await drafted(more)
  t.equal((await secretary!.post(`/notices/notices/${id}/transitions/send`)).status, 200)
  return goneOut(id)
}

async function goneOut(id: string): Promise<Body> {
  let notice: Body
  await until(async () => {
    notice = (await secretary!.get(`/notices/notices/${id}`)).body
    return notice.progress === 'done'
  })
  return notice
}

const receiptsOf = async (id: string, more = '') =>
  (await secretary!.get(`/notices/receipts?filter[noticeId][eq]=${id}&page[size]=200${more}`)).body.data as Body[]

t.test('a notice reaches everyone of its organization once: a receipt and a message each, and nobody else', async t => {
  const people = (await secretary!.get('/core/users?page[size]=200')).body.data.filter((one: Body) => one.organization.id === branch)
  const notice = await sent()
  t.match(notice, { state: 'sent', progress: 'done', recipients: people.length })
  const receipts = await receiptsOf(notice.id)
  t.same(receipts.map(one => one.user.id).sort(), people.map((one: Body) => one.id).sort())
  t.same([...new Set(receipts.map(one => one.state))], ['unread'])
  const { data } = (await member!.get('/core/messages?sort=-createdAt')).body
  t.match(data[0], { title: words.title, link: `/m/notices.inbox/${notice.id}`, readAt: null })
})

t.test('who receives a notice reads it, what was not sent and what others got he does not find', async t => {
  const draft = await drafted()
  t.equal((await member!.get(`/notices/notices/${draft.id}`)).status, 404)
  const officers = await sent({ officersOnly: true })
  t.equal((await member!.get(`/notices/notices/${officers.id}`)).status, 404)
  t.ok(officers.recipients >= 1 && officers.recipients < (await sent()).recipients)
  const mine = await sent({ toOrganizations: null, toPeople: [me] })
  const { status, body } = await member!.get(`/notices/notices/${mine.id}`)
  t.match({ status, body }, { status: 200, body: { title: words.title, content: words.content } })
  t.notHas(body, { toPeople: [me] }, 'not who else')
  t.equal(
    (await member!.get('/notices/receipts')).body.data.every((one: Body) => one.user.id === me),
    true,
  )
  t.equal((await member!.post('/notices/notices', { organizationId: branch, ...words, toPeople: [me] })).status, 403)
})

t.test('nobody outside of the organization that sends is reached, whatever is chosen', async t => {
  const root = (await admin!.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id
  const stranger = (await admin!.get('/core/users?filter[username][eq]=orgadmin')).body.data[0].id
  const notice = await sent({ toOrganizations: [root, branch], toPeople: [stranger, me] })
  t.ok(notice.recipients > 1)
  t.notOk((await receiptsOf(notice.id)).some(one => one.user.id === stranger))
  const forNobody = await drafted({ toOrganizations: null })
  t.match(await secretary!.post(`/notices/notices/${forNobody.id}/transitions/send`), {
    status: 409,
    body: { code: 'workflow.condition', detail: '请先选择要发给的党组织或人员' },
  })
})

t.test('opened it is read, confirmed where that is asked, and once; the sender sees the figures, a recipient does not', async t => {
  const plain = await sent()
  const before = (await secretary!.get(`/notices/notices/${plain.id}/figures`)).body
  t.match(before, {
    addressed: plain.recipients,
    recipients: plain.recipients,
    unread: plain.recipients,
    read: 0,
    confirmed: 0,
    deliveries: [],
  })
  const { status, body: read } = await member!.post(`/notices/notices/${plain.id}/open`)
  t.match({ status, state: read.state }, { status: 200, state: 'read' })
  t.same((await member!.post(`/notices/notices/${plain.id}/open`)).body, read, 'the first time counts')
  t.match(await member!.post(`/notices/notices/${plain.id}/confirm`), { status: 409, body: { code: 'notices.nothing-to-confirm' } })
  const asking = await sent({ asksConfirmation: true })
  t.match((await member!.post(`/notices/notices/${asking.id}/confirm`)).body, { state: 'confirmed' })
  t.match((await member!.post(`/notices/notices/${asking.id}/open`)).body, { state: 'confirmed' })
  t.match((await secretary!.get(`/notices/notices/${asking.id}/figures`)).body, { unread: asking.recipients - 1, read: 1, confirmed: 1 })
  t.equal((await member!.get(`/notices/notices/${asking.id}/figures`)).status, 403)
  t.equal((await admin!.post(`/notices/notices/${asking.id}/open`)).status, 404, 'who did not receive it cannot read it for another')
  t.same(
    (await receiptsOf(asking.id, '&filter[state][eq]=confirmed')).map(one => one.user.id),
    [me],
  )
})

t.test('a planned notice goes out when its time has come, and one that was withdrawn does not', async t => {
  const [first, second] = [await drafted(), await drafted()]
  const sendAt = new Date(Date.now() + 1_500).toISOString()
  for (const { id } of [first, second])
    t.match(await secretary!.post(`/notices/notices/${id}/transitions/plan`, { sendAt }), { status: 200, body: { state: 'scheduled' } })
  t.match(await secretary!.post(`/notices/notices/${second.id}/transitions/withdraw`), {
    status: 200,
    body: { state: 'draft', sendAt: null },
  })
  t.equal((await receiptsOf(first.id)).length, 0)
  t.match(await goneOut(first.id), { state: 'sent' })
  t.match((await secretary!.get(`/notices/notices/${second.id}`)).body, { state: 'draft' })
  t.equal((await receiptsOf(second.id)).length, 0)
})

t.test('what was sent is not changed or deleted; revoked, it is gone from everyone’s notices and may be deleted', async t => {
  const { id } = await sent()
  t.equal((await secretary!.patch(`/notices/notices/${id}`, { title: '改过的标题' })).status, 409)
  t.not((await secretary!.delete(`/notices/notices/${id}`)).status, 204)
  t.equal((await secretary!.post(`/notices/notices/${id}/transitions/revoke`)).status, 422, 'why has to be said')
  t.equal((await secretary!.post(`/notices/notices/${id}/transitions/revoke`, { why: '时间有变' })).status, 200)
  await until(async () => (await member!.get(`/notices/notices/${id}`)).status === 404)
  t.equal((await receiptsOf(id)).length, 0)
  t.equal((await secretary!.delete(`/notices/notices/${id}`)).status, 204)
})

t.test('by SMS and call it goes to each phone once, and what became of each can be found by the notice', async t => {
  const { id, recipients } = await sent({ bySms: true, byVoice: true, urgent: true })
  const deliveries = async () => (await admin!.get(`/core/deliveries?filter[recordId][eq]=${id}&page[size]=200`)).body.data as Body[]
  await until(async () => (await deliveries()).every(one => ['sent', 'delivered', 'failed'].includes(one.state)))
  const all = await deliveries()
  t.same([all.filter(one => one.channel === 'sms').length, all.filter(one => one.channel === 'voice').length], [recipients, recipients])
})

t.test('who has not read it is reminded, each once in a round', async t => {
  const { id, recipients } = await sent()
  await member!.post(`/notices/notices/${id}/open`)
  t.equal((await secretary!.post(`/notices/notices/${id}/transitions/remind`)).status, 200)
  await until(async () => (await receiptsOf(id, '&filter[reminders][eq]=1')).length === recipients - 1)
  const { data } = (await member!.get('/core/messages?sort=-createdAt')).body
  t.equal(data.filter((one: Body) => one.link === `/m/notices.inbox/${id}`).length, 1, 'who has read it is left alone')
})
