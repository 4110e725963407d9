import { idNumberCheckDigit } from '../../core/identity/check-digits.ts'

/** A clerk's small sheet: one member for each of these organizations, 章一民, 章二民 and so on. */
export function membersSheet(organizations: string[]): { name: string; content: Uint8Array } {
  const lines = organizations.map((organization, at) => {
    const first17 = `33050219880808${String(at + 101)}`
    const id = first17 + idNumberCheckDigit(first17)
    return [organization, `章${'一二三四五六七八九'[at]}民`, id, `1350000000${at}`, '正式党员', '2010-07-01', '2011-07-01'].join(',')
  })
  const text = ['党组织名称,姓名,身份证号,手机号,党员类别,入党日期,转正日期', ...lines].join('\r\n')
  return { name: '党员.csv', content: Buffer.from(`\uFEFF${text}`) }
}
