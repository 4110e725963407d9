import { Alert, Form, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { patch } from '../api/request.ts'
import type { Reviewed } from './reviewed.ts'

type EntriesDialogProps = { application: Reviewed; onDone(): void; onCancel(): void }

/** How many entries an application may use in all. */
export function EntriesDialog({ application, onDone, onCancel }: EntriesDialogProps) {
  const [entries, setEntries] = useState<number | null>(application.entriesGranted)
  const [wrong, tell] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function save() {
    setBusy(true)
    try {
      await patch(`/core/sso-applications/${application.id}`, { entriesGranted: entries }, application.version)
      onDone()
    } catch (error) {
      tell(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={`“${application.name}”的可用次数`}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: entries === null }}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={onCancel}
    >
      <Form layout="vertical">
        <Form.Item label="可用次数" htmlFor="sso-entries" extra={`开通以来一共可以进入的次数；已用 ${application.entriesUsed ?? 0} 次。`}>
          <InputNumber id="sso-entries" min={0} max={1_000_000_000} precision={0} value={entries} onChange={setEntries} />
        </Form.Item>
      </Form>
      {wrong && <Alert type="error" showIcon message={wrong} />}
    </Modal>
  )
}
