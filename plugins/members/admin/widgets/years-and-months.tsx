import { InputNumber, Space } from 'antd'
import type { WidgetProps } from '../../../../runtime-web/admin/form/widget.ts'

const monthsInYear = 12

/** A span of months, said in years and months as people count it; both are negative for one that is taken off. */
export default function YearsAndMonths({ id, value, onChange, onBlur, disabled, field, describedBy, invalid }: WidgetProps<number>) {
  const months = value ?? undefined
  const years = months === undefined ? undefined : Math.trunc(months / monthsInYear)
  const rest = months === undefined ? undefined : months % monthsInYear
  const change = (year: number | null | undefined, month: number | null | undefined) =>
    onChange(year == null && month == null ? null : (year ?? 0) * monthsInYear + (month ?? 0))
  const shared = { disabled, onBlur, precision: 0, status: invalid ? ('error' as const) : undefined, 'aria-describedby': describedBy }
  return (
    <Space.Compact block>
      <InputNumber {...shared} id={id} value={years} suffix="年" onChange={year => change(year, rest)} />
      <InputNumber
        {...shared}
        aria-label={`${field.title}的月数`}
        value={rest}
        min={1 - monthsInYear}
        max={monthsInYear - 1}
        suffix="月"
        onChange={month => change(years, month)}
      />
    </Space.Compact>
  )
}
