import { CloseOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, Popover, Segmented, Spin } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ScreenField } from '../../fields/screen.ts'
import { ConditionWords } from './condition-words.tsx'
import type { Condition, Filter } from './conditions.ts'

// With its calendars and pickers it is most of a list's code, and most lists are looked at without it.
const ConditionEditor = lazy(() => import('./condition-editor.tsx'))

type FilterProps = { fields: ScreenField[]; filter: Filter; onChange(filter: Filter): void }

/** Opens the making of a further condition. */
export function FilterButton({ fields, filter, onChange }: FilterProps) {
  const add = (condition: Condition) => onChange({ ...filter, conditions: [...filter.conditions, condition] })
  return (
    <EditorPopover fields={fields} onDone={add}>
      <Button icon={<FilterOutlined />}>筛选</Button>
    </EditorPopover>
  )
}

/** What is filtered by, in words; each can be changed and taken away. */
export function FilterChips({ fields, filter, onChange }: FilterProps) {
  const { conditions, match } = filter
  if (conditions.length === 0) return null
  return (
    <section className="list-chips" aria-label="筛选条件">
      {conditions.length > 1 && (
        <Segmented
          size="small"
          aria-label="条件之间的关系"
          value={match}
          onChange={chosen => onChange({ conditions, match: chosen })}
          options={[
            { value: 'all' as const, label: '同时满足' },
            { value: 'any' as const, label: '满足任一' },
          ]}
        />
      )}
      {conditions.map((condition, at) => {
        const field = fields.find(one => one.name === condition.field)!
        const words = <ConditionWords field={field} condition={condition} />
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be the same; their order is what they are known by
          <span className="list-chip" key={at}>
            <EditorPopover
              fields={fields}
              condition={condition}
              onDone={changed => onChange({ match, conditions: conditions.with(at, changed) })}
            >
              <button type="button" title="修改条件">
                {words}
              </button>
            </EditorPopover>
            <button
              type="button"
              aria-label={`去掉条件：${field.title}`}
              onClick={() => onChange({ match, conditions: conditions.toSpliced(at, 1) })}
            >
              <CloseOutlined />
            </button>
          </span>
        )
      })}
      <Button type="link" size="small" onClick={() => onChange({ match: 'all', conditions: [] })}>
        清除条件
      </Button>
    </section>
  )
}

type EditorPopoverProps = { fields: ScreenField[]; condition?: Condition; onDone(condition: Condition): void; children: ReactNode }

function EditorPopover({ fields, condition, onDone, children }: EditorPopoverProps) {
  const [open, setOpen] = useState(false)
  return (
    <span className="list-popped">
      <Popover
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        getPopupContainer={trigger => trigger.parentElement!}
        content={
          <Suspense fallback={<Spin />}>
            <ConditionEditor
              fields={fields}
              condition={condition}
              onCancel={() => setOpen(false)}
              onDone={done => {
                setOpen(false)
                onDone(done)
              }}
            />
          </Suspense>
        }
      >
        {children}
      </Popover>
    </span>
  )
}
