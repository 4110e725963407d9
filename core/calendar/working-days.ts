import { addDays, daysBetween } from '../identity/dates.ts'
import { type SpecialDay, specialDays } from './published-days.ts'

/** Days that someone has edited, by date; the latest word on them. */
export type EditedDays = ReadonlyMap<string, Pick<SpecialDay, 'kind'>>

/** Whether people work on that date: as edited, else as published, else Monday to Friday. */
export function isWorkday(date: string, edited: EditedDays): boolean {
  const special = edited.get(date) ?? specialDays(Number(date.slice(0, 4))).get(date)
  return special ? special.kind === 'workday' : !isWeekend(date)
}

/** The `count`th working day after a date, before it where negative; the date itself for 0. */
export function addWorkingDays(date: string, count: number, edited: EditedDays): string {
  const step = Math.sign(count)
  let left = Math.abs(count)
  let day = date
  while (left > 0) {
    day = addDays(day, step)
    if (isWorkday(day, edited)) left--
  }
  return day
}

/** How many working days come after `from`, up to and including `to`; negative where `to` is before. */
export function countWorkingDays(from: string, to: string, edited: EditedDays): number {
  if (to < from) return -countWorkingDays(addDays(to, -1), addDays(from, -1), edited) || 0
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(day, edited)) count++
  return count
}

/** 3 January 2000 was a Monday. */
function isWeekend(date: string): boolean {
  const day = daysBetween('2000-01-03', date) % 7
  return (day + 7) % 7 >= 5
}
