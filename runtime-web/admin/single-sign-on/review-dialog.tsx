import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Deed, Reviewed } from './reviewed.ts'

type ReviewDialogProps = { deed: Deed; application: Reviewed; onDone(): void; onCancel(): void }

/** Approving, refusing or stopping, with what the tenant is told of it. */
export function ReviewDialog({ deed, application, onDone, onCancel }: ReviewDialogProps) {
  const [form] = Form.useForm<{ note?: string }>()
  const [wrong, tell] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function decide({ note }: { note?: string }) {
    setBusy(true)
    try {
      await post(`/core/sso-applications/${application.id}/transitions/${deed.action}`, { note })
      onDone()
    } catch (error) {
      tell(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={`${deed.title}“${application.name}”的免密登录`}
      okText={deed.title}
      okButtonProps={{ danger: deed.reasoned }}
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form form={form} layout="vertical" onFinish={filled => void decide(filled)}>
        <Form.Item
          name="note"
          label={deed.reasoned ? '原因' : '说明'}
          extra="申请的单位看得到。"
          rules={deed.reasoned ? [{ required: true, whitespace: true, message: '请填写原因' }] : []}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
      </Form>
      {wrong && <Alert type="error" showIcon message={wrong} />}
    </Modal>
  )
}
