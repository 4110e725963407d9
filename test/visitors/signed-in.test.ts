import { join } from 'node:path'
import t from 'tap'
import { asOwner } from '../core/owner.ts'
import { secondServerWithSites } from '../core/second-server.ts'
import { openBrowser, visit } from '../support/browser.ts'
import type { Client } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'
import { cookieSet, enterBy, goingOver } from './going-over.ts'

const plugins = [join(import.meta.dirname, 'plugins')]
const platform = await startPlatform(t, { plugins })
const { url, sitesUrl } = platform
const other = await secondServerWithSites(t, platform, plugins)
const neighbour = await newTenant(platform, '中共临水县委员会')
const page = '/demo/town/papers/1'

const cross = (client: Client, to = page) => goingOver(client, sitesUrl, to)

/** Who a site says is visiting, with that cookie. */
async function visitorBy(cookie: string, { sites = sitesUrl, path = page } = {}) {
  const reply = await fetch(`${sites}${path}`, { headers: { cookie } })
  return (await reply.json()).visitor
}

async function signedIn(username = 'secretary'): Promise<{ client: Client; cookie: string }> {
  const client = await platform.signIn(username)
  return { client, cookie: cookieSet(await enterBy(await cross(client))) }
}

t.test('who is signed in at the desktop is known at the site, once he has gone over', async t => {
  const client = await platform.signIn('secretary')
  const crossing = await cross(client)
  t.ok(crossing.link.startsWith(`${sitesUrl}/-/enter?ticket=`))
  const entered = await enterBy(crossing)
  t.strictSame([entered.status, entered.headers.get('location')], [303, page])
  t.match(entered.headers.get('set-cookie'), /^visitor=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/)
  t.match(entered.headers.get('cache-control'), 'no-store')
  const { body: session } = await client.get('/session')
  const visitor = await visitorBy(cookieSet(entered))
  t.strictSame(Object.keys(visitor).sort(), ['name', 'organizationId', 'userId'])
  t.match(visitor, { userId: session.user.id, name: session.user.name })
  const done = await fetch(`${sitesUrl}/demo/town/sign`, {
    method: 'POST',
    body: '{"word":"好"}',
    headers: { cookie: cookieSet(entered), origin: sitesUrl, 'content-type': 'application/json' },
  })
  t.match(await done.json(), { body: { word: '好' }, visitor: { userId: session.user.id } })
  const over = await enterBy(await cross(client), { 'x-forwarded-proto': 'https' })
  t.match(over.headers.get('set-cookie'), 'Secure')
})

t.test('a ticket opens once, however many come with it at the same time, and on whichever server', async t => {
  const client = await platform.signIn('secretary')
  const { link, browser } = await cross(client)
  const tickets = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? link : link.replace(sitesUrl, other.sitesUrl)))
  const replies = await Promise.all(tickets.map(one => enterBy({ link: one, browser })))
  t.equal(replies.filter(reply => reply.status === 303).length, 1)
  t.equal(replies.filter(reply => reply.status === 401 && !reply.headers.get('set-cookie')).length, 49)
  t.match(await replies.find(reply => reply.status === 401)!.text(), '请先登录')
})

t.test('a ticket opens nothing in a browser that has not asked for it: nobody is signed in as another by a link', async t => {
  const [mine, theirs] = [await cross(await platform.signIn('secretary')), await cross(await platform.signIn('member'))]
  for (const browser of ['', theirs.browser, 'visiting=', `visiting=${'x'.repeat(43)}`]) {
    const refused = await enterBy({ link: mine.link, browser })
    t.strictSame([refused.status, refused.headers.get('set-cookie')], [401, null], browser)
    t.match(await refused.text(), '不是给这个浏览器的')
  }
  t.equal((await enterBy(mine)).status, 303, 'and is left to whom it is for')
  // Asked for again in another window, it is the same browser.
  const asked = await fetch(`${sitesUrl}/-/login?to=${page}`, { redirect: 'manual', headers: { cookie: theirs.browser } })
  t.equal(cookieSet(asked), theirs.browser)
  t.match(asked.headers.get('set-cookie'), /; Path=\/-\/; HttpOnly; SameSite=Lax; Max-Age=1800$/)
  // Who comes from the desktop alone is sent to ask at the site.
  const { body } = await (await platform.signIn('member')).post('/core/visits', { to: page })
  t.equal(body.url, `${sitesUrl}/-/login?to=${encodeURIComponent(page)}`)
})

t.test('who only looks what is behind the link leaves the ticket as it is', async t => {
  const crossing = await cross(await platform.signIn('secretary'))
  const looks: RequestInit[] = [{ method: 'HEAD' }, { headers: { 'sec-purpose': 'prefetch' } }, { headers: { purpose: 'prefetch' } }]
  for (const looking of looks) t.equal((await fetch(crossing.link, { redirect: 'manual', ...looking })).status, 204)
  t.equal((await enterBy(crossing)).status, 303)
})

t.test('a ticket is good for a minute, and for nothing once the session that it came from has ended', async t => {
  const client = await platform.signIn('secretary')
  const late = await cross(client)
  const [row] = await asOwner(
    platform,
    `select extract(epoch from max(expires_at) - now()) as seconds from core.visit where ticket_hash is not null`,
  )
  t.ok(Number(row!['seconds']) > 50 && Number(row!['seconds']) <= 60)
  await asOwner(platform, `update core.visit set expires_at = now() - interval '1 second' where ticket_hash is not null`)
  t.equal((await enterBy(late)).status, 401)
  const ended = await cross(client)
  await client.delete('/session')
  t.equal((await enterBy(ended)).status, 401)
  for (const wrong of ['', '?ticket=', '?ticket=x', '?ticket=a&ticket=b', `?ticket=${'x'.repeat(5_000)}`, `?ticket=${client.token}`])
    t.equal((await enterBy({ ...ended, link: `${sitesUrl}/-/enter${wrong}` })).status, 401, wrong.slice(0, 30))
})

t.test('the database holds hashes alone', async t => {
  const client = await platform.signIn('secretary')
  const crossing = await cross(client)
  const ticket = new URL(crossing.link).searchParams.get('ticket')!
  const token = cookieSet(await enterBy(crossing)).split('=')[1]!
  const rows = JSON.stringify(await asOwner(platform, 'select * from core.visit'))
  for (const secret of [ticket, token, crossing.browser.split('=')[1]!]) t.notMatch(rows, secret)
})

t.test('a ticket leads to a page of one’s own unit, and to no other host', async t => {
  const client = await platform.signIn('secretary')
  for (const to of [
    'https://evil.example/demo/',
    '//evil.example/demo',
    '/\\evil.example',
    '/-/leave',
    'demo/town/',
    '/%zz/..//evil.example/',
    '',
  ])
    t.equal((await client.post('/core/visits', { to })).status, 422, to)
  const elsewhere = await client.post('/core/visits', { to: `/${neighbour.code}/town/` })
  t.strictSame([elsewhere.status, elsewhere.body.code], [409, 'visit.other-tenant'])
  t.equal((await platform.anyone().post('/core/visits', { to: page })).status, 401)
})

t.test('who looks at the desk as another does not go over as him', async t => {
  const admin = await platform.signIn('admin')
  const { body: users } = await admin.get('/core/users?filter[username][eq]=secretary')
  t.equal((await admin.post('/session/view', { userId: users.data[0].id })).status, 200)
  t.equal((await admin.post('/core/visits', { to: page })).status, 403)
})

t.test('at the sites of another unit he is nobody', async t => {
  const { cookie } = await signedIn()
  t.ok(await visitorBy(cookie))
  t.equal(await visitorBy(cookie, { path: `/${neighbour.code}/town/papers/1` }), null)
})

t.test('what makes him known there opens nothing of the desktop', async t => {
  const { client, cookie } = await signedIn()
  const token = cookie.split('=')[1]!
  const ways: Record<string, string>[] = [{ cookie }, { cookie: `session=${token}` }, { authorization: `Bearer ${token}` }]
  for (const headers of ways) t.equal((await fetch(`${url}/api/v1/session`, { headers })).status, 401)
  t.equal(await visitorBy(`visitor=${client.token}`), null, 'nor does the session of the desktop make anybody known at the sites')
})

t.test('he is known as long as the session lasts from which he came, on every server', async t => {
  const { client, cookie } = await signedIn()
  const sites = other.sitesUrl
  t.ok(await visitorBy(cookie))
  t.ok(await visitorBy(cookie, { sites }))
  await client.delete('/session')
  t.equal(await visitorBy(cookie), null)
  await until(async () => (await visitorBy(cookie, { sites })) === null)

  const second = await signedIn()
  const admin = await platform.signIn('admin')
  const { body: users } = await admin.get('/core/users?filter[username][eq]=secretary')
  t.ok(await visitorBy(second.cookie))
  t.equal((await admin.post(`/core/users/${users.data[0].id}/transitions/lock`, {})).status, 200)
  t.equal(await visitorBy(second.cookie), null, 'a locked account visits as nobody')
  await admin.post(`/core/users/${users.data[0].id}/transitions/unlock`, {})
})

t.test('he leaves by himself, from a page of the sites alone, and stays signed in at the desktop', async t => {
  const { client, cookie } = await signedIn()
  const leave = (headers: Record<string, string>, to = '/demo/town/') =>
    fetch(`${sitesUrl}/-/leave?to=${encodeURIComponent(to)}`, { method: 'POST', redirect: 'manual', headers: { cookie, ...headers } })
  t.equal((await leave({ origin: url })).status, 403)
  t.ok(await visitorBy(cookie))
  const left = await leave({ origin: sitesUrl })
  t.strictSame([left.status, left.headers.get('location')], [303, '/demo/town/'])
  t.match(left.headers.get('set-cookie'), /^visitor=; .*Max-Age=0/)
  t.equal(await visitorBy(cookie), null)
  t.equal((await client.get('/session')).status, 200)
  t.equal((await leave({ origin: sitesUrl }, 'https://evil.example')).headers.get('location'), null)
})

t.test('signing in leads over the desktop’s login and back to the page', async t => {
  for (const to of ['https://evil.example/', '//evil.example', '', '/-/enter'])
    t.equal((await fetch(`${sitesUrl}/-/login?to=${encodeURIComponent(to)}`, { redirect: 'manual' })).status, 400, to)
  const browser = await openBrowser(t)
  const { page: window, complaints, expectRefusal } = await visit(browser, sitesUrl)
  expectRefusal('/api/v1/core/visits')
  await window.goto(`/-/login?to=${encodeURIComponent(`${page}?q=党`)}`)
  await window.getByLabel('用户名').fill('secretary')
  await window.getByLabel('密码').fill('Dangjian#2026')
  await window.getByRole('button', { name: '登录', exact: true }).click()
  await window.waitForURL(`${sitesUrl}${page}?q=**`)
  t.match(JSON.parse((await window.locator('body').textContent())!), { query: { q: '党' }, visitor: { name: /./ } })
  const cookies = await window.context().cookies()
  t.strictSame(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]).sort(), [
    ['session', true, 'Lax'],
    ['visiting', true, 'Lax'],
    ['visitor', true, 'Lax'],
  ])
  // Signed in already, he passes without being asked.
  await window.goto(`/-/login?to=${encodeURIComponent('/demo/town/papers/2')}`)
  await window.waitForURL('**/demo/town/papers/2')
  await window.goto(`/-/login?to=${encodeURIComponent(`/${neighbour.code}/town/`)}`)
  await window.getByText('不能以现在的账号登录这个网站').waitFor()
  t.strictSame(complaints, [])
})
