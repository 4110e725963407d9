import { Alert, Button, Modal, Typography } from 'antd'
import type { ReactNode } from 'react'
import './told-once.css'

type ToldOnceProps = { secret: string; children?: ReactNode; onClose(): void }

/** A secret that is shown this once: it is closed by saying that it is kept, and not by a stray click. */
export function ToldOnce({ secret, children, onClose }: ToldOnceProps) {
  return (
    <Modal
      open
      title="请立即保存密钥"
      closable={false}
      maskClosable={false}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          已经保存好了
        </Button>
      }
    >
      <Alert type="warning" showIcon message="密钥只显示这一次，关闭后无法再次查看。" />
      {children}
      <Typography.Paragraph code copyable={{ text: secret, tooltips: ['复制密钥', '已复制'] }} data-testid="secret" className="told-once">
        {secret}
      </Typography.Paragraph>
    </Modal>
  )
}
