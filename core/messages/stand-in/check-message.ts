import { longestVariable } from '../aliyun/variables.ts'

/** An approved text, with its variables as `${dueOn}`, by its code. */
export type Approved = Record<string, string>

export type Parameters = Record<string, string | undefined>

/** Why Aliyun would not send this SMS; its code. */
export function refusalOfSms(asked: Parameters, signName: string, approved: Approved): string | undefined {
  const phones = (asked['PhoneNumbers'] ?? '').split(',')
  if (phones.length > 1_000 || !phones.every(isPhone)) return 'isv.MOBILE_NUMBER_ILLEGAL'
  if (asked['SignName'] !== signName) return 'isv.SMS_SIGNATURE_ILLEGAL'
  return refusalOfText(asked['TemplateParam'], approved[asked['TemplateCode'] ?? ''], 'isv.SMS_TEMPLATE_ILLEGAL')
}

/** The same of a call. */
export function refusalOfCall(asked: Parameters, approved: Approved): string | undefined {
  if (!isPhone(asked['CalledNumber'] ?? '')) return 'isv.MOBILE_NUMBER_ILLEGAL'
  const within = (name: string, least: number, most: number) => {
    const value = asked[name]
    return value === undefined || (/^-?\d+$/.test(value) && Number(value) >= least && Number(value) <= most)
  }
  if (!within('PlayTimes', 1, 3) || !within('Volume', 0, 100) || !within('Speed', -500, 500)) return 'isv.INVALID_PARAMETERS'
  return refusalOfText(asked['TtsParam'], approved[asked['TtsCode'] ?? ''], 'isv.TTS_TEMPLATE_ILLEGAL')
}

function refusalOfText(given: string | undefined, approved: string | undefined, unknown: string): string | undefined {
  if (approved === undefined) return unknown
  const values = parsed(given ?? '{}')
  if (!values) return 'isv.INVALID_JSON_PARAM'
  for (const [, name] of approved.matchAll(/\$\{(\w+)\}/g)) if (!values[name!]) return 'isv.TEMPLATE_MISSING_PARAMETERS'
  const texts = Object.values(values).map(String)
  if (texts.some(text => text.length > longestVariable)) return 'isv.PARAM_LENGTH_LIMIT'
  if (texts.some(text => /https?:\/\//i.test(text))) return 'isv.PARAM_NOT_SUPPORT_URL'
  return undefined
}

function isPhone(text: string): boolean {
  return /^1\d{10}$/.test(text)
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
