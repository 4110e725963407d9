import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Table } from 'antd'
import { sentenceOf } from '../../api/problem.ts'
import { get, remove } from '../../api/request.ts'
import { Failure, Nothing } from '../../feedback/states.tsx'
import type { Told } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'

const shown = ['channel', 'ip', 'userAgent', 'lastSeenAt', 'expiresAt']

/** Where the account is signed in now, as far as the caller may see it, and an end to it. */
export function SessionsTab({ id }: { id: string }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const screen = useScreen('core/session')
  const sessions = useQuery({
    queryKey: ['users', id, 'sessions'],
    queryFn: () => get<{ data: Told[] }>('/core/sessions', { 'filter[userId][eq]': id, sort: '-lastSeenAt', 'page[size]': 50 }),
  })
  const error = screen.error ?? sessions.error
  if (error) return <Failure error={error} onRetry={sessions.refetch} />
  const fields = shown.flatMap(name => screen.data?.fields.find(field => field.name === name) ?? [])

  async function end(session: Told): Promise<void> {
    try {
      await remove(`/core/sessions/${session.id}`)
      message.success('已退出')
      await client.invalidateQueries({ queryKey: ['users', id, 'sessions'] })
    } catch (failure) {
      message.error(sentenceOf(failure))
    }
  }

  return (
    <Table<Told>
      rowKey="id"
      size="middle"
      dataSource={sessions.data?.data}
      loading={sessions.isPending || screen.isPending}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Nothing says="现在没有登录" /> }}
      columns={[
        ...fields.map(field => ({
          key: field.name,
          title: field.title,
          className: `user-session-${field.name}`,
          render: (_: unknown, session: Told) => <Value field={field} value={session[field.told]} />,
        })),
        ...(screen.data?.can.includes('delete')
          ? [
              {
                key: 'end',
                title: '操作',
                render: (_: unknown, session: Told) => (
                  <Popconfirm title="让这次登录立即退出？" okText="退出" onConfirm={() => end(session)}>
                    <Button type="link" size="small">
                      强制退出
                    </Button>
                  </Popconfirm>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
