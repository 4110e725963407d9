import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { countTests } from '../../scripts/count-tests.ts'
import { roomsOf, writeRooms } from '../../scripts/rooms.ts'

const root = resolve(import.meta.dirname, '../..')

/** What tap is told by a room of these fixtures. */
async function told(names: string[]): Promise<string> {
  const files = names.map(name => `test/process/fixtures/room/${name}.ts`)
  const [entry] = writeRooms([{ title: 'fixtures', files }], { root, folder: process.env['TEST_FOLDER']! })
  const child = spawn(process.execPath, [entry!], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TAP: '1' } })
  return text(child.stdout)
}

const resultOf = (tap: string, name: string) =>
  new RegExp(`^(not ok|ok) \\d+ - ${join('test/process/fixtures/room', `${name}.ts`)}`, 'm').exec(tap)?.[1]

t.test('a room is of one folder, and takes no more than a few files', async t => {
  const many = Array.from({ length: 9 }, (_, at) => `test/many/${at}.test.ts`)
  const rooms = roomsOf(['test/one/a.test.ts', ...many])
  t.same(
    rooms.map(({ title, files }) => [title, files.length]),
    [
      ['test-one-1', 1],
      ['test-many-1', 5],
      ['test-many-2', 4],
    ],
  )
  t.same(rooms.flatMap(room => room.files).sort(), ['test/one/a.test.ts', ...many].sort())
})

t.test('a file that fails in any way is told by its name, and those after it have their turn', async t => {
  const broken = ['breaks-late', 'rejects-late', 'not-loaded']
  const output = await told([...broken, 'closes'])
  for (const name of broken) t.equal(resultOf(output, name), 'not ok', name)
  t.equal(resultOf(output, 'closes'), 'ok')
  for (const why of ['thrown by a timer', 'rejected for nobody', 'not loaded']) t.match(output, why)
  t.match(countTests(output), { failed: 3 })
})

t.test('what a file opened is closed before the next has its turn', async t => {
  const output = await told(['closes', 'finds-closed'])
  t.same(countTests(output), { passed: 2, failed: 0 })
})
