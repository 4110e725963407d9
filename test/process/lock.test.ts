import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

type Entry = { version?: string; optionalDependencies?: Record<string, string> }

t.test('the lock file names the packages of every platform, or npm ci refuses it', async t => {
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>
  }
  t.ok(Object.keys(packages).length > 500)
  for (const [place, { optionalDependencies = {} }] of Object.entries(packages))
    for (const name of Object.keys(optionalDependencies))
      if (!packages[`${place}/node_modules/${name}`]?.version && !packages[`node_modules/${name}`]?.version)
        t.fail(`${place} needs ${name}`)
})
