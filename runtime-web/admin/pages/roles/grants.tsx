import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Preview } from '../../../../core/permissions/preview/role-preview.ts'
import { sentenceOf } from '../../api/problem.ts'
import { get, post, remove } from '../../api/request.ts'
import { pageSize, pageTurning } from '../../feedback/page-turning.ts'
import { Failure, Nothing } from '../../feedback/states.tsx'
import type { Related } from '../../fields/record.ts'
import { Consequences } from './consequences.tsx'
import { GiveRole } from './give-role.tsx'
import { GrantScope } from './grant-scope.tsx'
import { type Role, useMatrix } from './role.ts'
import { ViewAs } from './view-as.tsx'

type Grant = {
  id: string
  user: Related | null
  post: Related | null
  organization: Related
  scope: string
  organizationIds: string[] | null
  startOn: string | null
  endOn: string | null
}

/** Who has a role, where and how far; giving it, and taking it back. */
export function Grants({ role }: { role: Role }) {
  const [number, turn] = useState(1)
  const [giving, give] = useState(false)
  const [viewing, view] = useState<Related>()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const matrix = useMatrix(role.id)
  const page = useQuery({
    queryKey: ['grants', role.id, number],
    queryFn: () =>
      get<{ data: Grant[]; page: { total: number } }>('/core/grants', {
        'filter[roleId][eq]': role.id,
        'page[size]': pageSize,
        'page[number]': number,
        count: 'exact',
        sort: '-createdAt',
      }),
    placeholderData: keepPreviousData,
  })

  async function take(grant: Grant) {
    const holder = grant.user?.label ?? grant.post?.label ?? ''
    try {
      const preview = await post<Preview>('/core/grants/preview', { take: grant.id })
      modal.confirm({
        title: `收回“${holder}”的${role.name}？`,
        width: 640,
        content: <Consequences preview={preview} matrix={matrix.data} />,
        okText: '收回',
        okButtonProps: { danger: true },
        onOk: async () => {
          try {
            await remove(`/core/grants/${grant.id}`)
            await client.invalidateQueries({ queryKey: ['grants', role.id] })
          } catch (error) {
            message.error(sentenceOf(error))
          }
        },
      })
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }

  if (page.error) return <Failure error={page.error} onRetry={page.refetch} />
  return (
    <>
      <div className="grants-bar">
        <span>{page.data ? `共 ${page.data.page.total} 条授权` : ''}</span>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => give(true)}>
          授予
        </Button>
      </div>
      <Table<Grant>
        rowKey="id"
        size="middle"
        loading={page.isPending}
        dataSource={page.data?.data}
        scroll={{ x: 'max-content' }}
        pagination={{
          ...pageTurning,
          current: number,
          total: page.data?.page.total,
          onChange: turn,
        }}
        locale={{ emptyText: <Nothing says="还没有授予任何人" /> }}
        columns={[
          {
            title: '授予',
            key: 'holder',
            render: (_, { user, post }) =>
              user ? (
                (user.label ?? '（无权查看）')
              ) : (
                <>
                  <Tag bordered={false}>职务</Tag>
                  {post?.label ?? '（无权查看）'}
                </>
              ),
          },
          { title: '授权组织', key: 'place', render: (_, grant) => grant.organization?.label ?? '（无权查看）' },
          { title: '范围', key: 'scope', render: (_, grant) => <GrantScope {...grant} /> },
          { title: '期限', key: 'until', render: (_, grant) => termOf(grant) },
          {
            title: '操作',
            key: 'do',
            render: (_, grant) => (
              <Space size={4}>
                {grant.user && (
                  <Button type="text" size="small" onClick={() => view(grant.user!)}>
                    以其身份查看
                  </Button>
                )}
                <Button
                  type="text"
                  size="small"
                  danger
                  onClick={() => take(grant)}
                  aria-label={`收回${(grant.user ?? grant.post)?.label ?? ''}`}
                >
                  收回
                </Button>
              </Space>
            ),
          },
        ]}
      />
      {giving && <GiveRole role={role} onClose={() => give(false)} />}
      {viewing && <ViewAs person={viewing} onClose={() => view(undefined)} />}
    </>
  )
}

function termOf({ startOn, endOn }: Grant): string {
  if (!startOn && !endOn) return '长期'
  return `${startOn ?? '即日'} 至 ${endOn ?? '长期'}`
}
