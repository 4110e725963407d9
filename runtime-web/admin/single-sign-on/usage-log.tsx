import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../api/request.ts'
import { Failure, Nothing } from '../feedback/states.tsx'
import { moment } from './application.ts'
import { TurnPages } from './turn-pages.tsx'

type Entry = {
  id: string
  applicationName: string
  user: { id: string; label: string } | null
  state: 'issued' | 'entered' | 'refused'
  reason: string | null
  channel: 'browser' | 'mini-program' | null
  ip: string | null
  createdAt: string
}

const results = { issued: '未进入', entered: '已进入', refused: '已拒绝' }
const colours = { issued: 'default', entered: 'success', refused: 'error' }
const channels = { browser: '电脑', 'mini-program': '手机' }

const columns = [
  { key: 'at', title: '时间', width: 160, render: (_: unknown, entry: Entry) => moment(entry.createdAt) },
  { key: 'from', title: '来自平台', dataIndex: 'applicationName' },
  { key: 'user', title: '用户', render: (_: unknown, entry: Entry) => entry.user?.label ?? '—' },
  {
    key: 'result',
    title: '结果',
    render: (_: unknown, { state, reason }: Entry) => (
      <Space size={4} wrap>
        <Tag color={colours[state]}>{results[state]}</Tag>
        {reason}
      </Space>
    ),
  },
  { key: 'channel', title: '终端', width: 80, render: (_: unknown, { channel }: Entry) => (channel ? channels[channel] : '—') },
  { key: 'ip', title: '地址', render: (_: unknown, { ip }: Entry) => ip ?? '—' },
]

/** Who came from another platform, and who was refused; the newest first. */
export function UsageLog() {
  const [cursors, setCursors] = useState<string[]>([])
  const page = useQuery({
    queryKey: ['sso-entries', cursors.at(-1)],
    queryFn: ({ signal }) =>
      get<{ data: Entry[]; page: { after: string | null } }>(
        '/core/sso-entries',
        { sort: '-createdAt', 'page[after]': cursors.at(-1) },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  if (page.error) return <Failure error={page.error} onRetry={page.refetch} />
  const after = page.data?.page.after
  return (
    <div className="paper">
      <Table<Entry>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={page.data?.data}
        loading={page.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing says="还没有人从其他平台进入" /> }}
      />
      <TurnPages cursors={cursors} after={after} onTurn={setCursors} />
    </div>
  )
}
