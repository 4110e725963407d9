import { CloudSyncOutlined } from '@ant-design/icons'
import { App, Badge, Button, Popover, Progress } from 'antd'
import dayjs from 'dayjs'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import { Nothing } from '../feedback/states.tsx'
import { isOver, type Job, percentOf, useJobStarted, useMyJobs } from './job.ts'
import './jobs.css'

const titles = { waiting: '等待中', running: '进行中', done: '已完成', failed: '失败', cancelled: '已取消' }

/** What this person has started and left: it goes on, and is found here. */
export function JobsTray({ userId }: { userId: string }) {
  const { data: jobs = [] } = useMyJobs(userId)
  const running = jobs.filter(job => !isOver(job)).length
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title="我的任务"
      content={
        <div className="jobs-tray">
          {jobs.length === 0 ? (
            <Nothing says="还没有任务。导入等费时的工作在这里查看进度。" />
          ) : (
            jobs.map(job => <JobLine key={job.id} job={job} />)
          )}
        </div>
      }
    >
      <Button
        type="text"
        aria-label={running > 0 ? `我的任务，${running} 个进行中` : '我的任务'}
        icon={
          <Badge count={running} size="small" offset={[2, -2]}>
            <CloudSyncOutlined />
          </Badge>
        }
      />
    </Popover>
  )
}

function JobLine({ job }: { job: Job }) {
  const { message } = App.useApp()
  const refresh = useJobStarted()
  const percent = percentOf(job)
  const marked = job.result?.['markedFileId']

  async function cancel() {
    try {
      await post(`/core/jobs/${job.id}/transitions/cancel`)
    } catch (error) {
      message.error(sentenceOf(error))
    }
    refresh()
  }

  return (
    <div className="jobs-line">
      <div className="jobs-line-head">
        <strong>{job.title}</strong>
        <span>{dayjs(job.createdAt).format('MM-DD HH:mm')}</span>
      </div>
      {isOver(job) ? (
        <div className={`jobs-line-state jobs-${job.state}`}>{job.error ?? sentenceOfResult(job) ?? titles[job.state]}</div>
      ) : (
        <div className="jobs-line-progress">
          <Progress
            percent={percent ?? 0}
            size="small"
            status="active"
            format={() => (percent === undefined ? titles[job.state] : `${percent}%`)}
          />
          <Button size="small" onClick={cancel}>
            取消
          </Button>
        </div>
      )}
      {typeof marked === 'string' && (
        <a href={`/api/v1/core/files/${marked}/content`} download>
          下载错误标注
        </a>
      )}
    </div>
  )
}

/** An import says what it did. */
function sentenceOfResult({ kind, result }: Job): string | undefined {
  if (kind !== 'import' || !result) return undefined
  const counts = [`新增 ${result['created']}`, `更新 ${result['updated']}`, `未变 ${result['unchanged']}`, `未导入 ${result['refused']}`]
  return `${result['dryRun'] ? '检查完毕：' : ''}${counts.join('，')}`
}
