import { useQuery } from '@tanstack/react-query'
import { Button, Table, Typography } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { get, post } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Nothing } from '../feedback/states.tsx'
import { useChanging } from './operator/changing.ts'
import { DiscardDialog } from './operator/discard-dialog.tsx'
import './operator/operator.css'

type DeadLetter = {
  id: string
  tenant: { id: string; name: string }
  reaction: string
  title: string
  plannedAt: string
  attempts: number
  error: string
}

/** What failed too often: tried again when its cause is mended, or done away with. Of what it is about nothing is shown. */
const DeadLetters: OwnPage = ({ menu }) => {
  const [chosen, choose] = useState<string[]>([])
  const [discarding, discard] = useState(false)
  const letters = useQuery({
    queryKey: ['operator', 'dead-letters'],
    queryFn: ({ signal }) => get<{ data: DeadLetter[]; total: number }>('/core/dead-letters', {}, signal),
    refetchInterval: 30_000,
  })
  const items = (letters.data?.data ?? []).filter(letter => chosen.includes(letter.id)).map(({ id, tenant }) => ({ id, tenant: tenant.id }))
  const retry = useChanging(() => post('/core/dead-letters/retry', { items }), '已重新排队')
  if (letters.error) return <Failure error={letters.error} onRetry={letters.refetch} />
  return (
    <Page
      title={menu.title}
      hint={letters.data && (letters.data.total > 0 ? `共 ${letters.data.total} 项，各试过多次仍未成功` : '没有失败的事项')}
    >
      <div className="paper">
        <div className="operator-bar">
          <Button
            type="primary"
            disabled={items.length === 0}
            loading={retry.isPending}
            onClick={() => retry.mutate(undefined, { onSuccess: () => choose([]) })}
          >
            重新处理
          </Button>
          <Button danger disabled={items.length === 0} onClick={() => discard(true)}>
            作废
          </Button>
        </div>
        <Table
          rowKey="id"
          dataSource={letters.data?.data}
          loading={letters.isPending}
          pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
          locale={{ emptyText: <Nothing says="没有失败的事项" /> }}
          scroll={{ x: 'max-content' }}
          rowSelection={{ selectedRowKeys: chosen, onChange: keys => choose(keys.map(String)) }}
          columns={[
            { title: '事项', dataIndex: 'title', render: (title: string, { reaction }) => <span title={reaction}>{title}</span> },
            { title: '单位', dataIndex: 'tenant', render: ({ name }: DeadLetter['tenant']) => name },
            { title: '发生时间', dataIndex: 'plannedAt', render: (at: string) => dayjs(at).format('YYYY-MM-DD HH:mm') },
            { title: '已试次数', dataIndex: 'attempts' },
            {
              title: '原因（供技术人员排查）',
              dataIndex: 'error',
              render: (error: string) => <Typography.Text className="operator-code">{error}</Typography.Text>,
            },
          ]}
        />
      </div>
      {discarding && (
        <DiscardDialog
          items={items}
          onClose={() => {
            discard(false)
            choose([])
          }}
        />
      )}
    </Page>
  )
}

export default DeadLetters
