import { idNumberCheckDigit } from '../core/identity/check-digits.ts'

/** An area code that GB/T 2260 gives to no place, so that no demonstration number can be anybody's. */
const nobodysArea = '990101'

/**
 * Valid ID numbers (GB 11643) no two of one area the same: the sequence number counts up within a birthday,
 * odd for men and even for women.
 */
export function idNumbers(area = nobodysArea): (birthOn: string, sex: '1' | '2') => string {
  const given = new Map<string, number>()
  return (birthOn, sex) => {
    const key = `${birthOn} ${sex}`
    const count = given.get(key) ?? 0
    given.set(key, count + 1)
    const sequence = 100 + count * 2 + (sex === '1' ? 1 : 0)
    const first17 = `${area}${birthOn.replaceAll('-', '')}${sequence}`
    return first17 + idNumberCheckDigit(first17)
  }
}

/** Mobile numbers 1990000xxxx, as the sample spreadsheets use them: right in form, and one per person. */
export function phoneNumber(index: number): string {
  return `1990000${String(index).padStart(4, '0')}`
}
