import { Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { addressOf } from '../../api/request.ts'
import type { Screen } from '../../fields/screen.ts'

type ExportDialogProps = {
  screen: Screen
  /** What is exported: filters, search, scope, and the order. */
  query: URLSearchParams
  /** How it is told: `查到的全部党员`. */
  what: string
  columns: string[]
  onClose(): void
}

const shortestReason = 2

/** What no cell of a spreadsheet can hold. */
const withoutCell = new Set(['file', 'files', 'document', 'rows'])

const formats = {
  xlsx: { label: 'Excel（.xlsx）', query: { format: 'xlsx' } },
  csv: { label: 'CSV（UTF-8）', query: { format: 'csv' } },
  gb: { label: 'CSV（GB 18030，旧版软件）', query: { format: 'csv', encoding: 'gb18030' } },
}

/** A spreadsheet of what the list shows; the browser takes it down as it is written. */
export default function ExportDialog({ screen, query, what, columns, onClose }: ExportDialogProps) {
  const offered = screen.fields.filter(field => field.shown !== 'hidden' && !withoutCell.has(field.kind))
  const [fields, setFields] = useState(columns.filter(name => offered.some(field => field.name === name)))
  const [format, setFormat] = useState<keyof typeof formats>('xlsx')
  const [reveal, setReveal] = useState(false)
  const [reason, setReason] = useState('')
  const secret = screen.can.includes('reveal') && offered.some(field => field.secret && fields.includes(field.name))
  const ready = fields.length > 0 && (!secret || !reveal || reason.trim().length >= shortestReason)

  function take() {
    const asked = new URLSearchParams(query)
    for (const [name, value] of Object.entries(formats[format].query)) asked.set(name, value)
    asked.set(
      'fields',
      offered
        .map(field => field.name)
        .filter(name => fields.includes(name))
        .join(','),
    )
    if (secret && reveal) asked.set('reveal', reason.trim())
    const link = document.createElement('a')
    link.href = addressOf(`${screen.path}/export`, asked)
    link.download = ''
    link.click()
    onClose()
  }

  return (
    <Modal
      open
      title={`导出${what}`}
      okText="导出"
      cancelText="取消"
      okButtonProps={{ disabled: !ready }}
      onOk={take}
      onCancel={onClose}
      width={640}
    >
      <Form layout="vertical">
        <Form.Item label="格式">
          <Radio.Group
            value={format}
            onChange={event => setFormat(event.target.value)}
            options={Object.entries(formats).map(([value, { label }]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item
          label={
            <Checkbox
              checked={fields.length === offered.length}
              indeterminate={fields.length > 0 && fields.length < offered.length}
              onChange={event => setFields(event.target.checked ? offered.map(field => field.name) : [])}
            >
              全部字段
            </Checkbox>
          }
        >
          <Checkbox.Group
            className="list-export"
            value={fields}
            onChange={setFields}
            options={offered.map(field => ({ value: field.name, label: field.title }))}
          />
        </Form.Item>
        {secret && (
          <Form.Item>
            <Checkbox checked={reveal} onChange={event => setReveal(event.target.checked)}>
              加密字段按完整内容导出，并记入操作日志
            </Checkbox>
            {reveal && (
              <Input
                aria-label="查看完整内容的事由"
                placeholder="事由"
                maxLength={200}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            )}
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
