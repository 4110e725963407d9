import pg from 'pg'
import t, { type Test } from 'tap'
import { buildApp } from '../../core/app.ts'
import { startPlatform } from '../support/platform.ts'
import { ownPlugins, testKeys } from '../support/template.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const owner = new pg.Client({ connectionString: platform.ownerUrl })
await owner.connect()
t.teardown(() => owner.end())
const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')

const file = (...titles: string[]) => ({
  name: 'a.csv',
  content: Buffer.from(
    `党组织名称,类型,名称,授予日期\n${titles.map(title => `${roots.data[0].name},荣誉,${title},2021-07-01\n`).join('')}`,
  ),
})

/** Another server takes up what the database says is still to be done. */
async function startAnother(t: Test): Promise<void> {
  const another = await buildApp({
    databaseUrl: platform.ownerUrl,
    masterKeys: testKeys,
    secretCipher: 'aes',
    pluginFolders: [ownPlugins],
    demo: true,
    files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/another` },
    logLevel: 'silent',
    connections: 4,
  })
  await another.platform.jobs.start()
  t.teardown(() => another.close())
}

t.test('an import that was committed just before a crash is not done again', async t => {
  const job = await admin.import('/honors/organization-honors', file('先进基层党组织甲'))
  t.match(job, { state: 'done', result: { created: 1 } })
  const { body: found } = await admin.get(`/honors/organization-honors?filter[title][eq]=${encodeURIComponent('先进基层党组织甲')}`)
  await admin.delete(`/honors/organization-honors/${found.data[0].id}`)
  await owner.query(`update core.job set state = 'running', ended_at = null where id = $1`, [job.id])
  await owner.query('insert into core.open_job (tenant_id, job_id) select tenant_id, id from core.job where id = $1', [job.id])
  await startAnother(t)
  t.match(await admin.jobEnd(job.id), { state: 'done', result: { created: 1, updated: 0 } })
  const { body: after } = await admin.get(`/honors/organization-honors?filter[title][eq]=${encodeURIComponent('先进基层党组织甲')}`)
  t.strictSame(after.data, [], 'what was deleted since does not come back')
})

t.test('the same file twice at once is written once', async t => {
  const titles = Array.from({ length: 300 }, (_, at) => `红旗党组织第${at + 1}号`)
  const jobs = await Promise.all([1, 2, 3].map(() => admin.import('/honors/organization-honors', file(...titles))))
  t.strictSame(
    jobs.map(job => job.state),
    ['done', 'done', 'done'],
  )
  const tally = (name: string) => jobs.map(job => job.result[name]).sort((a, b) => a - b)
  t.strictSame(tally('created'), [0, 0, 300])
  t.strictSame(tally('unchanged'), [0, 300, 300])
  t.strictSame(tally('refused'), [0, 0, 0])
})
