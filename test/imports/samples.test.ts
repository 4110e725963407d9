import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Body } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform } from '../support/platform.ts'

const sample = (name: string) => join(import.meta.dirname, '../data', name)
const platform = await startPlatform(t)
const { admin } = await newTenant(platform, '中共湖州市委员会')

t.test('a city imports its 1,379 organizations into a fresh tenant; the root it was activated with is one of them', async t => {
  const job = await admin.import('/core/organizations', sample('organizations.xlsx'))
  t.equal(job.state, 'done')
  t.match(job.result, { created: 1378, updated: 1, unchanged: 0, refused: 0 })
  const { body } = await admin.get('/core/organizations?count=exact&filter[category][eq]=631')
  t.equal(body.page.total, 1301)
  const tree = await admin.get('/core/organizations/tree')
  t.equal(tree.body.data.length, 1)
  t.equal(tree.body.data[0].children, 5)
})

t.test('a dry run tells what an import would do and changes nothing', async t => {
  const job = await admin.import('/members/members', sample('members-dirty.xlsx'), '?dryRun=true')
  t.match(job.result, { dryRun: true, created: 1444, refused: 56 })
  t.equal(job.result.preview.length, 20)
  t.equal(job.result.preview[0].name, '褚明')
  const { body } = await admin.get('/members/members?count=exact')
  t.equal(body.page.total, 0)
})

t.test('of the dirty sheet exactly the wrong lines are refused, each with a reason a clerk understands', async t => {
  const expected = JSON.parse(readFileSync(sample('members-dirty.expected.json'), 'utf8'))
  const job = await admin.import('/members/members', sample('members-dirty.xlsx'))
  t.match(job.result, { created: 1444, refused: 56 })
  const errors: Body[] = job.result.problems.filter((problem: Body) => problem.level === 'error')
  t.strictSame(
    [...new Set(errors.map(problem => problem.line))].sort((a, b) => a - b),
    Object.keys(expected.invalid).map(Number),
  )
  const reasons: Record<string, string[]> = {
    'no-name': ['no-name'],
    'bad-category': ['bad-choice'],
    'bad-phone': ['bad-phone'],
    'check-digit': ['check-digit'],
    'joined-before-18': ['joined-before-18'],
    'impossible-date': ['impossible-date'],
    'regular-before-joined': ['regular-before-joined'],
    'birth-mismatch': ['birth-mismatch'],
    'id-as-number': ['number-lost-digits'],
    'duplicate-id': ['duplicate-id'],
    'unknown-organization': ['unknown-organization'],
    'sex-mismatch': ['sex-mismatch'],
  }
  for (const [line, reason] of Object.entries<string>(expected.invalid)) {
    const told = errors.filter(problem => problem.line === Number(line))
    t.ok(
      told.some(problem => reasons[reason]!.includes(problem.code)),
      `line ${line}: ${reason}, told ${told.map(problem => problem.code)}`,
    )
    for (const problem of told) t.match(problem.message, /\p{Script=Han}{3}/u)
  }
})

t.test('what was written carelessly is understood rightly', async t => {
  const { body } = await admin.get(
    '/members/members?filter[idNumber][eq]=330522199108306099&fields=name,sex,ethnicity,birthOn,education,phone',
  )
  t.match(body.data[0], { name: '常涵国', sex: '1', ethnicity: '01', birthOn: '1991-08-30', phone: '19914848578' })
  const dates = await admin.get('/members/members?filter[idNumber][eq]=330503198401301429&fields=joinedOn,regularOn')
  t.match(dates.body.data[0], { joinedOn: '2022-06-01', regularOn: '2023-06-01' })
})

t.test('the marked copy explains every bad line in the place where it stands', async t => {
  const job = await admin.import('/members/members', sample('members-dirty.xlsx'), '?dryRun=true')
  const copy = await admin.get(`/core/files/${job.result.markedFileId}/content`)
  t.equal(copy.status, 200)
  t.equal(copy.bytes.subarray(0, 2).toString(), 'PK')
  const other = await platform.signIn('admin')
  t.equal((await other.get(`/core/files/${job.result.markedFileId}/content`)).status, 404)
})

t.test('the same file a second time changes nothing', async t => {
  const before = await admin.get('/members/members?sort=-updatedAt&page[size]=1')
  const again = await admin.import('/members/members', sample('members-dirty.xlsx'))
  t.match(again.result, { created: 0, updated: 0, unchanged: 1444, refused: 56 })
  const organizations = await admin.import('/core/organizations', sample('organizations.xlsx'))
  t.match(organizations.result, { created: 0, updated: 0, unchanged: 1379, refused: 0 })
  const after = await admin.get('/members/members?sort=-updatedAt&page[size]=1')
  t.strictSame(before.body.data, after.body.data)
})

t.test('ten thousand members come in, those of the dirty sheet that stand in it too are changed, and the counts agree', async t => {
  const job = await admin.import('/members/members', sample('members.xlsx'))
  t.equal(job.state, 'done')
  t.equal(job.result.created + job.result.updated + job.result.unchanged + job.result.refused, 10_000)
  const { body } = await admin.get('/members/members?count=exact&page[size]=1')
  const tree = await admin.get('/core/organizations/tree')
  t.equal(tree.body.data[0].counts['members/member'].below, body.page.total)
})

t.test('what is exported can be imported again and changes nothing', async t => {
  for (const query of ['format=xlsx', 'format=csv', 'format=csv&encoding=gb18030']) {
    const file = await admin.get(`/members/members/export?${query}&filter[name][like]=李&reveal=${encodeURIComponent('换系统')}`)
    t.equal(file.status, 200, query)
    const job = await admin.import('/members/members', { name: `导出.${query.includes('csv') ? 'csv' : 'xlsx'}`, content: file.bytes })
    t.match(job.result, { created: 0, updated: 0, refused: 0 }, query)
    t.ok(job.result.unchanged > 100, query)
  }
})

t.test('a template can be read back, and its example is not a record', async t => {
  const template = await admin.get('/members/members/template')
  t.equal(template.status, 200)
  const job = await admin.import('/members/members', { name: '模板.xlsx', content: template.bytes })
  t.equal(job.state, 'failed')
  t.match(job.error, /没有数据/)
})

t.test('a file that is no spreadsheet is refused with a sentence, and nothing is written', async t => {
  const job = await admin.import('/members/members', { name: '坏.xlsx', content: Buffer.from('PK not really') })
  t.equal(job.state, 'failed')
  t.match(job.error, /\p{Script=Han}{3}/u)
})

t.test('an import that is cancelled leaves nothing behind', async t => {
  const { admin: other } = await newTenant(platform, '中共试点县委员会')
  await other.import('/core/organizations', sample('organizations.xlsx'))
  const started = await other.upload('/members/members/import', sample('members.xlsx'))
  for (;;) {
    const { body } = await other.get(`/core/jobs/${started.body.id}`)
    if (body.progress > 0 || body.state !== 'waiting') break
  }
  await other.post(`/core/jobs/${started.body.id}/transitions/cancel`)
  const ended = await other.jobEnd(started.body.id)
  const { body } = await other.get('/members/members?count=exact')
  // A cancel that comes after the last line has been written is too late; anything else leaves nothing.
  t.equal(body.page.total, ended.state === 'done' ? 10_000 : 0)
  t.ok(['cancelled', 'done'].includes(ended.state))
})
