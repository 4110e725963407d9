import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../core/app.ts'
import { blocks } from '../../core/plugins/parts/blocks.ts'
import { startPlatform } from '../support/platform.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { demoPlace } from './on-a-page.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const platform = await startPlatform(t, { plugins: [fixtures] })
const other = await buildApp({
  databaseUrl: platform.ownerUrl,
  masterKeys: testKeys,
  secretCipher: 'aes',
  pluginFolders: [ownPlugins, fixtures],
  demo: true,
  files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/fresh` },
  logLevel: 'silent',
  connections: 4,
})
t.teardown(() => other.close())
const admin = await platform.signIn('admin')
const { tenant, root, below } = await demoPlace(admin)

/** What each of the two servers hears from now on; but for the demo's points, which may still be summed up. */
function listen() {
  const heard = [platform.app, other].map(app => {
    const told: string[] = []
    blocks.of('core', app.platform).onChange((tenantId, entities) => {
      if (entities === 'all' || entities.some(entity => !entity.startsWith('points/'))) told.push(`${tenantId} ${entities}`)
    })
    return told
  })
  return heard as [string[], string[]]
}

/** Until both have heard so much, and a moment longer, in which nothing more may come. */
async function settled(heard: string[][], least: number): Promise<void> {
  const until = Date.now() + 5_000
  while (heard.some(told => told.length < least) && Date.now() < until) await new Promise(done => setTimeout(done, 20))
  // What comes after this comes behind whatever was sent before it.
  await new Promise(done => setTimeout(done, 300))
}

t.test('a change of what pages show is heard on every server, once for many records of one transaction', async t => {
  const heard = listen()
  const ids: string[] = []
  for (const title of ['一', '二', '三']) ids.push((await admin.post('/board/bills', { organizationId: root, title })).body.id)
  await settled(heard, 3)
  const bill = `${tenant} board/bill`
  for (const told of heard) t.same(told, [bill, bill, bill], 'each commit once, also where it was made')
  t.equal((await admin.post('/board/bills/bulk', { action: 'delete', ids })).status, 200)
  await settled(heard, 4)
  for (const told of heard) t.same(told, [bill, bill, bill, bill])
})

t.test('what is refused, and what no page shows, is not told', async t => {
  const heard = listen()
  t.equal((await admin.post('/board/bills', { organizationId: root, title: '四' })).status, 201)
  t.equal((await admin.post('/board/bills', { organizationId: root })).status, 422)
  t.equal((await admin.post('/core/shortcuts', { menu: 'board.bills' })).status, 201)
  await settled(heard, 1)
  for (const told of heard) t.same(told, [`${tenant} board/bill`])
})

t.test('an organization that is moved takes what it shows along', async t => {
  const heard = listen()
  t.equal((await admin.post(`/core/organizations/${below[0]}/transitions/move`, { parentId: below[1] })).status, 200)
  await settled(heard, 1)
  for (const told of heard) t.same(told, [`${tenant} core/organization`])
})

t.test('a plugin switched off, and rights of the public, may change every page of the tenant', async t => {
  const heard = listen()
  t.equal((await admin.patch('/core/plugins/board', { on: false })).status, 200)
  await settled(heard, 1)
  for (const told of heard) t.ok(told.includes(`${tenant} all`))
  t.equal((await admin.patch('/core/plugins/board', { on: true })).status, 200)
  await settled(heard, 2)
  // What was done before may still have its consequences; of these no more than one entity is told.
  const wholly = (told: string[]) => told.filter(one => one === `${tenant} all`)
  const before = heard.map(told => wholly(told).length)
  const [guest] = (await admin.get('/core/roles?filter[code][eq]=guest')).body.data
  t.equal((await admin.patch(`/core/roles/${guest.id}`, { description: '公众' })).status, 200)
  while (heard.some((told, at) => wholly(told).length === before[at])) await new Promise(done => setTimeout(done, 25))
  for (const [at, told] of heard.entries()) t.equal(wholly(told).length, before[at]! + 1)
})
