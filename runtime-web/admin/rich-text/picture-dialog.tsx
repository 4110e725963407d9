import type { Editor } from '@tiptap/core'
import { Checkbox, Input, Modal, Radio } from 'antd'
import { useState } from 'react'

const widths = [
  { value: 0, label: '原始大小' },
  { value: 240, label: '小' },
  { value: 480, label: '中' },
  { value: 720, label: '大' },
]

/** What a picture shows, for those who do not see it; and how wide it stands. Asked of every picture that is put in. */
export function PictureDialog({ editor, onClose }: { editor: Editor; onClose(): void }) {
  const attributes = editor.getAttributes('picture')
  const [alt, setAlt] = useState(String(attributes['alt'] ?? ''))
  const [decorative, setDecorative] = useState(false)
  const [width, setWidth] = useState(Number(attributes['width'] ?? 0))
  const save = () => {
    editor
      .chain()
      .focus()
      .updateAttributes('picture', { alt: decorative ? '' : alt.trim(), width: width || null })
      .run()
    onClose()
  }
  return (
    <Modal
      open
      title="图片说明"
      okText="确定"
      okButtonProps={{ disabled: !decorative && alt.trim() === '' }}
      cancelText="以后再填"
      onOk={save}
      onCancel={onClose}
      width={440}
    >
      <label htmlFor="picture-alt">图片上是什么？看不到图片的人会听到这句话</label>
      <Input
        id="picture-alt"
        autoFocus
        maxLength={300}
        value={alt}
        disabled={decorative}
        placeholder="如：党员在村口清理河道"
        onChange={event => setAlt(event.target.value)}
        onPressEnter={() => alt.trim() !== '' && save()}
      />
      <Checkbox className="picture-decorative" checked={decorative} onChange={event => setDecorative(event.target.checked)}>
        只是装饰，不需要说明
      </Checkbox>
      <Radio.Group
        aria-label="宽度"
        optionType="button"
        size="small"
        options={widths}
        value={width}
        onChange={event => setWidth(event.target.value)}
      />
    </Modal>
  )
}
