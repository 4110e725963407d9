import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import t from 'tap'
import { loadModel } from '../../core/declarations/load-model.ts'
import { newPlugin } from '../../scripts/new-plugin.ts'
import { startPlatform } from '../support/platform.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'new-plugin-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

t.test('what is scaffolded is read without a mistake, whatever its name', async t => {
  const here = mkdtempSync(join(folder, 'names-'))
  for (const name of ['visits', 'party-classes', 'libraries', 'library', 'as', 'a1', `a${'b'.repeat(30)}`])
    newPlugin(name, '走访慰问', here)
  const { entities } = loadModel([here])
  t.ok(entities.has('visits/visit') && entities.has('libraries/library') && entities.has('party-classes/party-class'))
  t.equal(entities.get('libraries/library')?.path, '/api/v1/libraries/libraries')
})

t.test('each of its files names the schema that editors complete it from', async t => {
  const here = mkdtempSync(join(folder, 'schemas-'))
  for (const path of newPlugin('visits', '走访慰问', here).filter(one => one.endsWith('.json'))) {
    const { $schema } = JSON.parse(readFileSync(path, 'utf8'))
    t.ok(existsSync(resolve(dirname(path), $schema)), path)
  }
})

t.test('what is scaffolded serves at the next start', async t => {
  const here = mkdtempSync(join(folder, 'served-'))
  newPlugin('visits', '走访慰问', here)
  const platform = await startPlatform(t, { plugins: [here] })
  const admin = await platform.signIn('admin')
  const organization = (await admin.get('/core/organizations?page[size]=1')).body.data[0]
  const made = await admin.post('/visits/visits', { organizationId: organization.id, name: '春节走访', heldOn: '2026-02-10' })
  t.match(made, { status: 201, body: { name: '春节走访', year: 2026, organization: { label: organization.name } } })
  t.match((await admin.get('/visits/visits')).body.data, [{ id: made.body.id }])
  t.match(JSON.stringify((await admin.get('/core/menus?device=desktop')).body), /走访慰问/)
  t.equal((await admin.get('/visits/visits/template')).status, 200)
})

t.test('a bad or taken name is refused with a sentence, and nothing is written', async t => {
  const here = mkdtempSync(join(folder, 'refused-'))
  newPlugin('visits', '走访慰问', here)
  const before = readdirSync(here, { recursive: true })
  for (const name of [undefined, '', 'V', 'Visits', 'home visits', '../visits', 'visits_2', '走访', '1visits', 'a'.repeat(32)])
    t.throws(() => newPlugin(name, '走访', here), { message: /Give a name|cannot be a plugin's name/ }, String(name))
  for (const name of ['core', 'public', 'bullmq', 'pg-catalog'])
    t.throws(() => newPlugin(name, '走访', here), { message: /platform's own/ }, name)
  t.throws(() => newPlugin('visits', '走访', here), { message: /already/ })
  t.same(readdirSync(here, { recursive: true }), before)
})

t.test('the command says why, and fails', async t => {
  const run = (...words: string[]): { code: number; told: string } => {
    try {
      return {
        code: 0,
        told: execFileSync(process.execPath, [join(root, 'scripts/new-plugin.ts'), ...words], { encoding: 'utf8', stdio: 'pipe' }),
      }
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string }
      return { code: status, told: stderr }
    }
  }
  t.match(run('members'), { code: 1, told: /There is a folder plugins\/members already/ })
  t.match(run('Members'), { code: 1, told: /small letters/ })
  t.match(run(), { code: 1, told: /npm run new:plugin visits/ })
  t.notMatch(run('Members').told, /at .*new-plugin\.ts/, 'no stack of calls')
})
