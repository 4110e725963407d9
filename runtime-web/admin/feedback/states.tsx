import { FileSearchOutlined, LockOutlined } from '@ant-design/icons'
import { Button, Empty, Result, Skeleton, Spin } from 'antd'
import type { ReactNode } from 'react'
import { Problem, sentenceOf, Unreachable } from '../api/problem.ts'

/** Something is on its way; `whole` fills the window. */
export function Loading({ whole = false }: { whole?: boolean }) {
  if (whole)
    return (
      <div className="state-whole" role="status" aria-label="正在载入">
        <Spin size="large" />
      </div>
    )
  return (
    <div className="paper" role="status" aria-label="正在载入">
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  )
}

/** What went wrong, in words, and a way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (error instanceof Problem && error.status === 403) return <NotOpen reason={error.message} />
  if (error instanceof Problem && error.status === 404) return <NotThere title="没有找到" reason={error.message} />
  return (
    <Result
      status={error instanceof Unreachable ? 'warning' : 'error'}
      title={sentenceOf(error)}
      extra={onRetry && <Button onClick={onRetry}>再试一次</Button>}
    />
  )
}

/** Not for this person, or switched off. */
export function NotOpen({ reason = '该功能未启用，或您没有使用它的权限。' }: { reason?: string }) {
  return <Result className="state-calm" icon={<LockOutlined />} title="不能打开" subTitle={reason} />
}

/** Not there, or not for this person: he is not told which. */
export function NotThere({ title, reason, children }: { title: string; reason: string; children?: ReactNode }) {
  return <Result className="state-calm" icon={<FileSearchOutlined />} title={title} subTitle={reason} extra={children} />
}

/** Nothing there yet, and what to do about it. */
export function Nothing({ says, children }: { says: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={says}>
      {children}
    </Empty>
  )
}
