/** Whether `text` is a mobile number of mainland China as it is stored: eleven digits, nothing else. */
export function isMobilePhone(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text)
}

/**
 * The stored form of a mobile number as people write it: full-width digits, spaces, hyphens and a leading +86 are undone.
 * Undefined where what remains is no mobile number.
 *
 * ```ts
 * readMobilePhone('+86 138-0013-8000') // '13800138000'
 * ```
 */
export function readMobilePhone(text: string): string | undefined {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e()-]/g, '')
    .replace(/^(?:\+|00)86/, '')
  return isMobilePhone(digits) ? digits : undefined
}
