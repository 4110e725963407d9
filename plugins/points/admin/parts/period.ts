import dayjs from 'dayjs'

/** `all`, a year `2026` or a month `2026-05`. */
export type Period = string

export type PeriodKind = 'all' | 'year' | 'month'

const formats = { year: 'YYYY', month: 'YYYY-MM' }

export function kindOf(period: Period): PeriodKind {
  return period === 'all' ? 'all' : period.includes('-') ? 'month' : 'year'
}

/** The year or month that we have now. */
export function current(kind: PeriodKind): Period {
  return kind === 'all' ? 'all' : dayjs().format(formats[kind])
}

export function inWords(period: Period): string {
  return period === 'all' ? '累计' : period.replace(/^(\d{4})$/, '$1 年').replace(/^(\d{4})-0?(\d+)$/, '$1 年 $2 月')
}

/** The first and the last day, as a list is filtered by them. */
export function daysOf(period: Period): { from: string; to: string } | undefined {
  const kind = kindOf(period)
  if (kind === 'all') return undefined
  const first = dayjs(kind === 'year' ? `${period}-01-01` : `${period}-01`)
  return { from: first.format('YYYY-MM-DD'), to: first.endOf(kind).format('YYYY-MM-DD') }
}
