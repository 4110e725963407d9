import { join } from 'node:path'
import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { rawRequest } from '../support/raw-request.ts'

const platform = await startPlatform(t, {
  plugins: [join(import.meta.dirname, 'plugins')],
  limits: { perVisitingAddress: 20, arrivalMs: 1_000, headMs: 1_000 },
  sitesUrl: 'https://sites.example.cn',
  adminUrl: 'https://desk.example.cn:8443',
})
const { sitesUrl } = platform
const from = (address: string) => ({ 'x-forwarded-for': address, accept: 'text/html' })
const at = (path: string, options?: RequestInit) => fetch(`${sitesUrl}${path}`, options)

t.test('one address asks so often a minute, and is told when to come back by a page; others are served', async t => {
  const paths = ['/demo/town/front', '/demo/-/files/0', '/nobody/town/', '/demo/town/sold-out']
  const replies = await Promise.all(Array.from({ length: 30 }, (_, one) => at(paths[one % 4]!, { headers: from('203.0.113.5') })))
  t.equal(replies.filter(({ status }) => status === 429).length, 10)
  const refused = replies.find(({ status }) => status === 429)!
  t.match(await refused.text(), '访问太频繁')
  const wait = Number(refused.headers.get('retry-after'))
  t.ok(wait > 0 && wait <= 60)
  t.equal((await at('/demo/town/front', { headers: from('203.0.113.6') })).status, 200)
  const css = /href="(\/-\/assets\/[^"]+)"/.exec(await (await at('/demo/town/front', { headers: from('203.0.113.6') })).text())![1]!
  t.equal((await at(css, { headers: from('203.0.113.5') })).status, 200, 'styles and scripts are not counted')
})

t.test('a deed is held to the stricter limit that its plugin sets', async t => {
  const ring = () => at('/demo/town/ring', { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.7', accept: 'application/json' } })
  const replies = await Promise.all(Array.from({ length: 5 }, ring))
  t.equal(replies.filter(({ status }) => status === 429).length, 2)
  t.equal((await replies.find(({ status }) => status === 429)!.json()).code, 'request.too-often')
})

t.test('who sends his request drop by drop, without an end or as no HTTP is cut off', async t => {
  t.match(await rawRequest(sitesUrl, ['GET /demo/town/ HTTP/1.1\r\nHost: x\r\n', 'X-Slow: ']), /^HTTP\/1\.1 408 /)
  const begun = 'POST /demo/town/sign HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"na'
  t.match(await rawRequest(sitesUrl, [begun]), /^HTTP\/1\.1 408 /)
  t.match(await rawRequest(sitesUrl, [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`]), /^HTTP\/1\.1 431 /)
  t.match(await rawRequest(sitesUrl, ['NONSENSE\r\n\r\n']), /^HTTP\/1\.1 400 /)
  t.equal((await at('/-/ready')).status, 200)
})

t.test('behind a proxy both origins are called as the settings say, whatever host a request names', async t => {
  const admin = await platform.signIn('admin')
  const { body } = await admin.post('/core/visits', { to: '/demo/town/', browser: 'b'.repeat(43) })
  t.match(body.url, /^https:\/\/sites\.example\.cn\/-\/enter\?ticket=/)
  const { origin } = await (await at('/demo/town/papers/1', { headers: { 'x-forwarded-for': '203.0.113.9' } })).json()
  t.equal(origin, 'https://sites.example.cn')
  for (const host of ['evil.example/"><script>', 'a b', '', '[::1', 'x'.repeat(300)]) {
    const said = await rawRequest(sitesUrl, [`GET /-/login?to=/demo/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`])
    t.notMatch(said, 'evil.example')
    if (said.includes('303')) t.match(said, /location: https:\/\/desk\.example\.cn:8443\/admin\/visit\?to=%2Fdemo%2F&browser=[\w-]{43}\r/i)
  }
})

t.test('a server that is stopped ends what it has begun, and takes no more', async t => {
  const arrived = new Promise(done => platform.app.sites.server.once('request', done))
  const begun = at('/demo/town/slow', { headers: from('203.0.113.8') })
  await arrived
  const closing = platform.app.close()
  t.equal((await begun).status, 200)
  await closing
  await t.rejects(at('/demo/town/front'))
})
