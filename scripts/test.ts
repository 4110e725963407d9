import { spawn } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { startEmbeddedServer } from '../core/database/embedded-server.ts'
import { prepareTemplate } from '../test/support/template.ts'
import { countTests } from './count-tests.ts'
import { failedTests } from './failed-tests.ts'
import { roomsOf, writeRooms } from './rooms.ts'
import { slowestFiles } from './slowest-files.ts'

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
// Nobody reads on (`npm test | head`): no reason to leave the database behind.
process.stdout.on('error', () => {})
let code = 1
const before = processorTime()
try {
  process.env['TEST_DATABASE_URL'] = database.url
  process.env['TEST_FOLDER'] = folder
  // The sources are stripped of their types and compiled by the first files that need them, and not by each of them anew.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled')
  await prepareTemplate(database.url)
  const output = join(folder, 'output.tap')
  // Some tests in full, as TAP; all of them in short.
  const shown = named.length > 0 ? ['--reporter=silent'] : ['--reporter=terse']
  // Nobody asks which sources a test loaded: to note each of them takes a fifth of the time until a server stands.
  const unnoted = '--test-env=_TAPJS_PROCESSINFO_EXCLUDE_=/./'
  const entries = writeRooms(roomsOf(files), { root, folder })
  code = await run('tap', ['run', '--jobs=2', unnoted, '--timeout=1800', `--output-file=${output}`, ...shown, ...entries])
  const said = existsSync(output) ? readFileSync(output, 'utf8') : ''
  if (named.length > 0) process.stdout.write(said)
  else for (const line of [...failedTests(said), 'The slowest:', ...slowestFiles(said, 25)]) process.stdout.write(`${line}\n`)
  const { passed, failed } = countTests(said)
  if (passed === 0 || failed > 0) code ||= 1
  const { all, idle } = processorTime()
  const busy = 1 - (idle - before.idle) / (all - before.all)
  process.stdout.write(`\nThe machine's processors were ${(busy * 100).toFixed(0)} % at work.\n`)
  // For machines, on a line of its own.
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(code)

/** Of all processors since the machine began, in ms. */
function processorTime(): { all: number; idle: number } {
  const times = cpus().map(one => one.times)
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
  return { all: sum(times.flatMap(one => Object.values(one))), idle: sum(times.map(one => one.idle)) }
}

/** A signal ends the tests, and then the database as usual. */
function run(command: string, words: string[]): Promise<number> {
  const path = [binaries, process.env['PATH']].join(delimiter)
  const child = spawn(join(binaries, command), words, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise(done => child.once('exit', exit => done(exit ?? 1)))
}
