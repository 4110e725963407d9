import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Test } from 'tap'
import type { FileStore } from '../../core/files/store.ts'

const key = 'tenants/a/1.pdf'
const limit = 1_000_000

/** What holds for every store, on a disk or in a bucket; `leftovers` lists what an upload may have left beside its file. */
export function storeRules(t: Test, openStore: (t: Test) => Promise<{ store: FileStore; leftovers: () => string[] }>): void {
  t.test('what is put comes back whole, with its length and hash', async t => {
    const { store } = await openStore(t)
    const content = Buffer.alloc(300_000, '党')
    t.strictSame(await store.put(key, Readable.from([content.subarray(0, 7), content.subarray(7)]), { limit }), {
      size: 300_000,
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    t.ok(content.equals(await buffer(await store.open(key))))
    t.ok(await store.exists(key))
  })

  t.test('a range is counted from zero, both ends in', async t => {
    const { store } = await openStore(t)
    await store.put(key, Readable.from(['0123456789']), { limit })
    t.equal(String(await buffer(await store.open(key, { start: 2, end: 4 }))), '234')
    t.equal(String(await buffer(await store.open(key, { start: 7 }))), '789')
    t.equal(String(await buffer(await store.open(key, { start: 0, end: 0 }))), '0')
  })

  t.test('an empty file is a file', async t => {
    const { store } = await openStore(t)
    t.match(await store.put(key, Readable.from([]), { limit }), { size: 0 })
    t.equal((await buffer(await store.open(key))).length, 0)
  })

  t.test('what is put again replaces, what is removed is gone', async t => {
    const { store } = await openStore(t)
    await store.put(key, Readable.from(['old']), { limit })
    await store.put(key, Readable.from(['new']), { limit })
    t.equal(String(await buffer(await store.open(key))), 'new')
    await store.remove(key)
    await store.remove(key)
    t.notOk(await store.exists(key))
    await t.rejects(store.open(key), { code: 'file.not-found' })
  })

  t.test('a file over the limit is refused while it comes in, and nothing of it stays', async t => {
    const { store, leftovers } = await openStore(t)
    let produced = 0
    async function* endless() {
      for (;;) {
        produced += 1000
        yield Buffer.alloc(1000)
      }
    }
    const source = Readable.from(endless())
    await t.rejects(store.put(key, source, { limit: 10_000 }), { code: 'file.too-large' })
    t.ok(produced < 1_000_000, 'it was stopped early')
    t.ok(source.destroyed)
    t.notOk(await store.exists(key))
    t.strictSame(leftovers(), [])
    t.match(await store.put(key, Readable.from([Buffer.alloc(10_000)]), { limit: 10_000 }), { size: 10_000 }, 'the limit itself is allowed')
  })

  t.test('an upload that breaks off changes nothing', async t => {
    const { store, leftovers } = await openStore(t)
    await store.put(key, Readable.from(['old']), { limit })
    async function* broken() {
      yield 'half'
      throw new Error('connection lost')
    }
    await t.rejects(store.put(key, Readable.from(broken()), { limit }), { message: 'connection lost' })
    const abort = new AbortController()
    const waiting = store.put(key, new Readable({ read() {} }), { limit, signal: abort.signal })
    abort.abort()
    await t.rejects(waiting, { name: 'AbortError' })
    t.equal(String(await buffer(await store.open(key))), 'old')
    t.strictSame(leftovers(), [])
  })

  t.test('no key leads out of the store or into its own folders', async t => {
    const { store } = await openStore(t)
    for (const bad of [
      '',
      '/etc/passwd',
      '../x',
      'a/../../x',
      'a/./b',
      '.incoming/x',
      'a//b',
      'a/',
      'a\\..\\b',
      'a\0b',
      '~3f/x',
      'a b',
      '文件',
    ]) {
      await t.rejects(store.open(bad), { code: 'file.bad-key' }, JSON.stringify(bad))
      await t.rejects(store.put(bad, Readable.from(['x']), { limit }), { code: 'file.bad-key' }, JSON.stringify(bad))
      await t.rejects(store.exists(bad), { code: 'file.bad-key' }, JSON.stringify(bad))
      await t.rejects(store.remove(bad), { code: 'file.bad-key' }, JSON.stringify(bad))
    }
  })
}
