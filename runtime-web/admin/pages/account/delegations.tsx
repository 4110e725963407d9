import { PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { lazy, Suspense, useState } from 'react'
import { get, remove } from '../../api/request.ts'
import { useSession } from '../../desk/desk-data.ts'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { untilOver } from '../../feedback/until-over.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'
import type { Related } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'

const NewDelegation = lazy(async () => ({ default: (await import('./new-delegation.tsx')).NewDelegation }))

type Delegation = { id: string; delegate: Related | null; startOn: string; endOn: string; reason: string | null }

/** Who decides for me while I am away. */
export function Delegations() {
  const me = useSession().data?.user.id
  const screen = useScreen('core/delegation')
  const client = useQueryClient()
  const { modal } = App.useApp()
  const { attempt, message } = useAttempt()
  const [adding, add] = useState(false)
  const delegations = useQuery({
    queryKey: ['delegations', 'core/delegation', me],
    queryFn: async () =>
      (await get<{ data: Delegation[] }>('/core/delegations', { 'filter[userId][eq]': me, sort: '-startOn', 'page[size]': 100 })).data,
    enabled: me !== undefined,
  })
  const error = screen.error ?? delegations.error
  if (error) return <Failure error={error} onRetry={delegations.refetch} />
  if (!screen.data || !delegations.data) return <Loading />

  const changed = () => client.invalidateQueries({ queryKey: ['delegations'] })
  const end = ({ id, delegate }: Delegation) =>
    modal.confirm({
      title: `撤销对${delegate?.label ?? '代办人'}的委托？`,
      content: '撤销后，新的事项不再由其代办。',
      okText: '撤销',
      onOk: () =>
        untilOver(
          attempt(async () => {
            await remove(`/core/delegations/${id}`)
            void message.success('已撤销')
            await changed()
          }),
        ),
    })

  return (
    <div className="paper">
      <div className="account-head">
        <p>外出期间，可以委托他人代为办理待办事项，办理过程会注明由谁代办。</p>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => add(true)}>
          新增委托
        </Button>
      </div>
      <Table<Delegation>
        rowKey="id"
        dataSource={delegations.data}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing says="没有委托任何人" /> }}
        columns={[
          { title: '代办人', render: (_, { delegate }) => delegate?.label ?? '（无权查看）' },
          { title: '开始日期', dataIndex: 'startOn' },
          { title: '结束日期', dataIndex: 'endOn' },
          { title: '原因', render: (_, { reason }) => reason ?? '—' },
          { title: '状态', render: (_, delegation) => <When {...delegation} /> },
          {
            title: '操作',
            render: (_, delegation) => (
              <Button type="link" size="small" danger onClick={() => end(delegation)}>
                撤销
              </Button>
            ),
          },
        ]}
      />
      <Suspense>
        {adding && (
          <NewDelegation
            screen={screen.data}
            onMade={() => {
              add(false)
              void message.success('已委托')
              void changed()
            }}
            onCancel={() => add(false)}
          />
        )}
      </Suspense>
    </div>
  )
}

function When({ startOn, endOn }: Delegation) {
  const today = dayjs().format('YYYY-MM-DD')
  if (endOn < today) return <Tag>已结束</Tag>
  return startOn > today ? <Tag>未开始</Tag> : <Tag color="success">生效中</Tag>
}
