import { Alert, Button, Input, Modal, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import type { Screen } from '../../fields/screen.ts'
import { WhyVoid } from '../../record/delete-dialog.tsx'
import { totalInWords } from '../rows.ts'
import { countOf, doStep, type Order, stepsOf } from './order.ts'
import { consequences, doing, done, erasing, titleOf } from './words.ts'

type BulkDialogProps = {
  screen: Screen
  order: Order
  /** Something was done; `all`: everything that was meant. */
  onDone(all: boolean): void
  onClose(): void
}

type Stage = { at: 'asking' } | { at: 'running'; count: number } | { at: 'ended'; count: number; stopped: boolean; error?: unknown }

/** Asks whether it is meant, does it step by step with its progress in sight, and tells what came of it. */
export default function BulkDialog({ screen, order, onDone, onClose }: BulkDialogProps) {
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const [typed, type] = useState('')
  const [reason, setReason] = useState('')
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])
  const { action, chosen, name } = order
  const total = countOf(chosen)
  const voids = screen.numbered && (action === 'delete' || action === 'erase')
  const ready = action === 'erase' ? typed.trim() === erasing : action === 'remind' ? typed.trim() !== '' : true

  async function run() {
    stop.current = new AbortController()
    const { signal } = stop.current
    let count = 0
    let error: unknown
    setStage({ at: 'running', count })
    try {
      for await (const ids of stepsOf(screen, chosen, signal)) {
        if (signal.aborted) break
        await doStep(screen, action, ids, { content: typed.trim(), reason: reason.trim() })
        count += ids.length
        setStage({ at: 'running', count })
      }
    } catch (thrown) {
      if (!signal.aborted) error = thrown
    }
    if (count > 0) onDone(!signal.aborted && error === undefined)
    setStage({ at: 'ended', count, stopped: signal.aborted, error })
  }

  const asking = (
    <>
      {consequences(action, screen).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {action === 'erase' && (
        <Input
          autoFocus
          aria-label={`输入“${erasing}”确认`}
          placeholder={`输入“${erasing}”确认`}
          value={typed}
          onChange={event => type(event.target.value)}
        />
      )}
      {action === 'remind' && (
        <Input.TextArea
          autoFocus
          aria-label="短信内容"
          placeholder="短信内容，前面会加上“某某同志：”"
          rows={4}
          maxLength={200}
          showCount
          value={typed}
          onChange={event => type(event.target.value)}
        />
      )}
      {voids && <WhyVoid reason={reason} onSay={setReason} />}
    </>
  )
  const buttons = {
    asking: [
      <Button key="no" onClick={onClose}>
        取消
      </Button>,
      <Button key="yes" type="primary" danger={action === 'delete' || action === 'erase'} disabled={!ready} onClick={run}>
        {titleOf(action)}
      </Button>,
    ],
    running: [
      <Button key="stop" onClick={() => stop.current.abort()}>
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
      title={
        name === undefined
          ? `${titleOf(action)}${screen.title}${total === undefined ? '' : `（${totalInWords(total)}）`}`
          : `${titleOf(action)}${screen.title}“${name}”？`
      }
      closable={stage.at !== 'running'}
      maskClosable={false}
      keyboard={stage.at !== 'running'}
      onCancel={onClose}
      footer={buttons}
    >
      {stage.at === 'asking' && asking}
      {stage.at === 'running' && (
        <div role="status">
          <Progress
            percent={typeof total === 'number' && total > 0 ? Math.floor((100 * stage.count) / total) : undefined}
            status="active"
            showInfo={typeof total === 'number'}
          />
          <p>{`${doing(action)}，已完成 ${stage.count.toLocaleString('zh-CN')} 条。停止后，已完成的不会撤回。`}</p>
        </div>
      )}
      {stage.at === 'ended' && <Ended {...stage} says={done(action, stage.count)} />}
    </Modal>
  )
}

function Ended({ count, stopped, error, says }: { count: number; stopped: boolean; error?: unknown; says: string }) {
  return (
    <>
      {(count > 0 || !error) && <Alert type={stopped ? 'warning' : 'success'} showIcon message={stopped ? `已停止。${says}` : says} />}
      {error !== undefined && (
        <Alert type="error" showIcon message={sentenceOf(error)} description={count > 0 ? '其余的没有处理。' : '没有处理任何记录。'} />
      )}
    </>
  )
}
