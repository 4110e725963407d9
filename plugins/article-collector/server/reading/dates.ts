const chinese = /(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:\s*T?\s*(\d{1,2})\s*[:：时]\s*(\d{1,2}))?/

/** Milliseconds by which a clock elsewhere may be ahead. */
const tolerance = 86_400_000

/** A time as feeds and pages write it, in UTC; one without a zone is China's. Undefined where it is none, or lies in the future. */
export function timeIn(text: string | null | undefined, now = Date.now()): string | undefined {
  if (!text) return undefined
  const time = parsed(text.trim())
  if (Number.isNaN(time) || time > now + tolerance || time < Date.UTC(1990, 0)) return undefined
  return new Date(time).toISOString()
}

function parsed(text: string): number {
  // With a zone it means the same everywhere.
  if (/(Z|GMT|UTC?|[+-]\d{2}:?\d{2}|\b[ECMP][SD]T)\s*(\([^)]*\))?$/i.test(text)) return Date.parse(text)
  const match = chinese.exec(text)
  if (!match) return Date.parse(`${text} GMT+0800`)
  const [, year, month, day, hour = '0', minute = '0'] = match
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour) - 8, Number(minute))
}
