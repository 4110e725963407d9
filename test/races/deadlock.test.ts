import pg from 'pg'
import t from 'tap'
import { secondServer } from '../core/second-server.ts'
import { counters, documents, fixtures, startWithDocuments } from '../numbers/documents.ts'
import { Client } from '../support/client.ts'

t.test('a request that PostgreSQL ends, because it and another wait for each other, is done again and never told of it', async t => {
  const platform = await startWithDocuments(t)
  const { issue, county } = platform
  const owner = new pg.Client({ connectionString: platform.ownerUrl })
  await owner.connect()
  t.teardown(() => owner.end())
  // The request looks for circles after three seconds, and so has to give way; this transaction never does.
  await owner.query(`alter database ${new URL(platform.ownerUrl).pathname.slice(1)} set deadlock_timeout = '3s'`)
  await owner.query(`set deadlock_timeout = '60s'`)
  const admin = new Client(await secondServer(t, platform, [fixtures]), platform.admin.token)
  await issue()
  const [counter] = (await admin.get(`${counters}?filter[organizationId][eq]=${county.id}`)).body.data
  const draft = (await issue({ state: 'draft' })).body

  await owner.query('begin')
  await owner.query('update core.number_counter set next = next where id = $1', [counter.id])
  const patched = admin.patch(`${documents}/${draft.id}`, { state: 'issued' })
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await owner.query(waiting)).rowCount === 0) await new Promise(done => setTimeout(done, 20))
  // It holds the draft and waits for the count; this waits for the draft and holds the count.
  await owner.query('select 1 from documents.document where id = $1 for update', [draft.id])
  await owner.query('commit')
  const { status, body } = await patched
  t.match({ status, number: body.documentNumber }, { status: 200, number: `${county.shortName}发〔2026〕2号` })
})
