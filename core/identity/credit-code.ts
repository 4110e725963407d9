import { creditCodeCheckDigit } from './check-digits.ts'

export type CreditCodeCheck =
  | { valid: true; number: string }
  | { valid: false; code: 'length' | 'characters' | 'check-digit'; message: string }

/**
 * Whether `text` is a unified social credit code (统一社会信用代码, GB 32100). Small letters are taken as capitals;
 * `number` is the form to store.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const number = text.toUpperCase()
  if (number.length !== 18) return { valid: false, code: 'length', message: '统一社会信用代码应为18位' }
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(number)) {
    return { valid: false, code: 'characters', message: '统一社会信用代码含有不允许的字符（不使用字母I、O、S、V、Z，第3至8位为数字）' }
  }
  if (creditCodeCheckDigit(number.slice(0, 17)) !== number[17]) {
    return { valid: false, code: 'check-digit', message: '统一社会信用代码校验位不正确，请核对是否录错' }
  }
  return { valid: true, number }
}
