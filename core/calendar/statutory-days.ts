import chineseDays from 'chinese-days'
import { addDays } from '../identity/dates.ts'

const { getYearLeapMonth, monthDays } = chineseDays

/**
 * The days of rest of a year by 《全国年节及纪念日放假办法》 (as revised in 2024), by date: what is certain of a year before the State Council
 * tells which days around them are exchanged for others.
 */
export function statutoryDays(year: number): Map<string, string> {
  const spring = ofMoon(year, 1, 1)
  const days: [string, string[]][] = [
    ['元旦', [`${year}-01-01`]],
    ['春节', [addDays(spring, -1), spring, addDays(spring, 1), addDays(spring, 2)]],
    ['清明节', [clearAndBright(year)]],
    ['劳动节', [`${year}-05-01`, `${year}-05-02`]],
    ['端午节', [ofMoon(year, 5, 5)]],
    ['国庆节', [`${year}-10-01`, `${year}-10-02`, `${year}-10-03`]],
    ['中秋节', [ofMoon(year, 8, 15)]],
  ]
  const found = new Map<string, string>()
  for (const [name, dates] of days) for (const date of dates) found.set(date, found.has(date) ? `${found.get(date)}、${name}` : name)
  return found
}

/** The day on which the Chinese year of 2025 began: from it the package's table of months is counted. */
const knownNewYear = { year: 2025, date: '2025-01-29' }

/** The date of a day of the Chinese year. ICU is no help here: it has the new year of 2027 on the wrong side of midnight. */
function ofMoon(year: number, month: number, day: number): string {
  let days = day - 1
  for (let before = knownNewYear.year; before < year; before++) days += daysBefore(before, 13)
  return addDays(knownNewYear.date, days + daysBefore(year, month))
}

/** Days from the new year to the first of a month; a leap month comes after the month of its number. */
function daysBefore(year: number, month: number): number {
  const { leapMonth, days } = getYearLeapMonth(year)
  let sum = leapMonth !== undefined && leapMonth < month ? days : 0
  for (let one = 1; one < month; one++) sum += monthDays(year, one)
  return sum
}

/** 清明, when the sun stands at 15°: the usual reckoning, right for 2000 to 2099. */
function clearAndBright(year: number): string {
  const since = year % 100
  return `${year}-04-0${Math.floor(since * 0.2422 + 4.81) - Math.floor(since / 4)}`
}
