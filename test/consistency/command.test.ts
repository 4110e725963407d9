import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import t from 'tap'
import { runningServerUrl } from '../../core/database/embedded-server.ts'
import { checkout, dataFolder, startServer } from '../support/server-process.ts'

/** Runs the command as anyone would; gives its exit code and what it printed. */
async function check(settings: Record<string, string>): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings }
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(checkout, 'scripts/check-data.ts')], { env })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: stdout + stderr }
  }
}

t.test('the command checks the database of a running server and of a stopped one, and its exit code tells', async t => {
  const folder = dataFolder()
  const server = await startServer(t, { DATA_DIR: folder })
  const sound = await check({ DATA_DIR: folder })
  t.equal(sound.code, 0, sound.said)
  t.match(sound.said, /^ok {4}count members\/member$/m)
  t.notMatch(sound.said, 'WRONG')
  const owner = new pg.Client({ connectionString: await runningServerUrl(folder) })
  await owner.connect()
  await owner.query(`update core.organization_count set records = records + 1 where entity = 'members/member'`)
  await owner.end()
  server.signal('SIGINT')
  t.equal(await server.ended, 0)
  const wrong = await check({ DATA_DIR: folder })
  t.equal(wrong.code, 1)
  t.match(wrong.said, /^WRONG count members\/member: \d+ in tenant [0-9a-f-]{36}\n {8}[0-9a-f-]{36}: \d+ counted, \d+ there$/m)
})

t.test('where there is no database it says so', async t => {
  const { code, said } = await check({ DATA_DIR: dataFolder() })
  t.equal(code, 2)
  t.match(said, '没有数据库')
})
