import type { RuleData } from '../declarations/rule-data.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { PaidChannel } from './costs.ts'

/** At most so many within any so many milliseconds. */
export type Limit = { milliseconds: number; most: number }

export const day = 86_400_000

/** What one phone is sent at most. */
export function limitsOf(rules: RuleData, channel: PaidChannel, at: Date): Limit[] {
  const most = (key: string) => Number(rules.value(`messages.${key}`, todayInShanghai(at)))
  if (channel === 'sms') return [{ milliseconds: day, most: most('sms-per-day') }]
  return [
    { milliseconds: 60_000, most: most('calls-per-minute') },
    { milliseconds: 3_600_000, most: most('calls-per-hour') },
    { milliseconds: day, most: most('calls-per-day') },
  ]
}

/** When one more may go, after those that went at these times: the moment itself, or later. */
export function firstAllowed(at: Date, earlier: number[], limits: Limit[]): Date {
  const latest = earlier.toSorted((one, other) => other - one)
  const times = limits.map(({ milliseconds, most }) => {
    const before = latest[most - 1]
    return before === undefined ? 0 : before + milliseconds
  })
  return new Date(Math.max(at.getTime(), ...times))
}
