import { Alert, Button, Form, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Screen } from '../fields/screen.ts'
import { type Chosen, countOf, stepsOf } from '../list/bulk/order.ts'
import { RunningLine, useRunning } from '../list/bulk/running.tsx'
import { totalInWords } from '../list/rows.ts'
import './bulk-deed.css'
import type { QuickDeed } from './quick-deed.ts'

type BulkDeedDialogProps = { screen: Screen; deed: QuickDeed; chosen: Chosen; onDone(): void; onClose(): void }

type Outcome = { done: number; refused: { id: string; code: string; detail: string }[] }

/** The most that the server takes at once. */
const mostAtOnce = 200

/** Makes a transition with many records, those that it can be made with, and tells of the others why not. */
export default function BulkDeedDialog({ screen, deed, chosen, onDone, onClose }: BulkDeedDialogProps) {
  const [said, say] = useState('')
  const done = useRef(0)
  const refused = useRef(new Map<string, number>())
  const total = countOf(chosen)
  const { stage, run, stop } = useRunning({
    steps: signal => stepsOf(screen, chosen, signal, mostAtOnce),
    work: async ids => {
      const body = { ids, ...(deed.asks ? { [deed.asks.name]: said.trim() } : {}) }
      const outcome = await post<Outcome>(`${screen.path}/transitions/${deed.event}`, body)
      done.current += outcome.done
      for (const { detail } of outcome.refused) refused.current.set(detail, (refused.current.get(detail) ?? 0) + 1)
    },
    onDone,
  })
  const ready = !deed.asks || said.trim() !== ''
  const buttons = {
    asking: [
      <Button key="no" onClick={onClose}>
        取消
      </Button>,
      <Button key="yes" type="primary" danger={deed.kind === 'refuse'} disabled={!ready} onClick={() => void run()}>
        {deed.title}
      </Button>,
    ],
    running: [
      <Button key="stop" onClick={stop}>
        停止
      </Button>,
    ],
    ended: [
      <Button key="close" type="primary" onClick={onClose}>
        知道了
      </Button>,
    ],
  }[stage.at]
  return (
    <Modal
      open
      title={`${deed.title}${screen.title}${total === undefined ? '' : `（${totalInWords(total)}）`}`}
      closable={stage.at !== 'running'}
      maskClosable={false}
      keyboard={stage.at !== 'running'}
      onCancel={onClose}
      footer={buttons}
    >
      {stage.at === 'asking' && <p>轮到您办理的会逐条办理，其余的保持不变并说明原因。</p>}
      {stage.at === 'asking' && deed.asks && (
        <Form.Item label={deed.asks.title} htmlFor="bulk-said" layout="vertical" required>
          <Input.TextArea
            id="bulk-said"
            autoFocus
            rows={3}
            maxLength={deed.asks.maxLength}
            showCount={deed.asks.maxLength !== undefined}
            value={said}
            onChange={event => say(event.target.value)}
          />
        </Form.Item>
      )}
      {stage.at === 'running' && <RunningLine doing="正在办理" count={stage.count} total={total} />}
      {stage.at === 'ended' && (
        <Ended title={deed.title} done={done.current} refused={refused.current} stopped={stage.stopped} error={stage.error} />
      )}
    </Modal>
  )
}

type EndedProps = { title: string; done: number; refused: Map<string, number>; stopped: boolean; error?: unknown }

function Ended({ title, done, refused, stopped, error }: EndedProps) {
  const reasons = [...refused].map(([detail, count]) => `${detail}（${count} 条）`)
  return (
    <div className="deed-outcome" role="status">
      <Alert
        type={stopped || done === 0 ? 'warning' : 'success'}
        showIcon
        message={`${stopped ? '已停止。' : ''}已${title} ${done.toLocaleString('zh-CN')} 条。`}
      />
      {reasons.length > 0 && (
        <Alert
          type="info"
          showIcon
          message="没有办理的"
          description={
            <ul>
              {reasons.map(reason => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          }
        />
      )}
      {error !== undefined && <Alert type="error" showIcon message={sentenceOf(error)} description="其余的没有处理。" />}
    </div>
  )
}
