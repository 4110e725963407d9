import t from 'tap'
import { v7 as uuid } from 'uuid'
import { tenantId } from '../../core/database/database.ts'
import { remindJob } from '../../core/messages/remind.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { noQuietHours } from '../support/quiet-hours.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
await noQuietHours(admin)

t.test('the members chosen in a list get an SMS and a message', async t => {
  const { body } = await admin.get('/members/members?page[size]=3&fields=name,phone')
  const ids = body.data.map((one: Body) => one.id)
  const started = await admin.post('/members/members/remind', { ids, content: '请于本周五前交纳党费。' })
  t.equal(started.status, 202)
  const job = await admin.jobEnd(started.body.id)
  t.match(job.result, { sent: 3, withoutPhone: 0, outOfReach: 0 })
  const expected: string[] = body.data.map((member: Body) => `${member.name}同志：请于本周五前交纳党费。`)
  for (;;) {
    const inbox = await platform.anyone().get('/core/developer-inbox')
    if (expected.every(text => inbox.body.data.some((sms: Body) => sms.text === text))) break
    await new Promise(done => setTimeout(done, 30))
  }
})

t.test('a reminder that comes again after a crash is left once', async t => {
  const member = await platform.signIn('member')
  const ids = [(await member.get('/members/members')).body.data[0].id]
  const demo = tenantId((await admin.get('/session')).body.tenant.id)
  const content = '请参加主题党日。'
  const job = {
    id: uuid(),
    caller: platformCaller(demo),
    input: { entity: 'members/member', ids, content },
    progress: async () => {},
    completed: async () => {},
  }
  const run = remindJob(platform.app.platform)
  await run(job)
  await run(job)
  const left = (await member.get('/core/messages')).body.data.filter((message: Body) => message.body === content)
  t.match(left, [{ title: '提醒', readAt: null }])
  t.equal(left.length, 1)
  await run({ ...job, id: uuid() })
  t.equal((await member.get('/core/messages?count=exact')).body.page.total, 2, 'another reminder is another message')
})

t.test('nobody outside the sender’s own organizations is reached', async t => {
  const orgadmin = await platform.signIn('orgadmin')
  const own = await orgadmin.get('/members/members?page[size]=1')
  const all = await admin.get('/members/members?page[size]=200')
  const visible = new Set((await orgadmin.get('/members/members?page[size]=200')).body.data.map((one: Body) => one.id))
  const foreign = all.body.data.find((one: Body) => !visible.has(one.id))
  const started = await orgadmin.post('/members/members/remind', { ids: [own.body.data[0].id, foreign.id], content: '开会通知' })
  const job = await orgadmin.jobEnd(started.body.id)
  t.match(job.result, { sent: 1, outOfReach: 1 })
})

t.test('who may not remind is refused', async t => {
  const member = await platform.signIn('member')
  const own = await member.get('/members/members')
  t.equal((await member.post('/members/members/remind', { ids: [own.body.data[0].id], content: '你好' })).status, 403)
})

t.test('the endpoints can be read as a page, and its scripts come from here alone', async t => {
  const page = await fetch(`${platform.url}/api/docs`)
  t.equal(page.status, 200)
  t.notMatch(page.headers.get('content-security-policy'), /unsafe-eval|script-src[^;]*unsafe-inline/)
  for (const path of ['/api/docs/start.js', '/api/docs/parts/swagger-ui-bundle.js', '/api/docs/parts/swagger-ui.css'])
    t.equal((await fetch(platform.url + path)).status, 200, path)
})
