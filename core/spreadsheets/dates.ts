import { BoundedCache } from '../bounded-cache.ts'

const dayMs = 86_400_000
const dateOnly = /^(\d{4})\s*[-/.年。—–、]\s*(\d{1,2})\s*[-/.月。—–、]\s*(\d{1,2})\s*[日号]?/
/** As databases have it, which most dates are. */
const plainDate = /^\d{4}-\d\d-\d\d$/
const timeOnly = /^[T\s]*(?:(上午|下午|AM|PM)\s*)?(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})?(?:\.\d+)?秒?)?\s*(AM|PM)?$/i
const zoned = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d)(?::?(\d\d))?$/i

/** A moment on China's wall clock: no zone, so that no conversion can shift a day. */
export type WallTime = { date: string; time: string }

/**
 * Reads a date as people type it: 2021-7-1, 2021/07/01, 2021.7.1, 20210701, 2021年7月1日, with or without a time.
 * Gives null for what is no day of the calendar, and for a year or month alone.
 */
export function parseDateText(text: string): WallTime | null {
  if (plainDate.test(text)) return days.of(text, () => ({ found: plainDay(text) })).found
  const tidy = text.normalize('NFKC').trim()
  const moment = zoned.exec(tidy)
  if (moment) {
    const zone = moment[3]!.toUpperCase()
    return wallTimeOf(Date.parse(`${moment[1]}T${moment[2]}${zone === 'Z' ? zone : `${zone}:${moment[4] ?? '00'}`}`) + 8 * 3_600_000)
  }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(tidy)
  const match = compact ?? dateOnly.exec(tidy)
  if (!match) return null
  const date = realDate(Number(match[1]), Number(match[2]), Number(match[3]))
  const time = parseTime(tidy.slice(match[0].length))
  return date && time ? { date, time } : null
}

/** The same days come again and again. */
const days = new BoundedCache<{ found: WallTime | null }>(64_000)

function plainDay(text: string): WallTime | null {
  return isReal(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))) ? { date: text, time: '00:00:00' } : null
}

/**
 * Reads a number cell as a date. A styled cell is a serial; an unstyled one may also be 20210701 typed as a number,
 * and is refused when it looks like a year (2021) or a month (202107).
 */
export function parseDateNumber(value: number, styled: boolean, date1904: boolean): WallTime | null {
  if (value >= 18_000_101 && value <= 22_001_231 && Number.isInteger(value)) return parseDateText(String(value))
  if (!styled && Number.isInteger(value) && value >= 1800 && value <= 2200) return null
  return parseSerial(value, date1904)
}

/** Excel's days: 1 is 1900-01-01, and 60 the 29 February 1900 that never was. */
function parseSerial(serial: number, date1904: boolean): WallTime | null {
  if (!(serial >= (date1904 ? 0 : 1)) || serial > 109_571) return null
  const seconds = Math.round(serial * 86_400)
  const day = Math.floor(seconds / 86_400)
  if (!date1904 && day === 60) return null
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30)
  return wallTimeOf(start + day * dayMs + (seconds % 86_400) * 1000)
}

/** The serial of a `YYYY-MM-DD`, for writing real dates. */
export function serialOf(date: string, time = '00:00:00'): number {
  const serial = (Date.parse(`${date}T${time}Z`) - Date.UTC(1899, 11, 30)) / dayMs
  return serial < 61 ? serial - 1 : serial
}

function wallTimeOf(ms: number): WallTime | null {
  if (!Number.isFinite(ms)) return null
  const iso = new Date(ms).toISOString()
  return /^(1[89]|2[01])/.test(iso) ? { date: iso.slice(0, 10), time: iso.slice(11, 19) } : null
}

function realDate(year: number, month: number, day: number): string | null {
  return isReal(year, month, day) ? new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) : null
}

function isReal(year: number, month: number, day: number): boolean {
  if (year < 1800 || year > 2200) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function parseTime(text: string): string | null {
  if (text.trim() === '') return '00:00:00'
  const match = timeOnly.exec(text)
  if (!match) return null
  const half = (match[1] ?? match[5] ?? '').toUpperCase()
  let hour = Number(match[2])
  if (/下午|PM/.test(half) && hour < 12) hour += 12
  if (/上午|AM/.test(half) && hour === 12) hour = 0
  const minute = Number(match[3])
  const second = Number(match[4] ?? 0)
  if (hour > 23 || minute > 59 || second > 59) return null
  return [hour, minute, second].map(part => String(part).padStart(2, '0')).join(':')
}
