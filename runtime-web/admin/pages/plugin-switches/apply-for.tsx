import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'
import type { Plugin } from './plugins.ts'

/** Asks the operator for a plugin that the edition lacks. */
export function ApplyFor({ plugin, onClose }: { plugin: Plugin; onClose: () => void }) {
  const [reason, tell] = useState('')
  const client = useQueryClient()
  const { busy, attempt, message } = useAttempt()

  async function send() {
    await attempt(async () => {
      await post(`/core/plugins/${plugin.name}/apply`, reason.trim() ? { reason: reason.trim() } : {})
      await client.invalidateQueries({ queryKey: ['plugins'] })
      message.success('已提交申请')
      onClose()
    })
  }

  return (
    <Modal open title={`申请开通“${plugin.title}”`} okText="提交申请" confirmLoading={busy} onOk={send} onCancel={onClose}>
      <p>由平台运营审核，通过后即可启用。</p>
      <label htmlFor="apply-reason">申请说明</label>
      <Input.TextArea
        id="apply-reason"
        rows={3}
        maxLength={200}
        showCount
        value={reason}
        onChange={event => tell(event.target.value)}
        placeholder="为什么需要它（选填）"
      />
    </Modal>
  )
}
