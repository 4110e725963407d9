import { Button, Select } from 'antd'
import { useState } from 'react'
import type { ScreenField } from '../../fields/screen.ts'
import { ConditionValue, isComplete } from './condition-value.tsx'
import { type Condition, type Operator, operatorsOf, operatorTitle } from './conditions.ts'

type ConditionEditorProps = {
  fields: ScreenField[]
  condition?: Condition
  onDone(condition: Condition): void
  onCancel(): void
}

/** Makes a condition, or another one of it: of which field, how, and what. */
export default function ConditionEditor({ fields, condition, onDone, onCancel }: ConditionEditorProps) {
  const open = fields.filter(field => operatorsOf(field).length > 0)
  const [draft, setDraft] = useState<Condition>(condition ?? blank(open[0]))
  const field = open.find(one => one.name === draft.field)
  if (!field) return <p>没有可用来筛选的字段。</p>
  const complete = isComplete(draft.operator, draft.value)
  return (
    <form
      className="list-condition"
      onSubmit={event => {
        event.preventDefault()
        if (complete) onDone({ ...draft, value: draft.value.trim() })
      }}
    >
      <Select
        autoFocus
        showSearch
        aria-label="字段"
        optionFilterProp="label"
        value={field.name}
        onChange={name => setDraft(blank(open.find(one => one.name === name)))}
        options={open.map(one => ({ value: one.name, label: one.title }))}
      />
      <Select
        aria-label="比较方式"
        value={draft.operator}
        onChange={operator => setDraft({ ...draft, operator, value: '' })}
        options={operatorsOf(field).map(operator => ({ value: operator, label: operatorTitle(field, operator) }))}
      />
      <ConditionValue
        key={`${draft.field} ${draft.operator}`}
        field={field}
        operator={draft.operator}
        value={draft.value}
        onChange={value => setDraft({ ...draft, value })}
      />
      <div className="list-buttons">
        <Button onClick={onCancel}>取消</Button>
        <Button type="primary" htmlType="submit" disabled={!complete}>
          {condition ? '修改条件' : '添加条件'}
        </Button>
      </div>
    </form>
  )
}

const blank = (field: ScreenField | undefined): Condition => ({
  field: field?.name ?? '',
  operator: (field ? operatorsOf(field)[0] : undefined) ?? ('eq' satisfies Operator),
  value: '',
})
