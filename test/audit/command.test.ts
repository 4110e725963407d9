import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { startEmbeddedServer } from '../../core/database/embedded-server.ts'
import { checkout, ofMachine, preparedFolders, startServer } from '../support/server-process.ts'

const preparedFolder = preparedFolders(t)

async function verify(folder: string, ...words: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [join(checkout, 'scripts/audit-verify.ts'), ...words], {
    cwd: checkout,
    env: { ...ofMachine(), DATA_DIR: folder },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const [code] = await once(child, 'close')
  return { code: Number(code), said }
}

/** As the owner, while no server runs. */
async function tamper(folder: string, ...statements: string[]): Promise<void> {
  const database = await startEmbeddedServer({ folder })
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  try {
    for (const statement of statements) await owner.query(statement)
  } finally {
    await owner.end()
    await database.stop()
  }
}

t.test('a server killed in the midst of its writes leaves a whole chain; its seals go on with the next', async t => {
  const folder = await preparedFolder()
  t.match(await verify(folder), { code: 0, said: /demo：日志 \d+ 条，封存 \d+ 次，链头 \d+ [0-9a-f]{16}：完好\n[\s\S]*全部完好：2 个租户/ })
  const server = await startServer(t, { DATA_DIR: folder })
  const admin = await server.signIn('admin')
  const writes = Array.from({ length: 300 }, (_, at) =>
    admin.post('/core/roles', { code: `role-${at}`, name: '审计员', permissions: {} }).then(
      reply => reply.status,
      () => 0,
    ),
  )
  await Promise.race(writes)
  server.signal('SIGKILL')
  const written = (await Promise.all(writes)).filter(status => status === 201).length
  await server.ended
  t.ok(written > 0)
  t.match(await verify(folder), { code: 0, said: /待封存 \d+：完好/ }, 'committed and not sealed yet')
  const again = await startServer(t, { DATA_DIR: folder })
  await again.signIn('admin')
  t.match(await verify(folder), { code: 0, said: /全部完好/ }, 'also beside a server at work')
  again.signal('SIGTERM')
  await again.ended
  const { code, said } = await verify(folder)
  t.match([code, said], [0, /全部完好/])
  t.notMatch(said, /待封存/, 'a graceful stop seals what is left')
})

t.test('the command names what is wrong and fails', async t => {
  const folder = await preparedFolder()
  const kept = join(folder, 'kept.jsonl')
  copyFileSync(join(folder, 'audit-anchor.jsonl'), kept)
  await tamper(
    folder,
    `update core.audit_entry set user_name = '别人' where tenant_id = (select id from core.tenant where code = 'demo')
       and id = (select min(e.id::text)::uuid from core.audit_entry e join core.tenant t on t.id = e.tenant_id where t.code = 'demo')`,
  )
  t.match(await verify(folder), { code: 1, said: /demo：.*异常 1 处\n {2}日志 [0-9a-f-]{36} 被改动（封存 1）\n[\s\S]*发现异常/ })
  t.match(await verify(folder, '--tenant', 'platform'), { code: 0, said: /^platform：.*完好\n全部完好：1 个租户/ })
  t.match(await verify(folder, '--tenant', 'nobody'), { code: 2 })
  t.match(await verify(folder, '--anchor', join(folder, 'none')), { code: 2 })

  await tamper(folder, 'delete from core.audit_entry', 'delete from core.audit_seal')
  writeFileSync(join(folder, 'audit-anchor.jsonl'), '')
  t.match(await verify(folder), { code: 0 }, 'an emptied audit shows by its anchors alone')
  t.match(await verify(folder, '--anchor', kept), { code: 1, said: /封存 \d+ 曾在库外留有记录/ })
})
