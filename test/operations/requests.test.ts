import t, { type Test } from 'tap'
import { asOwner } from '../core/owner.ts'
import { type Body, Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { rawRequest } from '../support/raw-request.ts'

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const json = { 'content-type': 'application/json' }

t.test('every reply names its request, and so does what was done by it', async t => {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  for (const path of ['/session', '/nowhere', '/members/members/x', '/members/members?x=1'])
    t.ok((await admin.get(path)).headers.get('x-request-id'), path)
  t.ok((await fetch(`${platform.url}/%zz`)).headers.get('x-request-id'))

  const id = 'f00dfeed-0123456789.abc'
  const headers = { 'x-request-id': id }
  const made = await admin.post(
    '/honors/organization-honors',
    { organizationId: roots.data[0].id, kind: 'honor', title: '先进基层党组织', awardedOn: '2021-07-01' },
    { headers },
  )
  t.equal(made.headers.get('x-request-id'), id, 'one given by a trusted proxy is kept')
  const { body: log } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${made.body.id}`)
  t.equal(log.data[0].requestId, id)
  for (const wrong of ['short', 'x'.repeat(65), 'two words here', '张三张三张三张三'.replace(/./gu, '%')])
    t.not((await admin.get('/session', { headers: { 'x-request-id': wrong } })).headers.get('x-request-id'), wrong)
})

t.test('a job and what it writes belong to the request that asked for it', async t => {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,红旗党组织,2021-07-01\n`)
  const started = await admin.upload('/honors/organization-honors/import', { name: 'a.csv', content })
  const id = started.headers.get('x-request-id')
  t.equal(started.body.requestId, id)
  await admin.jobEnd(started.body.id)
  const { body: log } = await admin.get('/core/audit-entries?filter[action][in]=import,create&page[size]=2')
  t.same(
    log.data.map((entry: Body) => entry.requestId),
    [id, id],
  )
})

t.test('only a trusted proxy says who asks, by which id, and over what', async t => {
  for (const [trustedProxies, ip, kept] of [
    [['loopback'], '203.0.113.9', true],
    [['127.0.0.0/8', '10.0.0.0/8'], '203.0.113.9', true],
    [['10.0.0.0/8'], '127.0.0.1', false],
    [[], '127.0.0.1', false],
  ] as const) {
    const platform = await startPlatform(t, { trustedProxies: [...trustedProxies] })
    const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9', 'x-forwarded-proto': 'https', 'x-request-id': 'given-by-proxy' }
    const body = { tenant: 'demo', username: 'admin', password: 'Dangjian#2026' }
    const reply = await platform.anyone().post('/session', body, { headers })
    const admin = new Client(platform.url, reply.body.token)
    t.equal((await admin.get('/core/sessions')).body.data[0].ip, ip, trustedProxies.join())
    t.equal(reply.headers.get('set-cookie')?.includes('Secure'), kept)
    t.equal(reply.headers.get('x-request-id') === 'given-by-proxy', kept)
  }
})

t.test('one person or one address asks so often a minute and is told when to come back; others are served', async t => {
  const platform = await startPlatform(t, { limits: { perUser: 20, perAddress: 10 } })
  const [admin, member] = [await platform.signIn('admin'), await platform.signIn('member')]
  const replies = await Promise.all(Array.from({ length: 25 }, () => admin.get('/session')))
  t.equal(replies.filter(reply => reply.status === 200).length, 20)
  const refused = replies.find(reply => reply.status === 429)!
  t.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  t.equal(refused.body.code, 'request.too-often')
  const wait = Number(refused.headers.get('retry-after'))
  t.ok(wait > 0 && wait <= 60)
  t.equal((await member.get('/session')).status, 200, 'another person is served')
  const again = await Promise.all(Array.from({ length: 3 }, () => platform.anyone().post('/session', {})))
  t.ok(
    again.every(reply => reply.status === 422),
    'and so is who signs in',
  )
  const forged = await Promise.all(Array.from({ length: 15 }, () => new Client(platform.url, `${admin.token}x`).get('/session')))
  t.ok(
    forged.some(reply => reply.status === 429),
    'tokens that open nothing count for the address',
  )
  const elsewhere = await platform.anyone().get('/session', { headers: { 'x-forwarded-for': '203.0.113.9' } })
  t.equal(elsewhere.status, 401, 'another address is served')
})

t.test('signing in is held to stricter limits, with the same answer', async t => {
  const platform = await startPlatform(t)
  const codes = await Promise.all(Array.from({ length: 70 }, () => platform.anyone().post('/session/codes', { phone: '123' })))
  const refused = codes.find(reply => reply.status === 429)!
  t.equal(codes.filter(reply => reply.status === 429).length, 10)
  t.equal(refused.body.code, 'request.too-often')
  t.ok(Number(refused.headers.get('retry-after')) > 0)
})

t.test('bodies, uploads, depth, address and conditions have an end, each told as a problem', async t => {
  const platform = await startPlatform(t, { limits: { bodyBytes: 100_000, uploadBytes: 50_000 } })
  const admin = await platform.signIn('admin')
  const post = (body: string) => fetch(`${platform.url}/api/v1/session`, { method: 'POST', headers: json, body })
  const told = async (reply: Response) => [reply.status, ((await reply.json()) as Body).code]
  t.same(await told(await post(JSON.stringify({ username: 'x'.repeat(100_000) }))), [413, 'request.too-large'])
  t.same(await told(await post(deep(33))), [400, 'request.too-deep'])
  t.same(await told(await post(deep(9_000))), [400, 'request.too-deep'])
  t.not((await post(deep(32))).status, 400)
  const large = { name: '大.txt', content: Buffer.alloc(60_000, '字') }
  t.equal((await admin.upload('/core/files', large)).status, 413)
  t.equal((await admin.upload('/honors/organization-honors/import', { ...large, name: 'a.csv' })).status, 413)
  t.equal((await admin.get(`/members/members?page[size]=201`)).status, 400)
  const conditions = Array.from({ length: 201 }, (_, at) => `filter[or][${at}][name][eq]=a`).join('&')
  t.equal((await admin.get(`/members/members?${conditions}`)).status, 400)
  t.equal((await admin.get(`/members/members?filter[name][in]=${'a,'.repeat(501)}`)).status, 400)
  const head = await rawRequest(platform.url, [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`])
  t.match(head, /^HTTP\/1\.1 431 /)
  t.match(head, '"code":"request.head-too-large"')
  const headAlone = await rawRequest(platform.url, [`HEAD /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`])
  t.match(headAlone, /^HTTP\/1\.1 431 [\s\S]*\r\n\r\n$/, 'who asks for the head alone is sent no body')
  t.match(await rawRequest(platform.url, ['NONSENSE\r\n\r\n']), /^HTTP\/1\.1 400 [\s\S]*"code":"request.malformed"/)
})

t.test('who sends his request drop by drop is cut off', async (t: Test) => {
  const platform = await startPlatform(t, { limits: { arrivalMs: 1_000, headMs: 1_000 } })
  t.match(
    await rawRequest(platform.url, ['GET /healthz HTTP/1.1\r\nHost: x\r\n', 'X-Slow: ']),
    /^HTTP\/1\.1 408 [\s\S]*"code":"request.timeout"/,
  )
  const body = 'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"us'
  t.match(await rawRequest(platform.url, [body]), /^HTTP\/1\.1 408 /)
  t.equal((await fetch(`${platform.url}/healthz`)).status, 200)
})

t.test('a statement that takes too long is stopped, told as such, and changes nothing', async t => {
  const platform = await startPlatform(t, { limits: { statementMs: 300, jobStatementMs: 20_000 } })
  const admin = await platform.signIn('admin')
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  await asOwner(
    platform,
    `create function core.dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
     create trigger dawdle before insert on honors.organization_honor for each row execute function core.dawdle();`,
  )
  const honor = { organizationId: roots.data[0].id, kind: 'honor', title: '慢', awardedOn: '2021-07-01' }
  const reply = await admin.post('/honors/organization-honors', honor)
  t.equal(reply.status, 503)
  t.equal(reply.body.code, 'request.too-slow')
  t.match(reply.body.detail, /\p{Script=Han}/u)
  const { body: none } = await admin.get(`/honors/organization-honors?filter[title][eq]=${encodeURIComponent('慢')}`)
  t.strictSame(none.data, [])
  const content = Buffer.from(`党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,慢,2021-07-01\n`)
  t.match(
    await admin.import('/honors/organization-honors', { name: 'a.csv', content }),
    { state: 'done', result: { created: 1 } },
    'a job has longer',
  )
})
