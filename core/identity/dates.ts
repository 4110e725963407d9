/*
 * Dates of the calendar are 'YYYY-MM-DD' strings: they have no time zone, and sort as text.
 */
/** China has kept to UTC+8 without summer time since 1992; arithmetic is a hundred times faster than asking the time zone data. */
const aheadOfUtc = 8 * 3_600_000
const millisecondsOfDay = 86_400_000

/** Whether `text` is 'YYYY-MM-DD' and such a day exists, from year 1000 on. */
export function isCalendarDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const { year, month, day } = partsOf(text)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

let today = { number: Number.NaN, text: '' }

/** The day it is in China, wherever the server stands. Asked for with every record; worded once a day. */
export function todayInShanghai(now: Date = new Date()): string {
  const number = Math.floor((now.getTime() + aheadOfUtc) / millisecondsOfDay)
  if (number !== today.number) today = { number, text: new Date(number * millisecondsOfDay).toISOString().slice(0, 10) }
  return today.text
}

/** The same day `count` months later (earlier where negative), or the last of that month where it has no such day. */
export function addMonths(date: string, count: number): string {
  const { year, month, day } = partsOf(date)
  const months = year * 12 + (month - 1) + count
  const laterYear = Math.floor(months / 12)
  const laterMonth = (months % 12) + 1
  return dateOf(laterYear, laterMonth, Math.min(day, daysIn(laterYear, laterMonth)))
}

/** The day `count` days later, earlier where negative. */
export function addDays(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * millisecondsOfDay).toISOString().slice(0, 10)
}

/** How many days after `from` the day `to` is; negative where before. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsOfDay
}

/**
 * Full months from `from` to `to`: the greatest n for which `addMonths(from, n)` is not after `to`. So 31 January to
 * 28 February is a month. Where `to` is before `from`, the months the other way round, negative.
 */
export function monthsBetween(from: string, to: string): number {
  if (to < from) return -monthsBetween(to, from) || 0
  const start = partsOf(from)
  const end = partsOf(to)
  const months = (end.year - start.year) * 12 + end.month - start.month
  return addMonths(from, months) > to ? months - 1 : months
}

/** Full years from `from` to `to`, as age and length of membership are counted; born on 29 February counts on the 28th. */
export function yearsBetween(from: string, to: string): number {
  return Math.trunc(monthsBetween(from, to) / 12) || 0
}

function partsOf(date: string): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function dateOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
