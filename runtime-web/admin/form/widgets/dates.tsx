import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import { useMemo } from 'react'
import { controlProps, type WidgetProps } from '../widget.ts'

dayjs.extend(customParseFormat)

/** The first is how it is shown; all are understood when typed. */
const days = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.MM.DD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY-M-D', 'YYYY年M月D日']
const minutes = ['YYYY-MM-DD HH:mm', 'YYYYMMDD HHmm', 'YYYY/M/D H:mm', 'YYYY-M-D H:mm']

/** A day of the calendar, without a time zone: `2001-07-01`. */
export function DayInput(props: WidgetProps<string>) {
  const { value, onChange } = props
  return (
    <DatePicker
      {...controlProps(props)}
      value={useKept(value, 'YYYY-MM-DD')}
      format={days}
      placeholder="年-月-日"
      onChange={day => onChange(day ? day.format('YYYY-MM-DD') : null)}
      style={{ width: '100%' }}
    />
  )
}

/** A moment, to the minute. */
export function MomentInput(props: WidgetProps<string>) {
  const { value, onChange } = props
  return (
    <DatePicker
      {...controlProps(props)}
      value={useKept(value)}
      format={minutes}
      showTime={{ format: 'HH:mm' }}
      needConfirm={false}
      placeholder="年-月-日 时:分"
      onChange={moment => onChange(moment ? moment.second(0).millisecond(0).toISOString() : null)}
      style={{ width: '100%' }}
    />
  )
}

/** The same object as long as it is the same day: the picker takes another one for a new value, and forgets what is being typed. */
const useKept = (value: string | null, format?: string) => useMemo(() => (value ? dayjs(value, format) : null), [value, format])
