import pg from 'pg'
import t from 'tap'
import { startStandIn } from '../../core/messages/stand-in/stand-in.ts'
import { preparedDatabase, secretKeys } from '../faults/prepared-database.ts'
import type { Body } from '../support/client.ts'
import { noQuietHours } from '../support/quiet-hours.ts'
import { dataFolder, startServer, until } from '../support/server-process.ts'
import approved from './approved.json' with { type: 'json' }

const keys = { accessKeyId: 'key-1', accessKeySecret: 'secret-1' }
const provider = await startStandIn({ ...keys, signName: '党建云', ...approved })
t.teardown(() => provider.close())
const databaseUrl = await preparedDatabase(t)
const settings = {
  DATABASE_URL: databaseUrl,
  DATA_DIR: dataFolder(),
  SECRET_KEYS: secretKeys,
  LOG_LEVEL: 'error',
  ALIYUN_ACCESS_KEY_ID: keys.accessKeyId,
  ALIYUN_ACCESS_KEY_SECRET: keys.accessKeySecret,
  ALIYUN_SMS_SIGN_NAME: '党建云',
  ALIYUN_SMS_TEMPLATES: '{"reminder":"SMS_8"}',
  ALIYUN_SMS_ENDPOINT: provider.endpoint,
}

t.test('a server killed while messages go out loses none of them', async t => {
  const server = await startServer(t, settings)
  const admin = await server.signIn('admin')
  await noQuietHours(admin)
  const { body } = await admin.get('/members/members?page[size]=40&fields=name,phone')
  const ids = body.data.map((one: Body) => one.id)
  let release: () => void = () => {}
  provider.hold = new Promise(done => {
    release = done
  })
  const started = await admin.post('/members/members/remind', { ids, content: '明天上午开会' })
  await admin.jobEnd(started.body.id)
  // The first are with the provider, which does not answer; the others wait.
  await until(async () => (await admin.get('/core/deliveries?filter[state][eq]=sending&count=exact')).body.page.total > 0)
  server.signal('SIGKILL')
  await server.ended
  provider.hold = undefined
  release()
  const again = await startServer(t, settings)
  const chief = again.as(admin)
  await endLeases()
  await until(async () => (await chief.get('/core/deliveries?filter[state][in]=waiting,sending&count=exact')).body.page.total === 0)
  const deliveries = (await chief.get('/core/deliveries?page[size]=200')).body.data as Body[]
  t.equal(deliveries.length, 40)
  t.ok(deliveries.every(one => one.state === 'sent' || one.state === 'delivered'))
  const references = new Set(provider.taken.map(one => one.asked['OutId']))
  t.equal(references.size, 40, 'each reached the provider, those under way a second time by the same OutId')
})

/** What a killed server had under way comes again when its time is over: here, now. */
async function endLeases(): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  await owner.query('update core.pending_reaction set due_at = now()')
  await owner.end()
}
