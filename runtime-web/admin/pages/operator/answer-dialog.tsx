import { Form, Input, Modal } from 'antd'

type AnswerDialogProps = { title: string; action: string; busy: boolean; onAnswer(answer: string): void; onCancel(): void }

/** Why a unit does not get a plugin, or loses it: the applicant reads it. */
export function AnswerDialog({ title, action, busy, onAnswer, onCancel }: AnswerDialogProps) {
  const [form] = Form.useForm<{ answer: string }>()
  return (
    <Modal open title={title} okText={action} okButtonProps={{ danger: true }} confirmLoading={busy} onOk={form.submit} onCancel={onCancel}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ answer }) => onAnswer(answer.trim())}>
        <Form.Item
          name="answer"
          label="原因"
          extra="会发消息告诉申请人。"
          rules={[{ required: true, whitespace: true, message: '请填写原因' }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
