import { globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import t from 'tap'
import type { Platform } from '../../core/platform.ts'
import { startPlugins } from '../../core/plugins/start-plugins.ts'
import { startPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'

const platform = await startPlatform(t, { plugins: [join(import.meta.dirname, 'coded')] })
const admin = await platform.signIn('admin')
const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
const organizationId = roots.data[0].id

t.test('a plugin’s code hears events, reads, writes and tells others, through the parts that it named', async t => {
  const { body: members } = await admin.get('/members/members?page[size]=1')
  const { status, body } = await admin.post('/tally/figures', { organizationId, title: '四个大字', memberId: members.data[0].id })
  t.equal(status, 201)
  await until(async () => (await admin.get(`/tally/figures/${body.id}`)).body.count === 8)
  const { body: all } = await admin.get('/tally/figures')
  const made = all.data.find((one: { id: string }) => one.id !== body.id)
  t.equal(made.title, `给${members.data[0].name}的`.slice(0, 3))
  t.equal(all.data.length, 2)
})

/** A platform with one plugin more, whose code is this. */
function withCode(code: string): Platform {
  const folder = join(mkdtempSync(join(tmpdir(), 'coded-')), 'odd')
  mkdirSync(folder)
  writeFileSync(join(folder, 'server.ts'), code)
  const { engine, ...rest } = platform.app.platform
  const plugins = new Map([['odd', { ...engine.model.plugins.get('tally')!, name: 'odd', folder }]])
  return { ...rest, engine: { ...engine, model: { ...engine.model, plugins } } }
}

t.test('code that is none, or fails, stops the start with the plugin’s name', async t => {
  await t.rejects(startPlugins(withCode('export const nothing = 1')), /插件 odd 的 server\.ts 应以 export default definePlugin/)
  await t.rejects(startPlugins(withCode('throw new Error("no moon")')), /插件 odd 的 server\.ts 不能加载：no moon/)
  const failing = 'export default { start() { throw new Error("no sun") } }'
  await t.rejects(startPlugins(withCode(failing)), /插件 odd 的 server\.ts 启动失败：no sun/)
})

t.test('the code of plugins comes in by one door: of the platform it imports core/index.ts alone', async t => {
  const root = resolve(import.meta.dirname, '../..')
  const files = globSync(['plugins/*/server.ts', 'plugins/*/server/**/*.ts', 'test/plugins/{coded,meeting}/*/server.ts'], { cwd: root })
  t.ok(files.length > 0)
  for (const file of files)
    for (const [, from] of readFileSync(join(root, file), 'utf8').matchAll(/\bfrom '(\.[^']*)'/g)) {
      const target = relative(root, resolve(root, dirname(file), from!))
      t.ok(target === 'core/index.ts' || target.startsWith(`${file.split('/server')[0]}/`), `${file}: ${from}`)
    }
})
