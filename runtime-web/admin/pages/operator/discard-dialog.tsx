import { Form, Input, Modal } from 'antd'
import { post } from '../../api/request.ts'
import { useChanging } from './changing.ts'

/** Doing away with what failed needs a reason: it stands in the log, here and at those whose matter it was. */
export function DiscardDialog({ items, onClose }: { items: { id: string; tenant: string }[]; onClose: () => void }) {
  const [form] = Form.useForm<{ reason: string }>()
  const discard = useChanging(({ reason }: { reason: string }) => post('/core/dead-letters/discard', { items, reason }), '已作废')
  return (
    <Modal
      open
      title={`作废 ${items.length} 项？`}
      okText="作废"
      okButtonProps={{ danger: true, loading: discard.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>作废后不再处理，也不能恢复。原因会记入日志，有关单位也能看到。</p>
      <Form form={form} layout="vertical" onFinish={given => discard.mutate(given, { onSuccess: onClose })}>
        <Form.Item name="reason" label="原因" rules={[{ required: true, whitespace: true, message: '请填写作废的原因' }]}>
          <Input.TextArea maxLength={200} rows={3} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
