import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import type { WidgetProps } from './widget.ts'
import { TextLine } from './widgets/texts.tsx'

/** A secret that the record holds is shown masked; another one is typed whole, in its place. */
export function SecretInput(props: WidgetProps<string>) {
  const { id, value, onChange } = props
  const [held] = useState(value)
  const [asked, ask] = useState(held === null)
  if (asked)
    return held === null ? (
      <TextLine {...props} />
    ) : (
      <Space.Compact block>
        <TextLine {...props} />
        <Button
          onClick={() => {
            onChange(held)
            ask(false)
          }}
        >
          不修改
        </Button>
      </Space.Compact>
    )
  return (
    <Space.Compact block>
      <Input id={id} value={held ?? ''} readOnly aria-describedby={props.describedBy} />
      <Button
        onClick={() => {
          onChange(null)
          ask(true)
        }}
      >
        重新填写
      </Button>
    </Space.Compact>
  )
}
