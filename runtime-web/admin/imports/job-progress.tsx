import { Progress } from 'antd'
import { type Job, percentOf } from '../jobs/job.ts'
import type { ImportResult } from './import-result.ts'

/** How far it is, for who stays to see; leaving does not stop it. */
export function JobProgress({ job }: { job: Job<ImportResult> | undefined }) {
  const percent = job && percentOf(job)
  return (
    <div className="import-progress" role="status">
      <Progress type="circle" percent={percent ?? 0} format={() => (percent === undefined ? '准备中' : `${percent}%`)} />
      <p>{job && job.progress > 0 ? `已处理 ${job.progress.toLocaleString()} 行` : '正在读取文件……'}</p>
      <p className="import-hint">可以离开本页，任务在后台继续，进度见右上角“我的任务”。</p>
    </div>
  )
}
