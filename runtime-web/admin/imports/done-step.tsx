import { Button, Result } from 'antd'
import type { Screen } from '../fields/screen.ts'
import type { Job } from '../jobs/job.ts'
import { Counts } from './counts.tsx'
import type { ImportResult } from './import-result.ts'
import { MarkedCopy } from './marked-copy.tsx'
import { ProblemTable } from './problem-table.tsx'

type DoneStepProps = { screen: Screen; job: Job<ImportResult>; onAgain: () => void; onClose: () => void }

/** How it ended, and what is left to do. */
export function DoneStep({ screen, job, onAgain, onClose }: DoneStepProps) {
  const buttons = (
    <div className="import-actions">
      <Button onClick={onAgain}>再导入一个文件</Button>
      <Button type="primary" onClick={onClose}>
        完成
      </Button>
    </div>
  )
  if (job.state === 'cancelled') return <Result status="info" title="已取消" subTitle="没有写入任何内容。" extra={buttons} />
  if (job.state === 'failed')
    return <Result status="error" title="没有导入" subTitle={job.error ?? '没有写入任何内容，请稍后再试。'} extra={buttons} />
  const result = job.result!
  return (
    <>
      <Result status={result.refused > 0 ? 'warning' : 'success'} title={result.refused > 0 ? '已导入，部分行有误未导入' : '导入完成'} />
      <Counts result={result} />
      <MarkedCopy result={result} />
      <ProblemTable screen={screen} result={result} />
      {buttons}
    </>
  )
}
