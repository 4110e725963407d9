import type { LookupAddress } from 'node:dns'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { FetchFailure } from '../../core/outbound/fetch-failure.ts'
import { fetchOutside, type Wanted } from '../../core/outbound/fetch-outside.ts'
import type { LookUp } from '../../core/outbound/reachable.ts'
import { leadsTo, openSite } from './site.ts'

const permitted = ['127.0.0.0/8']
const wanted: Wanted = { mostBytes: 100_000, timeLimitMs: 5_000 }
const site = await openSite(t)
const fetched = (path: string, more: Partial<Wanted> = {}, ways: { permitted?: string[]; lookUp?: LookUp } = {}) =>
  fetchOutside(path.startsWith('http') ? path : site.address + path, { ...wanted, ...more }, { permitted, ...ways })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'fetched',
    error => (error instanceof FetchFailure ? error.code : error),
  )

t.test('what stands at an address is fetched, packed or not', async t => {
  site.pages['/plain'] = '<p>你好</p>'
  site.pages['/gzip'] = (_, reply) => void reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('<p>你好</p>'))
  site.pages['/br'] = (_, reply) => void reply.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('<p>你好</p>'))
  site.pages['/cut'] = (_, reply) =>
    void reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('<p>你好</p>'.repeat(99)).subarray(0, -9))
  for (const path of ['/plain', '/gzip', '/br']) t.equal((await fetched(path)).body.toString(), '<p>你好</p>', path)
  t.match((await fetched('/cut')).body.toString(), /^<p>你好/, 'of one that ends too early, what came')
  t.match(await fetched('/nothing'), { status: 404, body: Buffer.alloc(0) })
})

t.test('no address inside is fetched, whatever it is called', async t => {
  for (const address of [
    'http://127.0.0.1/',
    `http://127.1:${site.port}/plain`,
    'http://0x7f000001/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.1.1/',
    `http://localhost:${site.port}/plain`,
    'http://localhost./',
    'http://user:password@example.com/',
    'http://example.com:25/',
    'https://example.com:22/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://127.0.0.1/',
    'data:text/html,hello',
    'not an address',
  ])
    t.equal(await refusal(fetched(address, {}, { permitted: [] })), 'address-refused', address)
  t.same(site.asked.filter(path => path === '/plain').length, 1, 'nothing of all this came to the site')
})

t.test('a redirect is judged like any other address, and there are not endlessly many', async t => {
  site.pages['/on'] = leadsTo('/plain')
  t.match(await fetched('/on'), { address: `${site.address}/plain`, status: 200 })
  const inside = await openSite(t, { '/secret': 'secret' })
  // A site that may be reached leads to a machine that may not.
  site.pages['/inside'] = leadsTo(`http://127.9.9.9:${inside.port}/secret`)
  site.pages['/file'] = leadsTo('file:///etc/passwd')
  site.pages['/metadata'] = leadsTo('http://169.254.169.254/latest/meta-data/', 307)
  const onlyThis = { permitted: ['127.0.0.1/32'] }
  for (const path of ['/inside', '/file', '/metadata']) t.equal(await refusal(fetched(path, {}, onlyThis)), 'address-refused', path)
  t.same(inside.asked, [])
  site.pages['/round'] = leadsTo('/round')
  t.equal(await refusal(fetched('/round')), 'too-many-redirects')
})

t.test('a name that leads inside is refused, also when it led elsewhere a moment before', async t => {
  const answers: LookupAddress[][] = []
  const lookUp: LookUp = (_name, _options, answer) => answer(null, answers.shift() ?? [])
  const here = { address: '127.0.0.1', family: 4 }
  const named = `http://news.example.com:${site.port}`
  answers.push([here])
  t.equal((await fetched(`${named}/plain`, {}, { lookUp })).status, 200)

  answers.push([here])
  t.equal(await refusal(fetched(`${named}/plain`, {}, { lookUp, permitted: [] })), 'address-refused')
  answers.push([{ address: '93.184.216.34', family: 4 }, here])
  t.equal(await refusal(fetched(`${named}/plain`, {}, { lookUp, permitted: [] })), 'address-refused', 'one of several is enough')

  // The first visit finds the site; what it leads to has the same name, which by then leads elsewhere inside.
  site.pages['/again'] = leadsTo(`${named}/plain`)
  answers.push([here], [{ address: '10.0.0.7', family: 4 }])
  t.equal(await refusal(fetched(`${named}/again`, {}, { lookUp })), 'address-refused')
  t.same(answers, [], 'each connection asks anew')
})

t.test('no reply is held beyond what is wanted of it', async t => {
  site.pages['/large'] = 'x'.repeat(200_000)
  site.pages['/bomb'] = (_, reply) => void reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)))
  site.pages['/twice'] = (_, reply) =>
    void reply.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(Buffer.alloc(50_000_000))))
  let sent = 0
  site.pages['/endless'] = (_, reply) => {
    const pour = () => {
      while (!reply.destroyed && reply.write(Buffer.alloc(10_000))) sent += 10_000
    }
    reply.on('drain', pour)
    pour()
  }
  site.pages['/slow'] = (_, reply) => {
    reply.writeHead(200).write('<p>')
    const drop = setInterval(() => reply.write(' '), 50)
    reply.on('close', () => clearInterval(drop))
  }
  site.pages['/silent'] = () => {}
  site.pages['/picture'] = (_, reply) => void reply.writeHead(200, { 'content-type': 'image/png' }).end('x')
  t.equal(await refusal(fetched('/large')), 'too-large')
  t.equal(await refusal(fetched('/bomb')), 'too-large')
  t.equal(await refusal(fetched('/twice')), 'broken-reply')
  t.equal(await refusal(fetched('/endless')), 'too-large')
  t.ok(sent < 20_000_000, 'who sends without an end is cut off')
  t.equal(await refusal(fetched('/slow', { timeLimitMs: 300 })), 'no-answer-in-time')
  t.equal(await refusal(fetched('/silent', { timeLimitMs: 300 })), 'no-answer-in-time')
  t.equal(await refusal(fetched('/picture', { types: ['text/html'] })), 'wrong-type')
  t.equal((await fetched('/picture', { types: ['image/*'] })).status, 200)
  t.equal(await refusal(fetched('/silent', { signal: AbortSignal.timeout(50) })), 'stopped')
})
