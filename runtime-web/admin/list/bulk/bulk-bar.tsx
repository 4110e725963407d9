import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { Screen } from '../../fields/screen.ts'
import type { QuickDeed } from '../../workflows/quick-deed.ts'
import { totalInWords } from '../rows.ts'
import { type BulkAction, type Chosen, countOf } from './order.ts'
import { titleOf } from './words.ts'

type BulkBarProps = {
  screen: Screen
  deleted: boolean
  chosen: Chosen
  /** Offered while only rows are ticked and the list finds more. */
  onAllFound?: () => void
  onAct(action: BulkAction): void
  /** What a workflow lets be done with many at once. */
  onDeed(deed: QuickDeed): void
  onExport?: () => void
  onClear(): void
}

/** What can be done to many records of an entity, for this caller. */
export function bulkActions(screen: Screen, deleted: boolean): BulkAction[] {
  const offered: BulkAction[] = deleted ? ['restore', 'erase'] : ['remind', 'delete']
  return offered.filter(action => screen.can.includes(action))
}

/** What can be done with many records at once by their workflow; each record has its own say whether it can. */
export const quickDeeds = (screen: Screen): QuickDeed[] => screen.workflow?.quick ?? []

/** How many are chosen, and what can be done with them. */
export function BulkBar({ screen, deleted, chosen, onAllFound, onAct, onDeed, onExport, onClear }: BulkBarProps) {
  const count = countOf(chosen)
  const many = 'ids' in chosen ? `已选 ${count?.toLocaleString('zh-CN')} 条` : `已选全部，${count === undefined ? '' : totalInWords(count)}`
  return (
    <section className="list-bulk" aria-label="批量操作">
      <strong role="status">{many}</strong>
      {onAllFound && (
        <Button type="link" size="small" onClick={onAllFound}>
          选择查到的全部记录
        </Button>
      )}
      <span className="list-gap" />
      {!deleted && quickDeeds(screen).length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: quickDeeds(screen).map(deed => ({ key: deed.event, label: deed.title, onClick: () => onDeed(deed) })) }}
        >
          <Button icon={<DownOutlined />} iconPosition="end">
            办理
          </Button>
        </Dropdown>
      )}
      {bulkActions(screen, deleted).map(action => (
        <Button key={action} danger={action === 'delete' || action === 'erase'} onClick={() => onAct(action)}>
          {titleOf(action)}
        </Button>
      ))}
      {onExport && <Button onClick={onExport}>导出所选</Button>}
      <Button type="text" onClick={onClear}>
        取消选择
      </Button>
    </section>
  )
}
