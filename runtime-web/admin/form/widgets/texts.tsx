import { Input, Select } from 'antd'
import { controlProps, type WidgetProps } from '../widget.ts'

const inputModes: Record<string, 'tel' | 'email' | 'url'> = { phone: 'tel', email: 'email', uri: 'url' }
const capitals = new Set(['id-number', 'credit-code'])

/** One line. */
export function TextLine(props: WidgetProps<string>) {
  const { field, value, onChange, onBlur } = props
  const tidy = () => {
    const text = (value ?? '').trim()
    const canonical = capitals.has(field.format ?? '') ? text.toUpperCase() : text
    if (canonical !== (value ?? '')) onChange(canonical || null)
    onBlur()
  }
  return (
    <Input
      {...controlProps(props)}
      value={value ?? ''}
      inputMode={inputModes[field.format ?? '']}
      maxLength={field.limits['maxLength'] as number | undefined}
      autoComplete="off"
      onChange={event => onChange(event.target.value || null)}
      onBlur={tidy}
    />
  )
}

/** Several lines. */
export function TextLines(props: WidgetProps<string>) {
  const { field, value, onChange } = props
  const most = field.limits['maxLength'] as number | undefined
  return (
    <Input.TextArea
      {...controlProps(props)}
      value={value ?? ''}
      maxLength={most}
      showCount={most !== undefined}
      autoSize={{ minRows: 3, maxRows: 12 }}
      onChange={event => onChange(event.target.value || null)}
    />
  )
}

/** Several short texts. */
export function Texts(props: WidgetProps<string[]>) {
  const { field, value, onChange } = props
  return (
    <Select
      {...controlProps(props)}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', '，', '、', ';', '；']}
      maxCount={field.limits['maxItems'] as number | undefined}
      value={value ?? []}
      placeholder="输入后按回车，可填多个"
      onChange={(words: string[]) => onChange(words.length > 0 ? words : null)}
      style={{ width: '100%' }}
    />
  )
}
