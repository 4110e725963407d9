import { Alert, Form, Input, Modal } from 'antd'
import { remove } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { sentencesOf } from './consequences.ts'
import { useGoing } from './use-going.ts'

export type GoingDialogProps = { screen: Screen; record: Told; onDone(): void; onCancel(): void }

/** Asks before a record is deleted, and tells what follows from it. */
export function DeleteDialog({ screen, record, onDone, onCancel }: GoingDialogProps) {
  const away = (why: string | undefined) => remove(`${screen.path}/${record.id}${why ? `?reason=${encodeURIComponent(why)}` : ''}`)
  const { reason, say, wrong, busy, run } = useGoing(screen.numbered === true, away, onDone)
  return (
    <Modal
      open
      title={`删除${screen.title}“${String(record[screen.label] ?? '')}”？`}
      okText="删除"
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={() => void run()}
      onCancel={onCancel}
    >
      {sentencesOf(screen).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {screen.numbered && <WhyVoid reason={reason} onSay={say} />}
      {wrong && <Alert type="error" showIcon message={wrong} />}
    </Modal>
  )
}

/** A number that was given out is void from then on, and the register says why. */
export function WhyVoid({ reason, onSay }: { reason: string; onSay(reason: string): void }) {
  return (
    <Form.Item label="作废编号的原因" htmlFor="why-void" layout="vertical">
      <Input id="why-void" maxLength={200} value={reason} onChange={event => onSay(event.target.value)} />
    </Form.Item>
  )
}
