import { idNumberCheckDigit } from './check-digits.ts'
import { isCalendarDate, todayInShanghai } from './dates.ts'

/** `1` man, `2` woman: GB/T 2261.1. */
export type SexCode = '1' | '2'

export type IdNumberCheck =
  | { valid: true; number: string; birthOn: string; sex: SexCode }
  | { valid: false; code: 'length' | 'date' | 'check-digit'; message: string }

/**
 * Whether `text` is a resident identity number of 18 characters (GB 11643), and what it says of its holder.
 *
 * A small `x` is taken as `X`; `number` is the form to store. Area codes are not looked up: abolished ones are still legal.
 *
 * ```ts
 * checkIdNumber('11010519491231002x') // { valid: true, number: '11010519491231002X', birthOn: '1949-12-31', sex: '2' }
 * ```
 */
export function checkIdNumber(text: string, today: string = todayInShanghai()): IdNumberCheck {
  const number = text.toUpperCase()
  if (!/^\d{17}[\dX]$/.test(number)) return { valid: false, code: 'length', message: '身份证号应为18位：前17位为数字，末位为数字或X' }
  const birthOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isCalendarDate(birthOn)) return { valid: false, code: 'date', message: '身份证号中的出生日期不存在' }
  if (birthOn > today) return { valid: false, code: 'date', message: '身份证号中的出生日期晚于今天' }
  if (idNumberCheckDigit(number.slice(0, 17)) !== number[17]) {
    return { valid: false, code: 'check-digit', message: '身份证号校验位不正确，请核对是否录错' }
  }
  return { valid: true, number, birthOn, sex: Number(number[16]) % 2 === 1 ? '1' : '2' }
}

/**
 * The 18-character form of a 15-digit identity number as issued before 1999, or undefined where `text` is none.
 *
 * The century is taken as 19, as the old numbers had it (apart from sequence numbers 996-999, once given to people over a hundred).
 */
export function convertOldIdNumber(text: string): string | undefined {
  if (!/^\d{15}$/.test(text)) return undefined
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`
  const converted = first17 + idNumberCheckDigit(first17)
  return checkIdNumber(converted).valid ? converted : undefined
}
