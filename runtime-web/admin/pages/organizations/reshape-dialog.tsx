import { DatePicker, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { post } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'
import type { Related } from '../../fields/record.ts'
import { RelationPicker } from '../../pickers/relation-picker.tsx'
import { ImpactSummary, type Reshaping, useImpact } from './impact-summary.tsx'

/** A change of the tree that someone is about to make; `target` is where to, when he has dragged it there. */
export type Order = { event: Reshaping; organization: { id: string; name: string; parentId?: string }; target?: Related }

const words = {
  move: { title: '迁移', target: '迁到哪个党组织之下', field: 'parentId', done: '已迁移' },
  merge: { title: '合并', target: '并入哪个党组织', field: 'intoId', done: '已合并' },
  dissolve: { title: '撤销', target: '', field: '', done: '已撤销' },
}

type ReshapeDialogProps = { order: Order; onClose(): void; onDone(order: Order, targetId: string | undefined): void }

/** Asks where to, from when and by which document, and shows what goes along before anything happens. */
export function ReshapeDialog({ order, onClose, onDone }: ReshapeDialogProps) {
  const { event, organization } = order
  const { busy, attempt, message } = useAttempt()
  const [target, setTarget] = useState<Related | null>(order.target ?? null)
  const [effectiveOn, setEffectiveOn] = useState<Dayjs>(() => dayjs())
  const [documentNumber, setDocumentNumber] = useState('')
  const impact = useImpact(organization.id, event, target?.id)
  const { title, field, done, target: where } = words[event]
  const ready = impact.data !== undefined && !impact.isFetching && impact.error === null

  async function carryOut(): Promise<void> {
    await attempt(async () => {
      await post(`/core/organizations/${organization.id}/transitions/${event}`, {
        ...(target ? { [field]: target.id } : {}),
        effectiveOn: effectiveOn.format('YYYY-MM-DD'),
        ...(documentNumber.trim() ? { documentNumber: documentNumber.trim() } : {}),
      })
      message.success(done)
      onDone(order, target?.id)
    })
  }

  return (
    <Modal
      open
      width={560}
      title={`${title}“${organization.name}”`}
      okText={title}
      okButtonProps={{ disabled: !ready, danger: event === 'dissolve' }}
      confirmLoading={busy}
      onOk={carryOut}
      onCancel={onClose}
    >
      <Form layout="vertical" className="org-reshape">
        {event !== 'dissolve' && (
          <Form.Item label={where} htmlFor="org-reshape-target" required>
            <RelationPicker id="org-reshape-target" entity="core/organization" value={target} onChange={setTarget} />
          </Form.Item>
        )}
        <div className="org-reshape-dated">
          <Form.Item label="生效日期" htmlFor="org-reshape-date" required>
            <DatePicker
              id="org-reshape-date"
              value={effectiveOn}
              allowClear={false}
              maxDate={dayjs()}
              onChange={day => day && setEffectiveOn(day)}
            />
          </Form.Item>
          <Form.Item label="批复文号" htmlFor="org-reshape-document">
            <Input
              id="org-reshape-document"
              maxLength={60}
              value={documentNumber}
              onChange={changed => setDocumentNumber(changed.target.value)}
            />
          </Form.Item>
        </div>
      </Form>
      {(event === 'dissolve' || target) && <ImpactSummary event={event} impact={impact.data} error={impact.error} />}
    </Modal>
  )
}
