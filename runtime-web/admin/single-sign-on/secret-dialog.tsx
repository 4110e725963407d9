import { Alert, Modal, Radio, Typography } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import { ToldOnce } from '../feedback/told-once.tsx'
import { type Application, moment, ownPath } from './application.ts'

type Made = { secret: string; application: Application }

type SecretDialogProps = { application: Application; onMade(): void; onClose(): void }

/** Makes a secret, or another in its place, and shows it this once. */
export function SecretDialog({ application, onMade, onClose }: SecretDialogProps) {
  const [made, show] = useState<Made>()
  const [endFormer, end] = useState(false)
  const [wrong, tell] = useState<string>()
  const [busy, setBusy] = useState(false)
  const again = application.secretMadeAt !== null

  async function make() {
    setBusy(true)
    try {
      show(await post<Made>(`${ownPath}/${application.id}/secret`, { endFormer }))
      onMade()
    } catch (error) {
      tell(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  if (made)
    return (
      <ToldOnce secret={made.secret} onClose={onClose}>
        <dl className="sso-facts">
          <dt>应用编号</dt>
          <dd>
            <Typography.Text code copyable={{ text: application.id, tooltips: ['复制应用编号', '已复制'] }}>
              {application.id}
            </Typography.Text>
          </dd>
        </dl>
        {made.application.formerSecretUntil && <p>旧密钥在 {moment(made.application.formerSecretUntil)} 之前仍可使用，请在此之前换好。</p>}
      </ToldOnce>
    )
  return (
    <Modal
      open
      title={again ? `更换“${application.name}”的密钥` : `为“${application.name}”生成密钥`}
      okText={again ? '更换密钥' : '生成密钥'}
      cancelText="取消"
      okButtonProps={{ danger: again && endFormer }}
      confirmLoading={busy}
      onOk={() => void make()}
      onCancel={onClose}
    >
      {again ? (
        <Radio.Group className="sso-choice" value={endFormer} onChange={event => end(event.target.value)}>
          <Radio value={false}>旧密钥再用 24 小时，期间新旧都有效</Radio>
          <Radio value={true}>旧密钥立即失效（密钥泄露时）</Radio>
        </Radio.Group>
      ) : (
        <p>密钥用来给请求签名，只显示一次，请准备好保存它的地方。</p>
      )}
      {wrong && <Alert type="error" showIcon message={wrong} />}
    </Modal>
  )
}
