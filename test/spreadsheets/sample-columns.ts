import type { SheetChoice, SheetColumn } from '../../core/spreadsheets/column.ts'

/** A choice of the given titles, coded 1, 2, 3 …; `aliasOf` gives another way to write each. */
function choices(titles: string[], aliasOf?: (title: string) => string): SheetChoice[] {
  return titles.map((title, index) => ({ code: String(index + 1), title, aliases: aliasOf ? [aliasOf(title)] : [] }))
}

const column = (field: string, header: string, kind: SheetColumn['kind'], more: Partial<SheetColumn> = {}): SheetColumn => ({
  field,
  header,
  kind,
  aliases: [],
  required: false,
  ...more,
})

const nations = '汉族 回族 壮族 土家族 苗族 蒙古族 满族 藏族 维吾尔族 瑶族 彝族 侗族 布依族'.split(' ')
const educations = '研究生 大学本科 大学专科 中央党校大专 高中 技工学校 初中 小学'.split(' ')

/** The columns of members.xlsx and members-dirty.xlsx, as the member entity will declare them. */
export const memberColumns: SheetColumn[] = [
  column('branch', '党组织名称', 'relation', { required: true, aliases: ['所在党支部'], example: '某某社区党支部' }),
  column('name', '姓名', 'text', { required: true, example: '张三' }),
  column('idNumber', '身份证号', 'text', { required: true, digits: true, aliases: ['公民身份号码'], note: '18 位，末位可为 X' }),
  column('phone', '手机号', 'text', { digits: true, aliases: ['手机号码', '联系电话'] }),
  column('sex', '性别', 'choice', { choices: choices(['男', '女'], title => `${title}性`) }),
  column('nation', '民族', 'choice', { choices: choices(nations, title => title.slice(0, -1)) }),
  column('bornOn', '出生日期', 'date'),
  column('education', '文化程度', 'choice', { choices: choices(educations), aliases: ['学历'] }),
  column('category', '党员类别', 'choice', { required: true, choices: choices(['正式党员', '预备党员']) }),
  column('joinedOn', '入党日期', 'date', { required: true, example: '2001-07-01' }),
  column('regularOn', '转正日期', 'date'),
]

/** The columns of organizations.xlsx. */
export const organizationColumns: SheetColumn[] = [
  column('parent', '上级党组织', 'relation'),
  column('fullName', '党组织全称', 'text', { required: true }),
  column('shortName', '党组织简称', 'text'),
  column('category', '类别', 'choice', { required: true, choices: choices(['党委', '党总支', '党支部']) }),
]

export { column }
