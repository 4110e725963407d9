import { useQuery } from '@tanstack/react-query'
import { Button, Progress, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { get, post } from '../../api/request.ts'
import { Failure, Nothing } from '../../feedback/states.tsx'
import { isOver, type Job, type JobState, percentOf } from '../../jobs/job.ts'
import { useChanging } from './changing.ts'

const states = {
  waiting: { title: '等待中', color: 'default' },
  running: { title: '进行中', color: 'processing' },
  done: { title: '已完成', color: 'success' },
  failed: { title: '失败', color: 'error' },
  cancelled: { title: '已取消', color: 'default' },
} satisfies Record<JobState, { title: string; color: string }>

/** The platform's own jobs, under their heading. */
export function OwnJobs() {
  return (
    <section className="paper" aria-labelledby="own-jobs">
      <h2 id="own-jobs" className="operator-head">
        平台的任务
      </h2>
      <JobLines />
    </section>
  )
}

/** The newest of them, looked at every two seconds while one is open. */
function JobLines() {
  const jobs = useQuery({
    queryKey: ['operator', 'jobs'],
    queryFn: async () => (await get<{ data: Job[] }>('/core/jobs', { sort: '-createdAt', 'page[size]': 10 })).data,
    refetchInterval: query => (query.state.data?.some(job => !isOver(job)) ? 2_000 : false),
  })
  const cancel = useChanging((id: string) => post(`/core/jobs/${id}/transitions/cancel`), '已请求取消')
  if (jobs.error) return <Failure error={jobs.error} onRetry={jobs.refetch} />
  return (
    <Table
      rowKey="id"
      dataSource={jobs.data}
      pagination={false}
      locale={{ emptyText: <Nothing says="还没有任务" /> }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: '任务', dataIndex: 'title' },
        { title: '开始时间', dataIndex: 'createdAt', render: (at: string) => dayjs(at).format('YYYY-MM-DD HH:mm') },
        {
          title: '状态',
          dataIndex: 'state',
          render: (state: JobState) => <Tag color={states[state].color}>{states[state].title}</Tag>,
        },
        {
          title: '进度',
          key: 'progress',
          render: (_, job) => job.error ?? (isOver(job) ? '—' : <Progress percent={percentOf(job) ?? 0} size="small" />),
        },
        {
          title: '操作',
          key: 'cancel',
          render: (_, job) =>
            !isOver(job) && (
              <Button type="link" size="small" danger onClick={() => cancel.mutate(job.id)}>
                取消
              </Button>
            ),
        },
      ]}
    />
  )
}
