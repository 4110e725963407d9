import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { openFileStore } from '../../core/files/store.ts'
import { workFolder } from '../../core/files/work-folder.ts'
import { startS3StandIn } from './s3-stand-in.ts'
import { storeRules } from './store-rules.ts'

async function openStore(t: Test, accessKeyId = 'key-1') {
  const { endpoint, objects } = await startS3StandIn(t)
  const settings = { endpoint, region: 'test-1', bucket: 'files', accessKeyId, secretAccessKey: 'secret-1', pathStyle: true }
  const store = await openFileStore({ kind: 's3', ...settings })
  return { store, objects, leftovers: () => readdirSync(workFolder()).filter(name => name.startsWith('upload-')) }
}

storeRules(t, openStore)

t.test('the object has the key as its name', async t => {
  const { store, objects } = await openStore(t)
  await store.put('tenants/a/1.pdf', Readable.from(['x']), { limit: 9 })
  t.strictSame([...objects.keys()], ['/files/tenants/a/1.pdf'])
})

t.test('wrong keys of access are an error, not a missing file', async t => {
  const { store } = await openStore(t, 'key-2')
  await t.rejects(store.open('tenants/a/1.pdf'), { name: 'AccessDenied' })
  await t.rejects(store.put('tenants/a/1.pdf', Readable.from(['x']), { limit: 9 }), { name: 'AccessDenied' })
  await t.rejects(store.exists('tenants/a/1.pdf'))
})
