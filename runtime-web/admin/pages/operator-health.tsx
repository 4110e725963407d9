import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, List } from 'antd'
import dayjs from 'dayjs'
import { Link } from 'react-router'
import { get } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { isDemo } from '../entrance/demo.ts'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import { sizeInWords } from '../fields/file-facts.ts'
import { OwnJobs } from './operator/job-lines.tsx'
import './operator/operator.css'

type Health = {
  wrong: { code: string; detail: string }[]
  startedAt: string
  memoryBytes: number
  connections: { open: number; busy: number; waiting: number }
  jobs: { kind: string; running: boolean; count: number; seconds: number }[]
}

const kinds: Record<string, string> = {
  import: '导入表格',
  remind: '短信提醒',
  'export-tenant': '导出单位副本',
  'import-tenant': '导入单位副本',
}

/** Whether everything is well, in words; what machines watch is said by /readyz and the metrics. */
const HealthPage: OwnPage = ({ menu }) => {
  const health = useQuery({ queryKey: ['operator', 'health'], queryFn: () => get<Health>('/core/health'), refetchInterval: 10_000 })
  if (health.error) return <Failure error={health.error} onRetry={health.refetch} />
  if (!health.data) return <Loading />
  const { wrong, startedAt, memoryBytes, connections, jobs } = health.data
  return (
    <Page
      title={menu.title}
      hint="每 10 秒更新"
      actions={
        isDemo && (
          <Link to="/inbox">
            <Button>收到的短信</Button>
          </Link>
        )
      }
    >
      <div className="operator-parts">
        <section className="paper" aria-labelledby="service">
          <h2 id="service" className="operator-head">
            服务
          </h2>
          {wrong.length === 0 ? (
            <p role="status">
              <CheckCircleFilled className="operator-well" /> 一切正常
            </p>
          ) : (
            <ul className="operator-wrong" role="alert">
              {wrong.map(({ code, detail }) => (
                <li key={code}>
                  <CloseCircleFilled /> {detail}
                </li>
              ))}
            </ul>
          )}
          <Descriptions
            column={1}
            items={[
              { key: 'since', label: '本进程启动于', children: dayjs(startedAt).format('YYYY-MM-DD HH:mm') },
              { key: 'memory', label: '内存', children: sizeInWords(memoryBytes) },
              {
                key: 'connections',
                label: '数据库连接',
                children: `已打开 ${connections.open} 个，正在使用 ${connections.busy} 个，排队的请求 ${connections.waiting} 个`,
              },
            ]}
          />
        </section>
        <section className="paper" aria-labelledby="open-jobs">
          <h2 id="open-jobs" className="operator-head">
            各单位的后台任务
          </h2>
          <List
            dataSource={jobs}
            locale={{ emptyText: <Nothing says="没有正在进行或等待的任务" /> }}
            renderItem={({ kind, running, count, seconds }) => (
              <List.Item>
                {kinds[kind] ?? kind}：{count} 个{running ? '正在进行' : '等待中'}，最早的已有 {minutesInWords(seconds)}
              </List.Item>
            )}
          />
        </section>
        <OwnJobs />
      </div>
    </Page>
  )
}

const minutesInWords = (seconds: number) => (seconds < 60 ? '不到 1 分钟' : `${Math.floor(seconds / 60)} 分钟`)

export default HealthPage
