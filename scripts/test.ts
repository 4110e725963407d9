import { spawn } from 'node:child_process'
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { startEmbeddedServer } from '../core/database/embedded-server.ts'
import { prepareTemplate } from '../test/support/template.ts'

// One PostgreSQL for the whole run, with a prepared database that every test file copies; gone when the run ends.
const root = resolve(import.meta.dirname, '..')
const binaries = join(root, 'node_modules/.bin')
const named = process.argv.slice(2)
const files = named.length > 0 ? named : globSync(['test/**/*.test.ts', 'plugins/*/test/**/*.test.ts'], { cwd: root }).sort()

// The build lies within the package: a second one beside a running test would take it away from under it.
const built = join(root, 'node_modules/@tapjs/test/test-built')
if (readFileSync(join(built, 'src/index.ts'), 'utf8').includes('@tapjs/typescript')) await run('tap', ['build'])
const folder = mkdtempSync(join(tmpdir(), 'dangjian-test-'))
// The database runs as a user of its own when the tests run as root.
chmodSync(folder, 0o755)
const database = await startEmbeddedServer({ folder, flags: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] })
let code = 1
try {
  process.env['TEST_DATABASE_URL'] = database.url
  process.env['TEST_FOLDER'] = folder
  await prepareTemplate(database.url)
  code = await run('tap', ['run', '--jobs=2', ...(named.length > 0 ? [] : ['--reporter=terse']), ...files])
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(code)

function run(command: string, words: string[]): Promise<number> {
  const path = [binaries, process.env['PATH']].join(delimiter)
  return new Promise(done => {
    spawn(join(binaries, command), words, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } }).once('exit', exit =>
      done(exit ?? 1),
    )
  })
}
