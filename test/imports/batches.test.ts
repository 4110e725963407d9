import t from 'tap'
import { membersSheet } from '../faults/members-sheet.ts'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const { body: tops } = await admin.get('/core/organizations/tree')
const top: string = tops.data[0].name

// Files are read, understood and written by some hundreds of lines at once, one batch while the other is on its way.
const manyBatches = 1_700

t.test('a phone and an ID number that stand twice in a file are refused the second time, however far apart the lines are', async t => {
  const { content } = membersSheet(top, manyBatches)
  const lines = content.toString().trimEnd().split('\n')
  const samePhone = lines[1_650]!.replace(/,1700000\d+,/, `,${17_000_000_003},`)
  lines[1_650] = samePhone
  lines[1_600] = lines[10]!
  const job = await admin.import('/members/members', { name: '两次.csv', content: Buffer.from(lines.join('\n')) })
  t.match(job.result, {
    created: manyBatches - 3,
    refused: 3,
    problems: [
      { line: 1_001, field: 'idNumber', code: 'check-digit' },
      { line: 1_601, field: 'idNumber', code: 'duplicate-id', message: /第 11 行/ },
      { line: 1_651, field: 'phone', code: 'duplicate-phone' },
    ],
  })
})

t.test('an organization can stand below one that an earlier part of the same file brings, by its short name too', async t => {
  const line = (at: number, parent: string) => `中共分批第${at}支部委员会,分批${at}支部,党支部,${parent}`
  const lines = Array.from({ length: manyBatches }, (_, at) =>
    line(at, at === 0 ? top : at < manyBatches - 1 ? '中共分批第0支部委员会' : '分批1支部'),
  )
  const content = Buffer.from(`党组织全称,党组织简称,组织类别,上级党组织\n${lines.join('\n')}\n`)
  const job = await admin.import('/core/organizations', { name: '分批.csv', content })
  t.match(job, { state: 'done', result: { created: manyBatches, refused: 0, problems: [] } })
  const { body } = await admin.get(`/core/organizations?filter[shortName][eq]=${encodeURIComponent(`分批${manyBatches - 1}支部`)}`)
  t.match(body.data[0].parent, { label: '中共分批第1支部委员会' })
})

t.test('what cells hold comes back as it stood, in the record, in its history and in the log, whatever characters it has', async t => {
  const odd = `甲"乙"\\丙{丁},NULL'𠮷 \\u0001`
  const [header, ...all] = membersSheet(top, 1_900).content.toString().trimEnd().split('\n')
  const lines = all.slice(1_750, 1_870)
  const quoted = `"${odd.replaceAll('"', '""')}"`
  const file = [`${header},工作单位,现居住地`, ...lines.map((line, at) => `${line},${at % 2 ? quoted : ''},`)].join('\n')
  const job = await admin.import('/members/members', { name: '字符.csv', content: Buffer.from(file) })
  t.match(job, { state: 'done', result: { refused: 0, problems: [] } })
  const query = `filter[workUnit][eq]=${encodeURIComponent(odd)}&count=exact`
  const { body } = await admin.get(`/members/members?${query}`)
  t.equal(body.page.total, 60)
  const [{ id, workUnit, residence }] = body.data
  t.same([workUnit, residence], [odd, null])
  const { body: history } = await admin.get(`/members/members/${id}/history`)
  t.match(history.data[0].data, { workUnit: odd, residence: null })
  const { body: log } = await admin.get(`/core/audit-entries?filter[recordId][eq]=${id}&fields=action,changes`)
  t.match(log.data[0], { action: 'create', changes: { workUnit: [null, odd] } })
  t.notOk('residence' in log.data[0].changes)
})
