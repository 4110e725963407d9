import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import type { Screen } from '../../fields/screen.ts'
import { WhyVoid } from '../../record/delete-dialog.tsx'
import { totalInWords } from '../rows.ts'
import { countOf, doStep, type Order, stepsOf } from './order.ts'
import { RunningLine, useRunning } from './running.tsx'
import { consequences, doing, done, erasing, titleOf } from './words.ts'

type BulkDialogProps = {
  screen: Screen
  order: Order
  /** Something was done; `all`: everything that was meant. */
  onDone(all: boolean): void
  onClose(): void
}

/** Asks whether it is meant, does it step by step with its progress in sight, and tells what came of it. */
export default function BulkDialog({ screen, order, onDone, onClose }: BulkDialogProps) {
  const [typed, type] = useState('')
  const [reason, setReason] = useState('')
  const { action, chosen, name } = order
  const total = countOf(chosen)
  const voids = screen.numbered && (action === 'delete' || action === 'erase')
  const ready = action === 'erase' ? typed.trim() === erasing : action === 'remind' ? typed.trim() !== '' : true

  const { stage, run, stop } = useRunning({
    steps: signal => stepsOf(screen, chosen, signal),
    work: async ids => void (await doStep(screen, action, ids, { content: typed.trim(), reason: reason.trim() })),
    onDone,
  })

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
      {stage.at === 'running' && <RunningLine doing={doing(action)} count={stage.count} total={total} />}
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
