import { idNumberCheckDigit } from '../../core/identity/check-digits.ts'

/** A sheet of so many members of one organization. The ID number of every thousandth is wrong, so that there is something to report. */
export function membersSheet(organization: string, lines: number): { name: string; content: Buffer; good: number; bad: number } {
  let bad = 0
  const rows = Array.from({ length: lines }, (_, at) => {
    const first17 = `3701011988${String(101 + (at % 28)).padStart(4, '0')}${String(Math.floor(at / 28) % 1_000).padStart(3, '0')}`
    const right = idNumberCheckDigit(first17)
    const wrong = at % 1_000 === 999
    if (wrong) bad++
    const digit = wrong ? (right === '1' ? '2' : '1') : right
    return `${organization},员${at + 1},${first17}${digit},${17_000_000_000 + at},正式党员,2010-07-01,2011-07-01`
  })
  const header = '党组织名称,姓名,身份证号,手机号,人员类别,入党日期,转正日期'
  return { name: 'members.csv', content: Buffer.from(`${header}\n${rows.join('\n')}\n`), good: lines - bad, bad }
}
