import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { get, post } from '../../api/request.ts'
import { Failure, Nothing } from '../../feedback/states.tsx'
import { moment } from '../../single-sign-on/application.ts'
import { TurnPages } from '../../single-sign-on/turn-pages.tsx'
import type { EventKind } from './webhook.ts'

type Delivery = {
  id: string
  event: string
  webhook: { id: string; label: string } | null
  state: 'waiting' | 'delivered' | 'failed'
  attempts: number
  status: number | null
  error: string | null
  createdAt: string
}

const states = {
  waiting: { title: '待推送', colour: 'default' },
  delivered: { title: '已送达', colour: 'success' },
  failed: { title: '失败', colour: 'error' },
}

/** What was sent to whom, the newest first; what failed can be sent again. */
export function DeliveryLog({ kinds }: { kinds: EventKind[] }) {
  const [cursors, setCursors] = useState<string[]>([])
  const { message } = App.useApp()
  const titles = new Map(kinds.map(kind => [kind.name, kind.title]))
  const page = useQuery({
    queryKey: ['webhook-deliveries', cursors.at(-1)],
    queryFn: ({ signal }) =>
      get<{ data: Delivery[]; page: { after: string | null } }>(
        '/core/webhook-deliveries',
        { sort: '-createdAt', 'page[after]': cursors.at(-1) },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  if (page.error) return <Failure error={page.error} onRetry={page.refetch} />

  async function sendAgain({ id }: Delivery) {
    try {
      await post(`/core/webhook-deliveries/${id}/transitions/retry`)
      await page.refetch()
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }
  const columns = [
    { key: 'at', title: '时间', width: 160, render: (_: unknown, one: Delivery) => moment(one.createdAt) },
    { key: 'to', title: '推送给', render: (_: unknown, one: Delivery) => one.webhook?.label ?? '—' },
    { key: 'event', title: '事件', render: (_: unknown, one: Delivery) => titles.get(one.event) ?? one.event },
    {
      key: 'state',
      title: '结果',
      render: (_: unknown, one: Delivery) => (
        <Space size={4} wrap>
          <Tag color={states[one.state].colour}>{states[one.state].title}</Tag>
          {[one.status && `应答 ${one.status}`, one.error, one.attempts > 1 && `试了 ${one.attempts} 次`].filter(Boolean).join('，')}
        </Space>
      ),
    },
    {
      key: 'again',
      title: '操作',
      render: (_: unknown, one: Delivery) =>
        one.state === 'failed' && (
          <Button size="small" onClick={() => void sendAgain(one)}>
            重新推送
          </Button>
        ),
    },
  ]
  return (
    <div className="paper">
      <Table<Delivery>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={page.data?.data}
        loading={page.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing says="还没有推送过事件" /> }}
      />
      <TurnPages cursors={cursors} after={page.data?.page.after} onTurn={setCursors} />
    </div>
  )
}
