import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import relativeTime from 'dayjs/plugin/relativeTime'
import { sentenceOf } from '../../api/problem.ts'
import { get, post, remove } from '../../api/request.ts'
import { useSession } from '../../desk/desk-data.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import { untilOver } from '../../feedback/until-over.ts'
import { deviceOf } from './device-of.ts'

dayjs.extend(relativeTime)

type OwnSession = { id: string; channel: string; ip: string | null; userAgent: string | null; lastSeenAt: string; createdAt: string }

/** Where one is signed in, and how to end it there. */
export function Sessions() {
  const here = useSession().data
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const sessions = useQuery({
    queryKey: ['sessions', here?.user.id],
    queryFn: async () =>
      (await get<{ data: OwnSession[] }>('/core/sessions', { 'filter[userId][eq]': here!.user.id, sort: '-lastSeenAt', 'page[size]': 100 }))
        .data,
    enabled: here !== undefined,
  })
  const end = useMutation({
    mutationFn: (id: string | undefined) => (id ? remove(`/core/sessions/${id}`) : post<void>('/session/end-others')),
    onSuccess: () => void message.success('已退出'),
    onError: error => void message.error(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  if (sessions.error) return <Failure error={sessions.error} onRetry={sessions.refetch} />
  if (!sessions.data || !here) return <Loading />

  function endOthers() {
    modal.confirm({
      title: '退出其他所有设备？',
      content: '其他设备上没有保存的内容会丢失，需要重新登录才能继续使用。',
      okText: '全部退出',
      onOk: () => untilOver(end.mutateAsync(undefined)),
    })
  }

  return (
    <div className="paper">
      <div className="account-head">
        <p>发现不认识的设备，请先退出它，再修改密码。</p>
        <Button disabled={sessions.data.length < 2} onClick={endOthers}>
          退出其他所有设备
        </Button>
      </div>
      <Table
        rowKey="id"
        dataSource={sessions.data}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: '设备',
            key: 'device',
            render: (_, { id, channel, userAgent }) => (
              <>
                {channel === 'mini-program' ? '手机小程序' : deviceOf(userAgent)} {id === here.id && <Tag color="success">本机</Tag>}
              </>
            ),
          },
          { title: '网络地址', dataIndex: 'ip' },
          { title: '登录时间', dataIndex: 'createdAt', render: (at: string) => dayjs(at).format('YYYY-MM-DD HH:mm') },
          {
            title: '最近活动',
            dataIndex: 'lastSeenAt',
            render: (at: string) => <time dateTime={at}>{dayjs(at).fromNow()}</time>,
          },
          {
            title: '操作',
            key: 'end',
            render: (_, { id }) =>
              id !== here.id && (
                <Button type="link" size="small" danger onClick={() => end.mutate(id)}>
                  退出
                </Button>
              ),
          },
        ]}
      />
    </div>
  )
}
