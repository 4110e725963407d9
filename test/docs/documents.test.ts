import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import t from 'tap'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = [...globSync(['*.md', 'docs/**/*.md', 'plugins/*/README.md'], { cwd: root })]

const settings = new Set([...read('core/config.ts').matchAll(/'([A-Z][A-Z0-9_]+)'/g)].map(match => match[1]!))

/** The settings that a table of this section tells of. */
function toldIn(path: string, heading: string): Set<string> {
  const section = new RegExp(`## ${heading}\\n([\\s\\S]*?)\\n## `).exec(read(path))![1]!
  const rows = section.split('\n').filter(line => line.startsWith('|'))
  return new Set(rows.flatMap(row => [...row.split('|')[1]!.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(match => match[1]!)))
}

t.test('every setting is explained in the operations manual, and no other', async t => {
  t.ok(settings.size > 20)
  t.strictSame([...toldIn('docs/operations.md', 'Settings')].sort(), [...settings].sort())
})

t.test('both READMEs tell of the same settings, of such as there are', async t => {
  const told = toldIn('README.md', 'Settings')
  t.ok(told.size > 10)
  t.strictSame([...toldIn('README.zh-CN.md', '设置')].sort(), [...told].sort())
  for (const name of told) t.ok(settings.has(name), name)
})

t.test('links within the documentation lead somewhere', async t => {
  t.ok(documents.length > 10)
  for (const document of documents)
    for (const [, target] of read(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g))
      t.ok(existsSync(join(root, dirname(document), target!)), `${document}: ${target}`)
})

t.test('every decision stands in the index', async t => {
  const index = read('docs/README.md')
  for (const file of globSync('docs/decisions/*.md', { cwd: root })) t.match(index, file.replace('docs/', ''))
})

t.test('the Chinese README takes the same tour as the English one', async t => {
  const commands = (path: string) =>
    read(path)
      .match(/^api=[\s\S]*?^```/m)![0]
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
  t.strictSame(commands('README.zh-CN.md'), commands('README.md'))
})
