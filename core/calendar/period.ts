import type { TenantRows } from '../database/database.ts'
import { addDays, addMonths, todayInShanghai } from '../identity/dates.ts'
import { editedDays } from './edited-days.ts'
import { addWorkingDays, countWorkingDays, type EditedDays } from './working-days.ts'

/** A length of time as it is declared: ISO 8601 (`P3D`, `P1M`, `PT4H`, `-P1M` for before), or working days. */
export type Period = string | { workingDays: number }

type Parts = { sign: 1 | -1; months: number; days: number; milliseconds: number }

const shape = /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const mostDays = 36_500

/** Whether this is a period, of a hundred years at most. */
export function isPeriod(value: unknown): value is Period {
  if (typeof value === 'string') return partsOf(value) !== undefined
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return false
  const { workingDays } = value as { workingDays?: unknown }
  return Number.isInteger(workingDays) && Math.abs(workingDays as number) <= mostDays
}

/**
 * The moment so much later. Months and days are those of the calendar in China, at the same time of the day; the 31st becomes the last of a
 * shorter month. Working days are those of the tenant's calendar.
 * @throws TypeError when it is no period
 */
export async function after(connection: TenantRows, from: Date, period: Period): Promise<Date> {
  return laterBy(from, period, typeof period === 'string' ? new Map() : await editedDays(connection))
}

/** The date so much later; the hours of a period count from the beginning of the day. @throws TypeError when it is no period */
export async function dateAfter(connection: TenantRows, date: string, period: Period): Promise<string> {
  return todayInShanghai(await after(connection, startOf(date), period))
}

/** How many of the tenant's working days come after `from`, up to and including `to`; negative where `to` is before. Dates are `YYYY-MM-DD`. */
export async function workingDaysBetween(connection: TenantRows, from: string, to: string): Promise<number> {
  return countWorkingDays(from, to, await editedDays(connection))
}

/** The same as `after`, with the edited days at hand. */
export function laterBy(from: Date, period: Period, edited: EditedDays): Date {
  if (!isPeriod(period)) throw new TypeError(`${JSON.stringify(period)} is no period`)
  const date = todayInShanghai(from)
  const ofDay = from.getTime() - startOf(date).getTime()
  if (typeof period !== 'string') return new Date(startOf(addWorkingDays(date, period.workingDays, edited)).getTime() + ofDay)
  const { sign, months, days, milliseconds } = partsOf(period)!
  const day = addDays(addMonths(date, sign * months), sign * days)
  return new Date(startOf(day).getTime() + ofDay + sign * milliseconds)
}

/** Midnight in China. */
export function startOf(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`)
}

function partsOf(text: string): Parts | undefined {
  const found = shape.exec(text)
  if (!found) return undefined
  const [years, months, weeks, days, hours, minutes, seconds] = found.slice(2).map(part => Number(part ?? 0)) as [
    ...[number, number, number, number, number, number, number],
  ]
  const parts: Parts = {
    sign: found[1] ? -1 : 1,
    months: years * 12 + months,
    days: weeks * 7 + days,
    milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1_000,
  }
  const inDays = parts.months * 31 + parts.days + parts.milliseconds / 86_400_000
  return inDays <= mostDays ? parts : undefined
}
