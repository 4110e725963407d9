import { Modal, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { isRelated } from '../fields/record.ts'
import { Value } from '../fields/value.tsx'
import type { Conflict } from './save-record.ts'

type ConflictDialogProps = { conflict: Conflict; onChosen(keepTheirs: ReadonlySet<string>): void; onCancel(): void; busy: boolean }

/** Two people changed the same fields: what it was, mine and theirs side by side, and a choice for each. */
export function ConflictDialog({ conflict, onChosen, onCancel, busy }: ConflictDialogProps) {
  const { fields, begun, mine, theirs, record } = conflict
  const [keepTheirs, keep] = useState<ReadonlySet<string>>(new Set())
  const choose = (name: string, whose: 'mine' | 'theirs') =>
    keep(new Set(whose === 'theirs' ? [...keepTheirs, name] : [...keepTheirs].filter(one => one !== name)))
  const by = isRelated(record['updatedBy']) ? record['updatedBy'].label : null
  return (
    <Modal
      open
      width={760}
      title="您修改的内容，他人也刚修改过"
      okText="按选择保存"
      cancelText="返回继续修改"
      confirmLoading={busy}
      maskClosable={false}
      onOk={() => onChosen(keepTheirs)}
      onCancel={onCancel}
    >
      <p>
        {by ?? '他人'}于 {dayjs(String(record['updatedAt'])).format('M月D日 HH:mm')} 保存了修改。请逐项选择保留哪一个；其他内容会合并保存。
      </p>
      {fields.map(field => (
        <section className="conflict" key={field.name} aria-label={field.title}>
          <h3>{field.title}</h3>
          <div className="conflict-original">
            原来：
            <Value field={field} value={begun[field.name]} whole />
          </div>
          <Radio.Group
            className="conflict-choice"
            aria-label={`${field.title}保留哪一个`}
            value={keepTheirs.has(field.name) ? 'theirs' : 'mine'}
            onChange={event => choose(field.name, event.target.value as 'mine' | 'theirs')}
          >
            <Radio value="mine">
              <small>我的</small>
              <Value field={field} value={mine[field.name]} whole />
            </Radio>
            <Radio value="theirs">
              <small>{by ?? '他人'}的</small>
              <Value field={field} value={theirs[field.name]} whole />
            </Radio>
          </Radio.Group>
        </section>
      ))}
    </Modal>
  )
}
