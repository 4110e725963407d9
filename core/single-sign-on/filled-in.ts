import type { Json } from '../declarations/model.ts'
import type { FieldProblem } from '../problem.ts'
import { invalid } from '../records/problems.ts'

const text = (maxLength: number) => ({ type: 'string', maxLength })

/** What a tenant fills in about the platform from which its people are to enter. */
export const applicationBody: Json = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { ...text(60), description: '平台名称' },
    homepage: { ...text(300), description: '平台网址' },
    origins: { type: 'array', maxItems: 20, items: text(200), description: '允许的来源；空为平台网址本身' },
    contactName: text(50),
    contactPhone: text(20),
    purpose: { ...text(200), description: '用途' },
  },
}

export type FilledIn = {
  name: string
  homepage: string
  origins: string[]
  contactName: string | null
  contactPhone: string | null
  purpose: string | null
}

type Body = Partial<Omit<FilledIn, 'origins'>> & { origins?: string[] }

/** The application as it will be, tidy. @throws invalid */
export function filledIn(body: Body, before?: FilledIn): FilledIn {
  const problems: FieldProblem[] = []
  const trimmed = (given: string | null | undefined, former: string | null | undefined) => (given ?? former ?? '').trim()
  const name = trimmed(body.name, before?.name)
  const homepage = trimmed(body.homepage, before?.homepage)
  const contactName = trimmed(body.contactName, before?.contactName)
  const contactPhone = trimmed(body.contactPhone, before?.contactPhone)
  const require = (field: string, value: string, detail: string) =>
    value === '' && problems.push({ pointer: `/${field}`, code: 'required', detail })
  require('name', name, '请填写平台名称')
  require('contactName', contactName, '请填写联系人')
  require('contactPhone', contactPhone, '请填写联系电话')
  if (webAddress(homepage) === undefined)
    problems.push({ pointer: '/homepage', code: 'bad-address', detail: '请填写以 https:// 或 http:// 开头的网址' })
  const origins = (body.origins ?? before?.origins ?? []).map(origin => origin.trim()).filter(origin => origin !== '')
  for (const [at, origin] of origins.entries())
    if (webAddress(origin) === undefined)
      problems.push({ pointer: `/origins/${at}`, code: 'bad-address', detail: `“${origin}”不是网址，应如 https://oa.example.cn` })
  if (problems.length > 0) throw invalid(problems[0]!.detail, problems)
  const from = origins.length > 0 ? origins : [homepage]
  return {
    name,
    homepage,
    origins: [...new Set(from.map(address => webAddress(address)!.origin))],
    contactName,
    contactPhone,
    purpose: trimmed(body.purpose, before?.purpose) || null,
  }
}

/** Undefined for what is no address of a page: the operator will click on it. */
function webAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined
}
