import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { revealed } from '../support/reveal.ts'

const platform = await startPlatform(t)
const orgadmin = await platform.signIn('orgadmin')
const member = await platform.signIn('member')
const path = '/points/learning-scores'
const [self] = (await member.get('/members/members')).body.data

const idNumber = await revealed(orgadmin, '/members/members', self.id, 'idNumber')

const file = (...lines: string[]) => ({ name: '学习强国.csv', content: Buffer.from(`身份证号,统计月份,当月积分\n${lines.join('\n')}\n`) })

t.test('months come from a spreadsheet, and the same file twice changes nothing', async t => {
  const lines = [`${idNumber},2025-04,812`, `${idNumber},2025-05,960`]
  t.match(await orgadmin.import(path, file(...lines)), { state: 'done', result: { created: 2 } })
  t.match(await orgadmin.import(path, file(...lines)), { result: { created: 0, unchanged: 2 } })
  t.match(await orgadmin.import(path, file(`${idNumber},2025-05,970`)), { result: { updated: 1 } })
  // Of the demo he has later ones.
  const imported = (await member.get(path)).body.data.filter((one: { month: string }) => one.month < '2026')
  t.match(imported, [
    { month: '2025-05', points: 970, organization: { id: self.organization.id } },
    { month: '2025-04', points: 812 },
  ])
})

t.test('a month that is none, one to come and less than nothing are refused by their lines', async t => {
  const wrong = ['2026-13,1', '2099-01,1', '2026-01,-1'].map(rest => `${idNumber},${rest}`)
  const { result } = await orgadmin.import(path, file(...wrong))
  t.match(result, { created: 0 })
  t.same(new Set(result.problems.map((one: { line: number }) => one.line)), new Set([2, 3, 4]))
})

t.test('a member sees his own and brings none', async t => {
  t.equal((await member.post(path, { memberId: self.id, month: '2026-03', points: 1 })).status, 403)
  t.ok((await member.get(path)).body.data.every((one: { member: { id: string } }) => one.member.id === self.id))
})
