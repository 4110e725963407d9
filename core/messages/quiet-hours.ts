import { startOf } from '../calendar/period.ts'
import type { RuleData } from '../declarations/rule-data.ts'
import { addDays, todayInShanghai } from '../identity/dates.ts'

/** What a tenant has set of them. */
export type OwnHours = { quiet_from: string | null; quiet_to: string | null }

/** From when to when of the day in China nobody is disturbed, `21:00` to `08:00`; the same twice is never. */
export type QuietHours = { from: string; to: string }

/** The tenant's own, as far as it has set them, else those of the rules `messages.quiet-from` and `messages.quiet-to`. */
export function quietHours(rules: RuleData, own: OwnHours | undefined, at: Date): QuietHours {
  const today = todayInShanghai(at)
  return {
    from: own?.quiet_from ?? String(rules.value('messages.quiet-from', today)),
    to: own?.quiet_to ?? String(rules.value('messages.quiet-to', today)),
  }
}

/** The moment itself, or when the quiet hours that it falls in are over. */
export function firstMomentFrom(at: Date, { from, to }: QuietHours): Date {
  if (from === to) return at
  const today = todayInShanghai(at)
  const [begin, end] = [momentOf(today, from), momentOf(today, to)]
  if (from < to) return at >= begin && at < end ? end : at
  if (at < end) return end
  return at >= begin ? momentOf(addDays(today, 1), to) : at
}

function momentOf(date: string, time: string): Date {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return new Date(startOf(date).getTime() + (hours * 60 + minutes) * 60_000)
}
