import type { Mistake } from './declaration-error.ts'
import type { RuleData } from './rule-data.ts'
import type { DatedPeriod, DeclaredPeriod } from './workflow.ts'

/** `P1M`, `{ "workingDays": 2 }`, or a length that a rule of some rules.json gives: `{ "months": "development.activist-months" }`. */
export type PeriodOrRule = DeclaredPeriod | { months: string } | { days: string } | { workingDays: string }

type Place = { file: string; pointer: string; rules: RuleData; mistakes: Mistake[] }

/** A period as it is on the date from which it counts: a rule has its value of that date. */
export function compilePeriod(declared: PeriodOrRule, place: Place): DatedPeriod {
  if (typeof declared === 'string') return () => declared
  const [unit, length] = Object.entries(declared)[0] as ['months' | 'days' | 'workingDays', string | number]
  if (typeof length === 'number') return () => ({ workingDays: length })
  if (!place.rules.has(length)) {
    const { file, pointer, mistakes } = place
    const message = `rule ${length} is in no rules.json`
    mistakes.push({ file, pointer: `${pointer}/${unit}`, message, remedy: 'add it there, with its source' })
    return () => 'P0D'
  }
  return date => {
    const value = Number(place.rules.value(length, date))
    if (unit === 'workingDays') return { workingDays: value }
    return unit === 'months' ? `P${value}M` : `P${value}D`
  }
}
