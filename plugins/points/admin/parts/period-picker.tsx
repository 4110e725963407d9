import { DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { current, inWords, kindOf, type Period, type PeriodKind } from './period.ts'

const kinds: { value: PeriodKind; label: string }[] = [
  { value: 'all', label: '累计' },
  { value: 'year', label: '年' },
  { value: 'month', label: '月' },
]

/** All times, a year or a month; nothing that is yet to come. */
export function PeriodPicker({ value, onChange }: { value: Period; onChange(period: Period): void }) {
  const kind = kindOf(value)
  return (
    <div className="points-period">
      <Segmented<PeriodKind> aria-label="时间" value={kind} options={kinds} onChange={next => onChange(current(next))} />
      {kind !== 'all' && (
        <DatePicker
          aria-label={kind === 'year' ? '年份' : '月份'}
          picker={kind}
          allowClear={false}
          inputReadOnly
          format={chosen => inWords(chosen.format(kind === 'year' ? 'YYYY' : 'YYYY-MM'))}
          value={dayjs(kind === 'year' ? `${value}-01` : value)}
          disabledDate={date => date.isAfter(dayjs(), kind)}
          onChange={chosen => chosen && onChange(chosen.format(kind === 'year' ? 'YYYY' : 'YYYY-MM'))}
        />
      )}
    </div>
  )
}
