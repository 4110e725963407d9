import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Nothing } from '../feedback/states.tsx'
import type { Screen } from '../fields/screen.ts'

type EmptyProps = { screen: Screen; deleted: boolean; narrowed: boolean; onClear(): void; children?: ReactNode }

/** Nothing there yet, with the way to add some; or nothing found, with the way back to all. */
export function EmptyList({ screen, deleted, narrowed, onClear, children }: EmptyProps) {
  if (narrowed)
    return (
      <Nothing says={`没有符合条件的${screen.title}`}>
        <Button onClick={onClear}>清除全部条件</Button>
      </Nothing>
    )
  if (deleted) return <Nothing says="历史库是空的" />
  return <Nothing says={`还没有${screen.title}`}>{children}</Nothing>
}

/** Rows to come, in the place where they will stand. */
export function WaitingRows({ rows, compact }: { rows: number; compact: boolean }) {
  return (
    <div className={compact ? 'list-skeleton list-compact' : 'list-skeleton'} role="status" aria-label="正在载入">
      {Array.from({ length: rows + 1 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike, and none moves
        <div key={at}>
          <i />
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}
