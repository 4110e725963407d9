import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../api/request.ts'
import { type GoingDialogProps, WhyVoid } from './delete-dialog.tsx'
import { useGoing } from './use-going.ts'

/** Deleting for good asks for the record's name, so that no hand does it by habit. */
export function EraseDialog({ screen, record, onDone, onCancel }: GoingDialogProps) {
  const name = String(record[screen.label] ?? '')
  const [typed, type] = useState('')
  const away = (why: string | undefined) => post(`${screen.path}/${record.id}/transitions/erase`, { confirm: true, reason: why })
  const { reason, say, wrong, busy, run } = useGoing(screen.numbered === true, away, onDone)
  return (
    <Modal
      open
      title={`彻底删除${screen.title}“${name}”？`}
      okText="彻底删除"
      okButtonProps={{ danger: true, disabled: typed.trim() !== name }}
      confirmLoading={busy}
      onOk={() => void run()}
      onCancel={onCancel}
    >
      <p>记录连同它的子表、附件和历史都会删除，谁也不能恢复。操作日志会留下这次删除。</p>
      {screen.numbered && <WhyVoid reason={reason} onSay={say} />}
      <Form.Item label={`请输入“${name}”确认`} htmlFor="erase-name" layout="vertical">
        <Input id="erase-name" autoFocus autoComplete="off" value={typed} onChange={event => type(event.target.value)} />
      </Form.Item>
      {wrong && <Alert type="error" showIcon message={wrong} />}
    </Modal>
  )
}
