const zone = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: zone, hourCycle: 'h23' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
})

/** A date or time as people in China read it; empty for what is none. */
export function inShanghai(value: unknown, form: 'usual' | 'long' | 'short' | 'time'): string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return ''
  const [year, month, day, hour, minute] = value.length === 10 ? [...value.split('-'), '00', '00'] : partsOf(value)
  switch (form) {
    case 'long':
      return `${year}年${Number(month)}月${Number(day)}日`
    case 'short':
      return `${month}-${day}`
    case 'time':
      return `${year}-${month}-${day} ${hour}:${minute}`
    case 'usual':
      return `${year}-${month}-${day}`
  }
}

function partsOf(value: string): string[] {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return ['', '', '', '', '']
  const told = new Map(parts.formatToParts(date).map(part => [part.type, part.value]))
  return ['year', 'month', 'day', 'hour', 'minute'].map(name => told.get(name as Intl.DateTimeFormatPartTypes) ?? '')
}

const letters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** The beginning of a text in one line, with … where more follows. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= most) return line
  const found = Array.from(letters.segment(line.slice(0, most * 12)), one => one.segment)
  return found.length <= most ? line : `${found.slice(0, most).join('').trimEnd()}…`
}
