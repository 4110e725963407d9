import t, { type Test } from 'tap'
import { v7 as uuid } from 'uuid'
import { tenantId } from '../../core/database/database.ts'
import { tell } from '../../core/messages/tell.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { secondServer } from '../core/second-server.ts'
import { type Body, Client } from '../support/client.ts'
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

type Stream = { status: number; code?: string; next(): Promise<Body>; close(): void }

/** A page that listens to its messages. `next` is what it is told next; undefined once the stream has ended. */
async function listen(t: Test, who: Client, url = platform.url): Promise<Stream> {
  const leaving = new AbortController()
  t.teardown(() => leaving.abort())
  const headers = { authorization: `Bearer ${who.token}` }
  const response = await fetch(`${url}/api/v1/core/messages/events`, { headers, signal: leaving.signal })
  if (response.status !== 200)
    return { status: response.status, code: (await response.json()).code, next: async () => undefined, close() {} }
  const told = events(response.body!)
  return {
    status: 200,
    next: async () => (await told.next()).value,
    close: () => leaving.abort(),
  }
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<Body, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of body) {
    text += decoder.decode(part, { stream: true })
    const whole = text.split('\n\n')
    text = whole.pop()!
    for (const one of whole) if (one.startsWith('data: ')) yield JSON.parse(one.slice(6))
  }
  return undefined
}

t.test('a message shows at once, on every server and in every tab, and so does that it was read', async t => {
  const here = await listen(t, admin)
  const there = await listen(t, new Client(otherUrl, admin.token), otherUrl)
  t.same(
    [await here.next(), await there.next()],
    [
      { unread: 0, newest: null },
      { unread: 0, newest: null },
    ],
  )
  await remind(admin, '明天开会')
  for (const tab of [here, there]) t.match(await tab.next(), { unread: 1, newest: { title: '提醒' } })
  const { id } = (await admin.get('/core/messages?filter[readAt][null]=true')).body.data[0]
  await admin.patch(`/core/messages/${id}`, { readAt: new Date().toISOString() })
  for (const tab of [here, there]) t.same(await tab.next(), { unread: 0, newest: null })
  await remind(admin, '会议改期')
  for (const tab of [here, there]) t.match(await tab.next(), { unread: 1 })
  await admin.post('/core/messages/read-all')
  for (const tab of [here, there]) t.match(await tab.next(), { unread: 0 })
})

t.test('nobody hears of another’s messages', async t => {
  const mine = await listen(t, secretary)
  const before = await mine.next()
  await remind(admin, '只给管理员')
  await remind(secretary, '只给书记')
  t.equal((await mine.next()).unread, before.unread + 1)
  t.equal((await fetch(`${platform.url}/api/v1/core/messages/events`)).status, 401)
})

t.test('the stream ends with its session', async t => {
  const leaving = await platform.signIn('member')
  const mine = await listen(t, leaving)
  t.ok(await mine.next())
  t.equal((await leaving.delete('/session')).status, 204)
  t.equal(await mine.next(), undefined)
})

t.test('so many tabs listen and no more; who closes one may open another', async t => {
  const tabs = [await listen(t, secretary), await listen(t, secretary), await listen(t, secretary), await listen(t, secretary)]
  for (const tab of tabs) t.ok(await tab.next())
  t.match(await listen(t, secretary), { status: 429, code: 'messages.too-many-streams' })
  t.equal((await listen(t, admin)).status, 200, 'another person may')
  tabs[0]!.close()
  for (;;) {
    const again = await listen(t, secretary)
    if (again.status === 200) break
    await new Promise(done => setTimeout(done, 30))
  }
})

t.test('a server that stops lets go of who listens', async t => {
  const mine = await listen(t, admin)
  t.ok(await mine.next())
  await platform.app.close()
  t.equal(await mine.next(), undefined)
})
