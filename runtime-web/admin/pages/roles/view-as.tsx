import { Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../api/request.ts'
import type { Related } from '../../fields/record.ts'
import { RelationPicker } from '../../pickers/relation-picker.tsx'
import './roles.css'
import { useAttempt } from '../../feedback/use-attempt.ts'

/** Chooses as whom to look at the desk, and goes there. */
export function ViewAs({ person, onClose }: { person?: Related; onClose: () => void }) {
  const [chosen, choose] = useState<Related | null>(person ?? null)
  const { busy, attempt } = useAttempt()

  async function start() {
    if (!chosen) return
    await attempt(async () => {
      await post('/session/view', { userId: chosen.id })
      // Another person's desk begins anew: nothing of one's own stays on the page.
      location.assign('/admin/')
    })
  }

  return (
    <Modal
      open
      title="以他人身份查看"
      okText="开始查看"
      okButtonProps={{ disabled: !chosen }}
      confirmLoading={busy}
      onOk={start}
      onCancel={onClose}
    >
      <p>看到的菜单和数据与本人相同，但只能看，不能改，也看不到本人的消息等私人内容。15 分钟后自动结束，操作日志会记下是您在查看。</p>
      <label htmlFor="view-as-person" className="roles-label">
        查看谁的界面
      </label>
      <RelationPicker id="view-as-person" entity="core/user" value={chosen} onChange={choose} />
    </Modal>
  )
}
