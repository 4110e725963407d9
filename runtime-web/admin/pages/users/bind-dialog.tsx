import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'

type BindDialogProps = { userId: string; provider: string; title: string; onClose(): void; onDone(): void }

/** Which account there is this person's. */
export function BindDialog({ userId, provider, title, onClose, onDone }: BindDialogProps) {
  const { busy, attempt, message } = useAttempt()
  const [externalId, setExternalId] = useState('')
  const [nickname, setNickname] = useState('')

  async function bind(): Promise<void> {
    await attempt(async () => {
      await post('/core/bindings', { userId, provider, externalId: externalId.trim(), nickname: nickname.trim() || undefined })
      message.success('已绑定')
      onDone()
    })
  }

  return (
    <Modal
      open
      title={`绑定${title}`}
      okText="绑定"
      okButtonProps={{ disabled: externalId.trim() === '' }}
      confirmLoading={busy}
      onOk={bind}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="外部账号" htmlFor="bind-external" required extra="微信、支付宝的 openid，或钉钉的 userid">
          <Input id="bind-external" maxLength={128} value={externalId} onChange={changed => setExternalId(changed.target.value)} />
        </Form.Item>
        <Form.Item label="昵称" htmlFor="bind-nickname">
          <Input id="bind-nickname" maxLength={100} value={nickname} onChange={changed => setNickname(changed.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
