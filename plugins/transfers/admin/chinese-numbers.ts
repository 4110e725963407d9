const digits = '〇一二三四五六七八九'

/** 二〇二六年六月三十日: as letters are dated. */
export function chineseDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${chineseYear(year)}年${chineseNumber(Number(month))}月${chineseNumber(Number(day))}日`
}

/** 二〇二六年六月 of 2026-06. */
export function chineseMonth(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${chineseYear(year)}年${chineseNumber(Number(number))}月`
}

function chineseYear(year: string): string {
  return [...year].map(digit => digits[Number(digit)]).join('')
}

/** 十, 二十三, 九十: of whole numbers from 1 to 99; greater ones stay as they are. */
export function chineseNumber(number: number): string {
  if (number > 99) return String(number)
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const after = ones === 0 ? '' : digits[ones]
  if (tens === 0) return digits[ones]!
  return `${tens === 1 ? '' : digits[tens]}十${after}`
}
