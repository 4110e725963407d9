import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import { openFileStore } from '../../core/files/store.ts'
import { storeRules } from './store-rules.ts'

storeRules(t, async t => {
  const directory = join(t.testdir(), 'files')
  return { store: await openFileStore({ kind: 'disk', directory }), leftovers: () => readdirSync(join(directory, '.incoming')) }
})

t.test("a tenant's files are in one folder, spread below it", async t => {
  const directory = t.testdir()
  const store = await openFileStore({ kind: 'disk', directory })
  for (let count = 0; count < 20; count++) await store.put(`tenants/a/${count}.pdf`, Readable.from(['x']), { limit: 9 })
  const shards = readdirSync(join(directory, 'tenants', 'a'))
  t.ok(shards.length > 10)
  for (const shard of shards) t.match(shard, /^~[0-9a-f]{2}$/)
})

t.test('opening the store removes what a dead process left a day ago, not what is coming in', async t => {
  const directory = t.testdir({ '.incoming': { old: 'x', fresh: 'x' } })
  const dayBefore = Date.now() / 1000 - 25 * 60 * 60
  utimesSync(join(directory, '.incoming', 'old'), dayBefore, dayBefore)
  await openFileStore({ kind: 'disk', directory })
  t.strictSame(readdirSync(join(directory, '.incoming')), ['fresh'])
})

t.test('a full or forbidden place is an error, not a half file', async t => {
  const directory = t.testdir()
  const store = await openFileStore({ kind: 'disk', directory })
  writeFileSync(join(directory, 'tenants'), 'a file where a folder should be')
  await t.rejects(store.put('tenants/a/1.pdf', Readable.from(['x']), { limit: 9 }), { code: /EEXIST|ENOTDIR/ })
  t.strictSame(readdirSync(join(directory, '.incoming')), [])
})
