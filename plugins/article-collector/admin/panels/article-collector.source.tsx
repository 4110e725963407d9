import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { Link } from 'react-router'
import { get, post } from '../../../../runtime-web/admin/api/request.ts'
import { useAttempt } from '../../../../runtime-web/admin/feedback/use-attempt.ts'
import type { PanelProps } from '../../../../runtime-web/admin/record/own-panel.tsx'
import './source.css'

type Run = {
  id: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  message: string | null
  found: number
  collected: number
  duplicates: number
}

/** A source is collected at once, and its rules tried; the last run tells how far it is. */
export default function SourcePanel({ screen, record }: PanelProps) {
  const id = String(record['id'])
  const client = useQueryClient()
  const { busy, attempt } = useAttempt()
  const runs = useQuery({
    queryKey: ['article-collector', 'last-run', id],
    queryFn: async () =>
      (await get<{ data: Run[] }>('/article-collector/runs', { 'filter[sourceId][eq]': id, sort: '-createdAt', 'page[size]': 1 }))
        .data[0] ?? null,
    refetchInterval: query => (isOpen(query.state.data) ? 2_000 : false),
  })
  if (!screen.can.includes('update')) return null
  const run = runs.data
  const collect = () =>
    attempt(async () => {
      await post(`/article-collector/sources/${id}/collect`)
      await client.invalidateQueries({ queryKey: ['article-collector', 'last-run', id] })
    })
  return (
    <section className="paper source-panel" aria-label="采集">
      <div className="source-deeds">
        <Button type="primary" onClick={() => void collect()} loading={busy} disabled={isOpen(run)}>
          立即采集
        </Button>
        <Link to={`/m/article-collector.try?source=${id}`}>试一试选择器</Link>
        <Link to={`/m/article-collector.items?if=${encodeURIComponent(`sourceId.eq:${id}`)}`}>采到的文章</Link>
      </div>
      <p role="status">{run ? wordsOf(run) : '还没有采集过'}</p>
      {isOpen(run) && run && run.found > 0 && (
        <Progress percent={Math.floor(((run.collected + run.duplicates) / run.found) * 100)} aria-label="采集进度" />
      )}
    </section>
  )
}

function isOpen(run: Run | null | undefined): boolean {
  return run?.state === 'waiting' || run?.state === 'running'
}

function wordsOf({ state, message, found, collected }: Run): string {
  if (state === 'waiting') return '等待采集…'
  if (state === 'running') return found > 0 ? `正在采集：发现 ${found} 篇，新采集 ${collected} 篇` : '正在访问该网站…'
  return `最近一次${state === 'failed' ? '没有成功' : '完成'}：${message ?? ''}`
}
