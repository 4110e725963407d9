import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import {
  databasePid,
  dataFolder,
  isAlive,
  launch,
  preparedFolders,
  type ServerProcess,
  startServer,
  until,
} from '../support/server-process.ts'

const preparedFolder = preparedFolders(t)

const csv = (rows: number, organization: string, title: string) =>
  `党组织名称,类型,名称,授予日期\n${Array.from({ length: rows }, (_, at) => `${organization},荣誉,${title}第${at + 1}号,2021-07-01`).join('\n')}\n`

/** Begins to send a file to be imported; once the server has taken the request up, gives what sends the rest and tells the reply's status. */
async function beginUpload(server: ServerProcess, token: string, text: string): Promise<() => Promise<number>> {
  const boundary = 'a-boundary'
  const body = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`,
  )
  const sending = request(`${server.url}/api/v1/honors/organization-honors/import`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': body.length,
      expect: '100-continue',
    },
  })
  const status = new Promise<number>((done, failed) => {
    sending.once('response', reply => {
      reply.resume()
      done(reply.statusCode!)
    })
    sending.once('error', failed)
  })
  sending.flushHeaders()
  await once(sending, 'continue')
  sending.write(body.subarray(0, 150))
  return () => {
    sending.end(body.subarray(150))
    return status
  }
}

/** Whether anyone still answers at that address. */
function refuses(server: ServerProcess): Promise<boolean> {
  return new Promise(done => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.once('connect', () => socket.destroy() && done(false))
    socket.once('error', () => done(true))
  })
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  t.test(`${signal} lets running requests and jobs end, then the database, and leaves nothing behind`, async t => {
    const folder = await preparedFolder()
    const server = await startServer(t, { DATA_DIR: folder })
    const admin = await server.signIn('admin')
    const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
    const organization = roots.data[0].name
    const database = databasePid(folder)!
    const started = await admin.upload('/honors/organization-honors/import', {
      name: 'a.csv',
      content: Buffer.from(csv(3_000, organization, '先进基层党组织')),
    })
    const progress = await fetch(`${server.url}/api/v1/core/jobs/${started.body.id}/events`, {
      headers: { authorization: `Bearer ${admin.token}` },
    })
    const finish = await beginUpload(server, admin.token!, csv(1, organization, '红旗党组织'))
    server.signal(signal)
    server.signal(signal)
    await until(() => refuses(server))
    t.ok(isAlive(database), 'the database waits for the request')
    t.equal(await finish(), 202)
    await progress.text()
    t.equal(await server.ended, 0)
    t.notOk(isAlive(database))
    t.equal(databasePid(folder), undefined, 'PostgreSQL itself says that it was shut down')
    t.notOk(existsSync(join(folder, 'server.pid')))
    t.notMatch(server.said(), /"level":[56]0/, 'nothing went wrong')

    const again = await startServer(t, { DATA_DIR: folder })
    const job = await (await again.signIn('admin')).jobEnd(started.body.id)
    t.match(job, { state: 'done', result: { created: 3_000, refused: 0 } })
  })

t.test('a signal during the start stops what was started', async t => {
  const folder = dataFolder()
  const server = launch(t, { DATA_DIR: folder })
  await until(() => databasePid(folder) !== undefined)
  const database = databasePid(folder)!
  server.signal('SIGINT')
  t.equal(await server.ended, 0)
  t.notOk(isAlive(database))
  t.equal(databasePid(folder), undefined)
  t.notMatch(server.said(), '已启动')
})

t.test('a server whose database ends says so and ends', async t => {
  const folder = await preparedFolder()
  const server = await startServer(t, { DATA_DIR: folder })
  process.kill(databasePid(folder)!, 'SIGINT')
  t.equal(await server.ended, 1)
  t.match(server.said(), 'PostgreSQL 意外停止')
  const again = await startServer(t, { DATA_DIR: folder })
  t.equal((await (await again.signIn('admin')).get('/session')).status, 200)
})
