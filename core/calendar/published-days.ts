import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { statutoryDays } from './statutory-days.ts'

export type DayKind = 'workday' | 'rest'

/** A day that is not what its weekday says. */
export type SpecialDay = { date: string; kind: DayKind; name: string }

// The package's own functions read dates in the server's time zone; its data have none.
const { holidays, workdays } = days as Record<'holidays' | 'workdays', Record<string, string>>

/** Whether the State Council's arrangement of that year is known here. */
export function isPublished(year: number): boolean {
  return `${year}-10-01` in holidays
}

const kept = new Map<number, ReadonlyMap<string, SpecialDay>>()

/** A year's days of rest and working weekends as published; before they are, those of rest that are certain. */
export function specialDays(year: number): ReadonlyMap<string, SpecialDay> {
  const known = kept.get(year)
  if (known) return known
  const found = new Map<string, SpecialDay>()
  const note = (date: string, kind: DayKind, name: string) => void found.set(date, { date, kind, name })
  if (isPublished(year)) {
    for (const [date, text] of ofYear(holidays, year)) note(date, 'rest', nameIn(text))
    for (const [date, text] of ofYear(workdays, year)) note(date, 'workday', `${nameIn(text)}调休上班`)
  } else if (year >= firstByLaw) for (const [date, name] of statutoryDays(year)) note(date, 'rest', name)
  kept.set(year, found)
  return found
}

/** From this year on the days are those of the revision of 2024. */
const firstByLaw = 2025

function ofYear(all: Record<string, string>, year: number): [string, string][] {
  return Object.entries(all).filter(([date]) => date.startsWith(`${year}-`))
}

/** `New Year's Day,元旦,1` is 元旦. */
function nameIn(text: string): string {
  return text.split(',')[1] ?? text
}
