import { InputNumber, Radio, Switch } from 'antd'
import { controlProps, type WidgetProps } from '../widget.ts'

/** A number; whole ones take no decimals, others as many as `multipleOf` has. */
export function NumberInput(props: WidgetProps<number>) {
  const { field, value, onChange } = props
  const { minimum, maximum, multipleOf } = field.limits as Record<string, number | undefined>
  return (
    <InputNumber
      {...controlProps(props)}
      value={value ?? undefined}
      min={minimum}
      max={maximum}
      step={multipleOf ?? 1}
      precision={field.kind === 'integer' ? 0 : decimalsOf(multipleOf)}
      changeOnWheel={false}
      onChange={onChange}
      style={{ width: '100%' }}
    />
  )
}

const decimalsOf = (step: number | undefined): number | undefined =>
  step === undefined ? undefined : (String(step).split('.')[1]?.length ?? 0)

/** Yes or no: a switch where one of them is usual, else a question that may stay open. */
export function YesOrNo(props: WidgetProps<boolean>) {
  const { field, value, onChange, onBlur, disabled, id } = props
  if (field.preset !== undefined)
    return (
      <div className="form-switch">
        <Switch id={id} checked={value === true} disabled={disabled} onChange={onChange} aria-describedby={props.describedBy} />
        <span aria-hidden>{value === true ? '是' : '否'}</span>
      </div>
    )
  return (
    <Radio.Group
      id={id}
      name={id}
      value={value}
      disabled={disabled}
      onBlur={onBlur}
      aria-labelledby={`${id}-label`}
      onChange={event => onChange(event.target.value as boolean)}
      options={[
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]}
    />
  )
}
