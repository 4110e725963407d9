import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import t from 'tap'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = [...globSync(['*.md', 'docs/**/*.md', 'plugins/*/README.md'], { cwd: root })]

t.test('every setting is explained in both languages, and no other', async t => {
  const known = [...read('core/config.ts').matchAll(/(?:environment\[|environment, |In\()'([A-Z][A-Z0-9_]+)'/g)].map(match => match[1]!)
  t.ok(new Set(known).size > 10)
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const section = /## (?:Settings|设置)\n([\s\S]*?)\n## /.exec(read(readme))![1]!
    const rows = section
      .split('\n')
      .filter(line => line.startsWith('|'))
      .map(line => line.split('|')[1]!)
    const told = rows.flatMap(cell => [...cell.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(match => match[1]!))
    t.strictSame([...new Set(told)].sort(), [...new Set(known)].sort(), readme)
  }
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
