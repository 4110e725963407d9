import { DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useDictionary } from '../../fields/dictionary.ts'
import type { Related } from '../../fields/record.ts'
import type { ScreenField } from '../../fields/screen.ts'
import { RelationPicker } from '../../pickers/relation-picker.tsx'
import type { Operator } from './conditions.ts'
import { useRecordLabel } from './record-label.ts'

type ConditionValueProps = { field: ScreenField; operator: Operator; value: string; onChange(value: string): void }

/** What a field is compared with, asked for in the field's own way. An unfinished value is empty. */
export function ConditionValue(props: ConditionValueProps) {
  const { field, operator, value, onChange } = props
  if (operator === 'null') return <Chosen value={value} onChange={onChange} options={{ true: '未填写', false: '已填写' }} />
  switch (field.kind) {
    case 'boolean':
      return <Chosen value={value} onChange={onChange} options={{ true: '是', false: '否' }} />
    case 'choice':
    case 'dictionary':
      return <Codes {...props} />
    case 'date':
    case 'date-time':
      return <Days {...props} />
    case 'integer':
    case 'number':
      return <Numbers {...props} />
    case 'relation':
      return <Picked {...props} />
    default:
      return <Input aria-label="条件内容" value={value} maxLength={200} onChange={event => onChange(event.target.value)} />
  }
}

type ChosenProps = { value: string; onChange(value: string): void; options: Record<string, string> }

function Chosen({ value, onChange, options }: ChosenProps) {
  return (
    <Select
      aria-label="条件内容"
      value={value || undefined}
      placeholder="请选择"
      onChange={onChange}
      options={Object.entries(options).map(([code, label]) => ({ value: code, label }))}
    />
  )
}

function Codes({ field, value, onChange }: ConditionValueProps) {
  const dictionary = useDictionary(field.dictionary)
  const items = field.choices ?? dictionary?.items ?? []
  return (
    <Select
      mode="multiple"
      aria-label="条件内容"
      placeholder="可选多项"
      optionFilterProp="label"
      maxTagCount={6}
      value={value === '' ? [] : value.split(',')}
      onChange={(codes: string[]) => onChange(codes.join(','))}
      options={items.map(({ code, title }) => ({ value: code, label: title }))}
    />
  )
}

const day = 'YYYY-MM-DD'

function Days({ operator, value, onChange }: ConditionValueProps) {
  const [from, to] = value.split(',').map(text => (text ? dayjs(text, day) : null))
  if (operator === 'between')
    return (
      <DatePicker.RangePicker
        separator="至"
        aria-label="条件内容"
        value={[from ?? null, to ?? null]}
        onChange={days => onChange(days?.[0] && days[1] ? `${days[0].format(day)},${days[1].format(day)}` : '')}
      />
    )
  return <DatePicker aria-label="条件内容" value={from ?? null} onChange={chosen => onChange(chosen ? chosen.format(day) : '')} />
}

function Numbers({ field, operator, value, onChange }: ConditionValueProps) {
  const [from = '', to = ''] = value.split(',')
  const precision = field.kind === 'integer' ? 0 : undefined
  const text = (number: string | null) => number ?? ''
  if (operator !== 'between')
    return (
      <InputNumber<string>
        stringMode
        aria-label="条件内容"
        precision={precision}
        value={value || null}
        onChange={one => onChange(text(one))}
      />
    )
  return (
    <div className="list-range">
      <InputNumber<string>
        stringMode
        aria-label="从"
        precision={precision}
        value={from || null}
        onChange={one => onChange(`${text(one)},${to}`)}
      />
      <span>至</span>
      <InputNumber<string>
        stringMode
        aria-label="到"
        precision={precision}
        value={to || null}
        onChange={one => onChange(`${from},${text(one)}`)}
      />
    </div>
  )
}

function Picked({ field, value, onChange }: ConditionValueProps) {
  const label = useRecordLabel(field.relation!.entity, value || undefined)
  const related: Related | null = value ? { id: value, label: label ?? '' } : null
  return (
    <RelationPicker entity={field.relation!.entity} aria-label="条件内容" value={related} onChange={chosen => onChange(chosen?.id ?? '')} />
  )
}

/** Whether it can be asked for as it stands. */
export function isComplete(operator: Operator, value: string): boolean {
  return operator === 'between' ? value.split(',').filter(Boolean).length === 2 : value.trim() !== ''
}
