import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { checkData } from '../../core/consistency/check-data.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import { openFileStore } from '../../core/files/store.ts'
import { seededRandom } from '../../demo/random.ts'
import type { Client } from '../support/client.ts'
import { dataFolder, type ServerProcess, startServer } from '../support/server-process.ts'
import { ownPlugins } from '../support/template.ts'
import { membersSheet } from './members-sheet.ts'
import { preparedDatabase, secretKeys } from './prepared-database.ts'

// npm run test:faults kills it twenty times. FAULT_ROUNDS=200 FAULT_SEED=7 npm test -- test/faults/killed-server.test.ts: more rounds, or those of a failure again.
const rounds = Number(process.env['FAULT_ROUNDS'] || 4)
const seed = Number(process.env['FAULT_SEED'] || Math.floor(Math.random() * 1_000_000))

t.setTimeout(120_000 + rounds * 20_000)

t.test(`an import of 10,000 rows ends exactly once, however often its server is killed (seed ${seed})`, async t => {
  const random = seededRandom(seed)
  const folder = dataFolder()
  const temporary = mkdtempSync(join(folder, 'tmp-'))
  const databaseUrl = await preparedDatabase(t)
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: folder, SECRET_KEYS: secretKeys, TMPDIR: temporary, LOG_LEVEL: 'error' }
  let server = await startServer(t, settings)
  const sheet = membersSheet('中共测试委员会', 10_000)

  const [first, whole] = await timed(async () => {
    const admin = await freshTenant(server)
    return { admin, job: await admin.import('/members/members', sheet) }
  })
  t.match(first.job, { state: 'done', result: { created: sheet.good, refused: sheet.bad } })

  const begun: { admin: Client; job: string }[] = []
  for (let round = 0; round < rounds; round++) {
    const admin = await freshTenant(server)
    const { status, body } = await admin.upload('/members/members/import', sheet)
    t.equal(status, 202)
    begun.push({ admin, job: body.id })
    await new Promise(done => setTimeout(done, random.fraction() * whole))
    server.signal('SIGKILL')
    t.equal(await server.ended, null)
    server = await startServer(t, settings)
  }

  for (const { admin, job } of begun) {
    const here = server.as(admin)
    const ended = await here.jobEnd(job)
    t.match(ended, {
      state: 'done',
      result: { created: sheet.good, updated: 0, unchanged: 0, refused: sheet.bad, problemCount: sheet.bad },
    })
    t.equal((await here.get('/members/members?count=exact&page[size]=1')).body.page.total, sheet.good)
    t.equal((await here.get('/core/audit-entries?filter[action][eq]=import')).body.data.length, 1)
    const marked = await here.get(`/core/files/${ended.result.markedFileId}/content`)
    t.equal(marked.status, 200)
    t.equal(marked.bytes.subarray(0, 2).toString(), 'PK', 'the marked copy is there')
  }

  server.signal('SIGINT')
  t.equal(await server.ended, 0)
  t.strictSame(readdirSync(temporary), [], 'nothing is left in the temporary folder')
  const model = loadModel([ownPlugins])
  const files = await openFileStore({ kind: 'disk', directory: join(folder, 'files') })
  const { findings, leftOver } = await checkData({ ownerUrl: databaseUrl, model, files })
  t.strictSame(findings, [])
  t.comment(`${leftOver.length} files that no row names`)
})

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now()
  return [await work(), performance.now() - began]
}

/** A tenant of its own, so that each round begins with nothing; its admin is signed in. */
async function freshTenant(server: ServerProcess): Promise<Client> {
  const operator = await server.signIn('operator')
  const { body: batch } = await operator.post('/core/activation-codes/batch', { edition: 'standard', count: 1 })
  const { body } = await operator.post('/core/activations', { code: batch.codes[0], organizationName: '中共测试委员会', username: 'chief' })
  const first = await server.signIn('chief', { tenant: body.tenant.code, password: 'ABC#123' })
  const password = 'Lantern#47river'
  const changed = await first.put('/session/password', { current: 'ABC#123', next: password })
  if (changed.status !== 204) throw new Error(JSON.stringify(changed.body))
  return server.signIn('chief', { tenant: body.tenant.code, password })
}
