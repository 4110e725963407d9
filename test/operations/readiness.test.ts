import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { openFileStore } from '../../core/files/store.ts'
import { readiness } from '../../core/readiness/readiness.ts'
import { asOwner } from '../core/owner.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'

type Answer = { status: number; codes: string[] }

async function readyz(url: string): Promise<Answer> {
  const reply = await fetch(`${url}/readyz`)
  const body = (await reply.json()) as { wrong?: { code: string; detail: string }[] }
  return { status: reply.status, codes: (body.wrong ?? []).map(one => one.code) }
}

/** Becomes ready, or not ready for exactly these reasons. */
async function becomes(t: Test, platform: TestPlatform, codes: string[]): Promise<void> {
  let last: Answer
  await until(async () => {
    last = await readyz(platform.url)
    return last.codes.join() === codes.join()
  })
  t.equal(last!.status, codes.length === 0 ? 200 : 503, codes.join() || 'ready')
}

t.test('it is ready, and says in words and by a code what is wrong', async t => {
  const platform = await startPlatform(t)
  await becomes(t, platform, [])
  await platform.app.platform.jobs.close()
  await becomes(t, platform, ['jobs.stopped'])
  const body = (await (await fetch(`${platform.url}/readyz`)).json()) as { status: string; wrong: { detail: string }[] }
  t.equal(body.status, 'not-ready')
  t.match(body.wrong[0]!.detail, /\p{Script=Han}/u)
  t.equal((await fetch(`${platform.url}/healthz`)).status, 200, 'alive all the same')
})

t.test('what another version merely added leaves it ready; what it took away, altered or migrated does not', async t => {
  const platform = await startPlatform(t)
  const [row] = await asOwner(platform, `select hash from core.applied where name = 'model'`)
  const [version] = String(row!['hash']).split(' ')
  const note = (hash: string) => asOwner(platform, `update core.applied set hash = $1 where name = 'model'`, [hash])
  await note(`${version} 2031-01`)
  await becomes(t, platform, [])
  await note('0123 2026-01')
  await asOwner(platform, 'alter table core.job add column added text')
  await asOwner(platform, 'create table core.added (id uuid)')
  await asOwner(platform, `insert into core.applied (name, hash) values ('migration unknown-here/0001-a.json', '1')`)
  // What was looked at before is remembered for half a second.
  await new Promise(done => setTimeout(done, 600))
  await becomes(t, platform, [])
  const otherwise: [does: string, undoes: string][] = [
    ['alter table core.job rename column kind to sort', 'alter table core.job rename column sort to kind'],
    ['alter table core.job alter column kind type varchar(200)', 'alter table core.job alter column kind type text'],
    ['alter table core.shortcut rename to removed', 'alter table core.removed rename to shortcut'],
    [
      `insert into core.applied (name, hash) values ('migration core/0001-a.json', '1')`,
      `delete from core.applied where name like '%core/0001%'`,
    ],
    [
      `update core.applied set hash = '1' || hash where name = 'platform'`,
      `update core.applied set hash = substr(hash, 2) where name = 'platform'`,
    ],
  ]
  for (const [does, undoes] of otherwise) {
    await asOwner(platform, does)
    await becomes(t, platform, ['database.other-version'])
    await asOwner(platform, undoes)
    await becomes(t, platform, [])
  }
})

t.test('a clock that differs from the database’s is told', async t => {
  const platform = await startPlatform(t)
  const now = Date.now
  t.teardown(() => {
    Date.now = now
  })
  Date.now = () => now() + 60_000
  await becomes(t, platform, ['database.clock'])
  Date.now = now
  await becomes(t, platform, [])
})

t.test('a folder that takes no files is told', async t => {
  const platform = await startPlatform(t)
  rmSync(`${process.env['TEST_FOLDER']}/${new URL(platform.ownerUrl).pathname}`, { recursive: true })
  await becomes(t, platform, ['files.unwritable', 'files.nearly-full'])
})

t.test('a disk with less room than set aside is told', async t => {
  const platform = await startPlatform(t, { diskReserveBytes: Number.MAX_SAFE_INTEGER })
  await becomes(t, platform, ['files.nearly-full'])
})

t.test('a bucket that cannot be reached, or refuses the key, is one that takes no files', async t => {
  let status = 200
  const bucket = createServer((_request, reply) => void reply.writeHead(status).end())
  await new Promise<void>(done => bucket.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`
  const keys = { accessKeyId: 'id', secretAccessKey: 'secret' }
  const store = await openFileStore({ kind: 's3', bucket: 'files', region: 'us-east-1', endpoint, pathStyle: true, ...keys })
  await t.resolves(store.probe(AbortSignal.timeout(2_000)))
  status = 403
  await t.rejects(store.probe(AbortSignal.timeout(2_000)))
  bucket.close()
  bucket.closeAllConnections()
  await t.rejects(store.probe(AbortSignal.timeout(2_000)))
})

t.test('an unreachable database is told once, and comes back', async t => {
  const platform = await startPlatform(t)
  const name = new URL(platform.ownerUrl).pathname.slice(1)
  const elsewhere = { ...platform, ownerUrl: platform.ownerUrl.replace(name, 'postgres') }
  const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and application_name like 'dangjian%'`
  // Nobody is let in, whoever is in is put out.
  await asOwner(elsewhere, `alter database ${name} connection limit 0`)
  await asOwner(elsewhere, end)
  await until(async () => (await readyz(platform.url)).codes.includes('database.unreachable'))
  const { codes, status } = await readyz(platform.url)
  t.equal(status, 503)
  t.ok(codes.includes('signals.lost'))
  t.notOk(codes.includes('database.other-version') || codes.includes('database.clock'), 'what is not known is not told')
  await asOwner(elsewhere, `alter database ${name} connection limit -1`)
  await becomes(t, platform, [])
})

t.test('a check that hangs is answered for within two seconds, and the others are told as they are', async t => {
  const looks = { hangs: 0 }
  // The patience of the checks alone keeps no process alive.
  const alive = setInterval(() => {}, 1_000)
  t.teardown(() => clearInterval(alive))
  const look = readiness([
    { code: 'hangs', detail: '', holds: () => new Promise(() => looks.hangs++) },
    { code: 'throws', detail: '', holds: () => Promise.reject(new Error('no')) },
    { code: 'holds', detail: '', holds: () => true },
  ])
  const began = performance.now()
  const answers = await Promise.all([look(), look(), look()])
  t.ok(performance.now() - began < 4_000)
  t.same(
    answers[0]!.map(one => one.code),
    ['hangs', 'throws'],
  )
  t.equal(looks.hangs, 1, 'many who ask at once cost one look')
})

t.test('a server that is about to stop says so while it still serves, and lets go of connections kept', async t => {
  const platform = await startPlatform(t, { drainMs: 1_500 })
  const admin = await platform.signIn('admin')
  await becomes(t, platform, [])
  const closed = platform.app.close()
  t.teardown(() => closed)
  await becomes(t, platform, ['server.stopping'])
  const reply = await admin.get('/session')
  t.equal(reply.status, 200, 'still served')
  t.equal(reply.headers.get('connection'), 'close')
  await closed
  await t.rejects(fetch(`${platform.url}/healthz`))
})
