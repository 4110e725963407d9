import t from 'tap'
import { v7 as uuid } from 'uuid'
import { tenantId } from '../../core/database/database.ts'
import { tell } from '../../core/messages/tell.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { secondServer } from '../core/second-server.ts'
import { Client } from '../support/client.ts'
import { listen } from '../support/live-stream.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const { engine } = platform.app.platform
const otherUrl = await secondServer(t, platform)
const admin = await platform.signIn('admin')
const secretary = await platform.signIn('secretary')
const demo = tenantId((await admin.get('/session')).body.tenant.id)
const idOf = async (who: Client) => (await who.get('/session')).body.user.id as string

async function remind(who: Client, content: string): Promise<void> {
  const to = [await idOf(who)]
  const message = { id: uuid(), template: 'core/reminder', to, variables: { content }, channels: ['in-app' as const] }
  await engine.database.transaction(demo, transaction => tell({ engine, transaction, caller: platformCaller(demo) }, message))
}

t.test('a message shows at once, on every server and in every tab, and so does that it was read', async t => {
  const tasks = (await admin.get('/core/tasks/count')).body.count
  const here = await listen(t, admin, platform.url)
  const there = await listen(t, new Client(otherUrl, admin.token), otherUrl)
  t.same(
    [await here.next(), await there.next()],
    [
      { unread: 0, newest: null, tasks },
      { unread: 0, newest: null, tasks },
    ],
  )
  await remind(admin, '明天开会')
  for (const tab of [here, there]) t.match(await tab.next(), { unread: 1, newest: { title: '提醒' } })
  const { id } = (await admin.get('/core/messages?filter[readAt][null]=true')).body.data[0]
  await admin.patch(`/core/messages/${id}`, { readAt: new Date().toISOString() })
  for (const tab of [here, there]) t.match(await tab.next(), { unread: 0, newest: null })
  await remind(admin, '会议改期')
  for (const tab of [here, there]) t.match(await tab.next(), { unread: 1 })
  await admin.post('/core/messages/read-all')
  for (const tab of [here, there]) t.match(await tab.next(), { unread: 0 })
})

t.test('nobody hears of another’s messages', async t => {
  const mine = await listen(t, secretary, platform.url)
  const before = await mine.next()
  await remind(admin, '只给管理员')
  await remind(secretary, '只给书记')
  t.equal((await mine.next()).unread, before.unread + 1)
  t.equal((await fetch(`${platform.url}/api/v1/core/messages/events`)).status, 401)
})

t.test('the stream ends with its session', async t => {
  const leaving = await platform.signIn('member')
  const mine = await listen(t, leaving, platform.url)
  t.ok(await mine.next())
  t.equal((await leaving.delete('/session')).status, 204)
  t.equal(await mine.next(), undefined)
})

t.test('so many tabs listen and no more; who closes one may open another', async t => {
  const tabs = [
    await listen(t, secretary, platform.url),
    await listen(t, secretary, platform.url),
    await listen(t, secretary, platform.url),
    await listen(t, secretary, platform.url),
  ]
  for (const tab of tabs) t.ok(await tab.next())
  t.match(await listen(t, secretary, platform.url), { status: 429, code: 'messages.too-many-streams' })
  t.equal((await listen(t, admin, platform.url)).status, 200, 'another person may')
  tabs[0]!.close()
  for (;;) {
    const again = await listen(t, secretary, platform.url)
    if (again.status === 200) break
    await new Promise(done => setTimeout(done, 30))
  }
})

t.test('a server that stops lets go of who listens', async t => {
  const mine = await listen(t, admin, platform.url)
  t.ok(await mine.next())
  await platform.app.close()
  t.equal(await mine.next(), undefined)
})
