import { Button, Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'

/** How long (milliseconds) a secret stays on the screen. */
const shownFor = 60_000

type RevealedProps = { screen: Screen; record: Told; field: ScreenField }

/** A secret, masked until someone says why he has to see it; then for a minute. */
export function Revealed({ screen, record, field }: RevealedProps) {
  const [asking, ask] = useState(false)
  const [plain, show] = useState<string | null>(null)
  useEffect(() => {
    if (plain === null) return
    const timer = setTimeout(() => show(null), shownFor)
    return () => clearTimeout(timer)
  }, [plain])
  return (
    <span className="revealed">
      {plain ?? <Value field={field} value={record[field.told]} />}
      {plain === null ? (
        <Button type="link" size="small" aria-label={`查看${field.title}`} onClick={() => ask(true)}>
          查看
        </Button>
      ) : (
        <Button type="link" size="small" onClick={() => show(null)}>
          隐藏
        </Button>
      )}
      {asking && (
        <WhyDialog
          title={`查看${field.title}`}
          reveal={async reason =>
            show(
              (await post<{ value: string | null }>(`${screen.path}/${record.id}/transitions/reveal`, { field: field.name, reason }))
                .value ?? '—',
            )
          }
          onClose={() => ask(false)}
        />
      )}
    </span>
  )
}

function WhyDialog({ title, reveal, onClose }: { title: string; reveal(reason: string): Promise<void>; onClose(): void }) {
  const [reason, say] = useState('')
  const [wrong, tell] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    try {
      await reveal(reason.trim())
      onClose()
    } catch (error) {
      tell(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText="查看"
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={busy}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <p>这是加密保存的内容。您的姓名、时间和事由会记入操作日志。</p>
      <Form.Item label="查看事由" htmlFor="reveal-reason" layout="vertical" validateStatus={wrong ? 'error' : undefined} help={wrong}>
        <Input
          id="reveal-reason"
          autoFocus
          maxLength={200}
          value={reason}
          placeholder="例如：核对转接组织关系的介绍信"
          onChange={event => say(event.target.value)}
          onPressEnter={() => reason.trim().length >= 2 && void submit()}
        />
      </Form.Item>
    </Modal>
  )
}
