import { Button, Segmented, Space, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { patch } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Nothing } from '../feedback/states.tsx'
import type { Related } from '../fields/record.ts'
import { AnswerDialog } from './operator/answer-dialog.tsx'
import { useChanging } from './operator/changing.ts'
import { type Entitlement, entitlementStates } from './operator/entitlement.ts'
import './operator/operator.css'
import { usePaged } from './operator/paged.ts'
import { usePlugins } from './operator/titles.ts'

/** Units ask for plugins that their edition lacks; the operator opens them or does not. */
const Plugins: OwnPage = ({ menu }) => {
  const [shown, show] = useState<'applied' | 'all'>('applied')
  const { titleOf } = usePlugins()
  const list = usePaged<Entitlement>('/core/entitlements', {
    sort: '-updatedAt',
    'filter[state][eq]': shown === 'applied' ? 'applied' : undefined,
  })
  const [refusing, refuse] = useState<Entitlement>()
  const decide = useChanging(
    ({ id, state, answer = null }: Pick<Entitlement, 'id' | 'state'> & { answer?: string | null }) =>
      patch(`/core/entitlements/${id}`, { state, answer }),
    '已保存，对方立即生效',
  )
  if (list.error) return <Failure error={list.error} onRetry={list.refetch} />
  return (
    <Page title={menu.title} hint="直接给某个单位开通，请到“租户管理”。">
      <div className="paper">
        <div className="operator-bar">
          <Segmented
            aria-label="范围"
            value={shown}
            onChange={show}
            options={[
              { value: 'applied', label: '待处理的申请' },
              { value: 'all', label: '全部' },
            ]}
          />
        </div>
        <Table
          rowKey="id"
          dataSource={list.data}
          loading={list.loading && !list.data}
          pagination={list.pagination}
          locale={{ emptyText: <Nothing says={shown === 'applied' ? '没有待处理的申请' : '还没有单独授权的插件'} /> }}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: '单位', dataIndex: 'tenant', render: (tenant: Related) => tenant.label },
            { title: '插件', dataIndex: 'plugin', render: titleOf },
            {
              title: '说明',
              key: 'reason',
              render: (_, { reason, answer }) => (
                <div className="operator-words">
                  {reason ?? '—'}
                  {answer && <small>答复：{answer}</small>}
                </div>
              ),
            },
            { title: '时间', dataIndex: 'updatedAt', render: (at: string) => dayjs(at).format('YYYY-MM-DD HH:mm') },
            {
              title: '状态',
              dataIndex: 'state',
              render: (state: Entitlement['state']) => <Tag color={entitlementStates[state].color}>{entitlementStates[state].title}</Tag>,
            },
            {
              title: '操作',
              key: 'actions',
              render: (_, one) => (
                <Space>
                  {one.state !== 'granted' && (
                    <Button type="link" size="small" onClick={() => decide.mutate({ id: one.id, state: 'granted' })}>
                      开通
                    </Button>
                  )}
                  {one.state !== 'refused' && (
                    <Button type="link" size="small" danger onClick={() => refuse(one)}>
                      {refusalOf(one)}
                    </Button>
                  )}
                </Space>
              ),
            },
          ]}
        />
      </div>
      {refusing && (
        <AnswerDialog
          title={`${refusalOf(refusing)}“${refusing.tenant?.label ?? ''}”的“${titleOf(refusing.plugin)}”`}
          action={refusalOf(refusing)}
          busy={decide.isPending}
          onAnswer={answer => decide.mutate({ id: refusing.id, state: 'refused', answer }, { onSuccess: () => refuse(undefined) })}
          onCancel={() => refuse(undefined)}
        />
      )}
    </Page>
  )
}

const refusalOf = ({ state }: Entitlement) => (state === 'applied' ? '拒绝' : '收回')

export default Plugins
