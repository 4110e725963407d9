import { join } from 'node:path'
import t from 'tap'
import { openBrowser, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t, { plugins: [join(import.meta.dirname, 'plugins')] })
const admin = await platform.signIn('admin')
const { url, sitesUrl } = platform
const at = (path: string, options?: RequestInit) => fetch(`${sitesUrl}${path}`, { redirect: 'manual', ...options })
const html = { accept: 'text/html,application/xhtml+xml' }

t.test('a plugin serves pages below the code of its tenant', async t => {
  const home = await at('/demo/town/front')
  t.equal(home.status, 200)
  t.match(await home.text(), '今日报纸')
  const told = await (await at('/demo/town/papers/7?page=2&page=3&q=%E5%85%9A', { headers: { 'user-agent': 'a reader' } })).json()
  t.match(told, {
    tenantCode: 'demo',
    site: 'town',
    base: '/demo/town/',
    path: '/demo/town/papers/7',
    parameters: { number: '7' },
    query: { page: '2', q: '党' },
    userAgent: 'a reader',
    origin: sitesUrl,
    visitor: null,
  })
  t.equal(await (await at('/demo/town/plain')).text(), '一页')
  const without = await at('/demo/town')
  t.strictSame([without.status, without.headers.get('location')], [301, '/demo/town/'])
})

t.test('nothing of the desktop or of its API is there, and no page of a site is at the desktop', async t => {
  for (const path of ['/api/v1/session', '/api/v1/openapi.json', '/api/docs', '/admin/', '/healthz', '/readyz', '/metrics', '/t/demo', '/'])
    t.equal((await at(path, { headers: { authorization: `Bearer ${admin.token}` } })).status, 404, path)
  t.equal((await fetch(`${url}/demo/town/front`)).status, 404)
  t.equal((await fetch(`${url}/-/assets/kiosk.css`)).status, 404)
})

t.test('the session of the desktop is neither read nor set there', async t => {
  const reply = await at('/demo/town/papers/1', { headers: { cookie: `session=${admin.token}`, authorization: `Bearer ${admin.token}` } })
  const told = await reply.json()
  t.equal(told.visitor, null)
  t.notOk(JSON.stringify(told).includes(admin.token!), 'nor does a plugin get to know of it')
  t.equal(reply.headers.get('set-cookie'), null)
})

t.test('every reply says what browsers may do with it', async t => {
  for (const path of [
    '/demo/town/front',
    '/demo/town/plain',
    '/demo/town/nowhere',
    '/nowhere',
    '/%zz',
    '/robots.txt',
    '/demo/town/broken',
  ]) {
    const { headers } = await at(path)
    const policy = headers.get('content-security-policy') ?? ''
    t.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'( 'sha256-[^']+')?; /, path)
    t.match(policy, "base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'")
    t.notMatch(policy, /unsafe|http|\*/)
    t.equal(headers.get('x-content-type-options'), 'nosniff')
    t.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
    t.ok(headers.get('referrer-policy'))
    t.ok(headers.get('x-request-id'))
    t.equal(headers.get('access-control-allow-origin'), null)
  }
})

t.test('a prepared page comes compressed as the client takes it, once, and then not at all until it changes', async t => {
  const plain = await at('/demo/town/front', { headers: { 'accept-encoding': 'identity' } })
  const body = await plain.text()
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['gzip', 'gzip'],
    ['deflate', null],
  ] as const) {
    const reply = await at('/demo/town/front', { headers: { 'accept-encoding': accepted } })
    t.equal(reply.headers.get('content-encoding'), encoding, accepted)
    t.equal(await reply.text(), body)
    t.equal(reply.headers.get('vary'), 'accept-encoding')
  }
  const etag = plain.headers.get('etag')!
  for (const known of [etag, `"other", ${etag}`, etag.slice(2), '*']) {
    const again = await at('/demo/town/front', { headers: { 'if-none-match': known } })
    t.equal(again.status, 304, known)
    t.equal(again.headers.get('etag'), etag)
    t.equal(await again.text(), '')
  }
  t.equal((await at('/demo/town/front', { headers: { 'if-none-match': '"other"' } })).status, 200)
  const head = await at('/demo/town/front', { method: 'HEAD' })
  t.equal(head.status, 200)
  t.equal(await head.text(), '')
  const said = async (headers: Record<string, string>) => {
    const reply = await at('/demo/town/front', { headers })
    const { 'x-request-id': id, date, ...same } = Object.fromEntries(reply.headers)
    t.ok(id && date)
    return { ...same, status: reply.status, text: await reply.text() }
  }
  for (const accepted of ['br', 'gzip', 'identity']) {
    const ready = await said({ 'accept-encoding': accepted })
    t.strictSame(
      ready,
      await said({ 'accept-encoding': accepted, 'if-none-match': '"other"' }),
      'the same from what is ready and put together',
    )
  }
  const css = /href="([^"]+)"/.exec(body)![1]!
  t.match(css, /^\/-\/assets\/kiosk-[\w-]{10}\.css$/)
  const asset = await at(css)
  t.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  t.equal(asset.headers.get('content-type'), 'text/css; charset=utf-8')
  t.equal((await at('/-/assets/kiosk-0000000000.css')).status, 404)
})

t.test('what cannot be shown is told by a page in Chinese, and to scripts as a problem', async t => {
  for (const [path, status, says] of [
    ['/demo/town/nowhere', 404, '页面不存在'],
    ['/nobody/town/', 404, '页面不存在'],
    ['/DEMO/town/', 404, '页面不存在'],
    ["/demo'--/town/", 404, '页面不存在'],
    ['//evil.example/', 404, '页面不存在'],
    ['//evil.example', 404, '页面不存在'],
    ['/demo/town/closed', 410, '网站已关闭'],
    ['/demo/town/sold-out', 409, '今天的报纸已经发完了'],
    ['/demo/town/broken', 500, '页面出错了'],
    ['/%zz', 400, '请求有误'],
  ] as const) {
    const reply = await at(path, { headers: html })
    t.equal(reply.status, status, path)
    const page = await reply.text()
    t.match(page, says)
    t.notMatch(page, /<script|secret/)
    t.equal(reply.headers.get('x-robots-tag'), 'noindex')
    t.equal(reply.headers.get('cache-control'), 'no-store')
  }
  const json = await at('/demo/town/closed', { headers: { accept: 'application/json' } })
  t.strictSame([json.status, (await json.json()).code], [410, 'site.off'])
  t.equal((await (await at('/demo/town/sold-out', { headers: { accept: 'application/json' } })).json()).code, 'kiosk.sold-out')
})

t.test('a deed takes a form or JSON of 64 KB, from a page of this origin alone', async t => {
  const sign = (body: string, headers: Record<string, string>) => at('/demo/town/sign', { method: 'POST', body, headers })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const json = { 'content-type': 'application/json' }
  t.strictSame((await (await sign('name=%E5%BC%A0&name=2&__proto__=x', form)).json()).body, JSON.parse('{"name":"张","__proto__":"x"}'))
  t.strictSame((await (await sign('{"name":"张"}', { ...json, origin: sitesUrl })).json()).body, { name: '张' })
  for (const [body, headers, status] of [
    [`name=${'x'.repeat(66_000)}`, form, 413],
    ['[1]', json, 400],
    ['"text"', json, 400],
    ['{"name":', json, 400],
    [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, json, 400],
    ['{"__proto__":{"admin":true}}', json, 400],
    ['name', { 'content-type': 'text/plain' }, 415],
    ['name', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['name=x', { ...form, origin: url }, 403],
    ['name=x', { ...form, origin: 'null' }, 403],
    ['name=x', { ...form, origin: 'https://evil.example' }, 403],
  ] as const)
    t.equal((await sign(body, headers)).status, status, `${body.slice(0, 20)} ${JSON.stringify(headers)}`)
  t.equal((await at('/demo/town/sign', { method: 'DELETE' })).status, 404)
  t.equal((await at('/demo/town/front', { method: 'POST', body: 'name=x', headers: form })).status, 404)
})

t.test('no address, whatever stands in it, is a failure of ours', async t => {
  const odd = [
    '%00',
    '%0d%0aset-cookie:x=1',
    '%ff',
    '%',
    '..',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '%5c%5cevil',
    '__proto__',
    'constructor',
    '%F0%9F%8E%89',
    "'--",
    '*',
  ]
  const long = 'x'.repeat(3_000)
  for (const one of [...odd, long]) {
    const paths = [
      `/${one}/town/`,
      `/demo/${one}/`,
      `/demo/${one}`,
      `/demo/town/${one}`,
      `/demo/town/papers/${one}`,
      `/demo/-/files/${one}`,
    ]
    const queries = [
      `/demo/town/papers/1?${one}=${one}`,
      `/-/login?to=${one}`,
      `/-/enter?ticket=${one}`,
      `/-/assets/${one}`,
      `/demo/-/files/${one}?width=${one}`,
    ]
    for (const path of [...paths, ...queries]) {
      const { status, headers } = await at(path, {
        headers: { cookie: `visitor=${one.slice(0, 100)}`, 'if-none-match': '"', range: 'bytes=9-1' },
      })
      t.ok(status < 500, `${path.slice(0, 60)}: ${status}`)
      t.equal(headers.get('set-cookie'), null)
    }
  }
  t.notOk(Object.hasOwn(Object.prototype, 'x'))
})

t.test('a page goes with its plugin and with its tenant', async t => {
  t.equal((await admin.patch('/core/plugins/kiosk', { on: false })).status, 200)
  t.equal((await at('/demo/town/front')).status, 404)
  await admin.patch('/core/plugins/kiosk', { on: true })
  t.equal((await at('/demo/town/front')).status, 200)
  const operator = await platform.signIn('operator')
  const { body: tenants } = await operator.get('/core/tenants?filter[code][eq]=demo')
  const suspend = (state: string) => operator.patch(`/core/tenants/${tenants.data[0].id}`, { state })
  t.equal((await suspend('suspended')).status, 200)
  const stopped = await at('/demo/town/front', { headers: html })
  t.equal(stopped.status, 410)
  t.match(await stopped.text(), '网站已关闭')
  await suspend('active')
  t.equal((await at('/demo/town/front')).status, 200)
})

t.test('whoever balances hears whether it can serve, and no more', async t => {
  const reply = await at('/-/ready')
  t.strictSame([reply.status, await reply.text()], [200, 'ready'])
})

t.test('robots keep away from what is no page of a site', async t => {
  const robots = await (await at('/robots.txt')).text()
  t.match(robots, 'Disallow: /-/')
  t.equal((await at('/favicon.ico')).headers.get('content-type'), 'image/svg+xml')
})

t.test('in a browser no script and no style runs that stands in a page, and no page of a site makes the desktop’s API act', async t => {
  const browser = await openBrowser(t)
  const { page, complaints } = await visit(browser, sitesUrl)
  await page.goto('/demo/town/front')
  t.equal(await page.locator('h1').evaluate(one => getComputedStyle(one).color), 'rgb(1, 2, 3)', 'the linked style holds')
  t.equal(await page.locator('p').evaluate(one => getComputedStyle(one).color), 'rgb(4, 5, 6)', 'and the one that is named by its hash')
  t.strictSame(complaints, [])

  await page.goto('/demo/town/hostile')
  await page.getByText('点我').click()
  t.equal(await page.title(), '坏页面')
  t.equal(await page.locator('h1').evaluate(one => getComputedStyle(one).backgroundColor), 'rgba(0, 0, 0, 0)')
  t.not(await page.locator('h1').evaluate(one => getComputedStyle(one).color), 'rgb(9, 9, 9)')
  t.ok(complaints.filter(one => one.includes('Content Security Policy')).length >= 4)

  // Cookies do not tell ports apart: the session is sent from here too, had a script its way.
  await page.context().addCookies([{ name: 'session', value: admin.token!, url, httpOnly: true, sameSite: 'Lax' }])
  await page.route('**/demo/town/plain', async route => {
    const reply = await route.fetch()
    await route.fulfill({ response: reply, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>没有限制的页面</title>' })
  })
  await page.goto('/demo/town/plain')
  const asked = await page.evaluate(async api => {
    const headers = { 'content-type': 'text/plain' }
    const sent = await fetch(`${api}/session`, { method: 'DELETE', credentials: 'include' }).catch(() => undefined)
    await fetch(`${api}/session/view`, { method: 'POST', credentials: 'include', mode: 'no-cors', headers, body: '{}' }).catch(
      () => undefined,
    )
    const read = await fetch(`${api}/session`, { credentials: 'include' }).catch(() => undefined)
    return [sent?.status, read?.status]
  }, `${url}/api/v1`)
  t.strictSame(asked, [undefined, undefined], 'nothing is told to it')
  t.equal((await admin.get('/session')).status, 200, 'and the session is still there')
  const forged = await fetch(`${url}/api/v1/session`, { method: 'DELETE', headers: { cookie: `session=${admin.token}`, origin: sitesUrl } })
  t.strictSame([forged.status, (await forged.json()).code], [403, 'request.other-origin'])
})
