import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../core/app.ts'
import { addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { newPlugin } from '../../scripts/new-plugin.ts'
import { Client } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { walk } from './guide-examples.ts'

t.test('the walk of the guide: scaffolded, served, changed, served again with what was there', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'walk-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  newPlugin('visits', '走访慰问', join(folder, 'first'))
  const platform = await startPlatform(t, { plugins: [join(folder, 'first')] })
  const admin = await platform.signIn('admin')
  const organizationId = (await admin.get('/core/organizations?page[size]=1')).body.data[0].id
  const before = await admin.post('/visits/visits', { organizationId, name: '春节走访', heldOn: '2025-02-10' })
  t.match(before, { status: 201, body: { year: 2025 } })
  t.match((await admin.get('/visits/visits?filter[year][eq]=2025&sort=-heldOn')).body.data, [{ name: '春节走访' }])

  cpSync(join(folder, 'first'), join(folder, 'second'), { recursive: true })
  for (const [path, content] of Object.entries(walk)) writeFileSync(join(folder, 'second', path), JSON.stringify(content))
  const app = await buildApp({
    databaseUrl: platform.ownerUrl,
    masterKeys: testKeys,
    secretCipher: 'aes',
    pluginFolders: [ownPlugins, join(folder, 'second')],
    demo: true,
    files: { kind: 'disk', directory: join(folder, 'files') },
    logLevel: 'silent',
    connections: 4,
  })
  t.teardown(() => app.close())
  const again = new Client(await app.server.listen({ host: '127.0.0.1', port: 0 }), admin.token)
  t.match((await again.get(`/visits/visits/${before.body.id}`)).body, { name: '春节走访', year: 2025, kind: null, gifts: [], amount: 0 })
  const made = await again.post('/visits/visits', {
    organizationId,
    name: '端午走访',
    heldOn: '2025-06-19',
    gifts: [{ name: '粽子', count: 4, price: 12.5 }],
  })
  t.match(made, { status: 201, body: { amount: 50, kind: 'festival', monthsAgo: Number } })
  const future = await again.post('/visits/visits', { organizationId, name: '明年走访', heldOn: addMonths(todayInShanghai(), 12) })
  t.match(future, { status: 422, body: { code: 'record.invalid', detail: '走访日期晚于今天' } })
  const repaired = await again.patch(`/visits/visits/${before.body.id}`, { gifts: [{ name: '米', count: 2, price: 50 }], kind: 'festival' })
  t.match(repaired, { status: 200, body: { amount: 100, name: '春节走访' } })
})
