import { UserAddOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Table, Tag } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { get, post } from '../../api/request.ts'
import { Failure, Nothing } from '../../feedback/states.tsx'
import type { Related, Told } from '../../fields/record.ts'
import { type Screen, useScreen } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'
import { AppointDialog } from './appoint-dialog.tsx'
import type { Organization } from './organization-details.tsx'

type Grant = Told & { user: Related | null; post: Related | null; role: Related }
type Appointment = Told & { user: Related | null; post: Related | null; startOn: string; endOn: string | null }

/** Who governs here: rights given to people and to posts at this organization, and who holds its posts. */
export function AdminsTab({ organization, screen }: { organization: Organization; screen: Screen }) {
  const { id } = organization
  const client = useQueryClient()
  const { message } = App.useApp()
  const [appointing, setAppointing] = useState(false)
  const scope = useScreen('core/grant').data?.fields.find(field => field.name === 'scope')
  const grants = useQuery({
    queryKey: ['organizations', 'grants', id],
    queryFn: () => get<{ data: Grant[] }>('/core/grants', { 'filter[organizationId][eq]': id, 'page[size]': 100 }),
  })
  const may = screen.can.includes('appoint') && organization.state === 'active'
  const renew = () => client.invalidateQueries({ queryKey: ['organizations', 'grants', id] })

  async function dismiss(grant: Grant): Promise<void> {
    try {
      await post(`/core/organizations/${id}/transitions/dismiss`, { grantId: grant.id })
      message.success('已撤销')
      await renew()
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }

  if (grants.error) return <Failure error={grants.error} onRetry={grants.refetch} />
  return (
    <>
      {may && (
        <div className="org-tab-actions">
          <Button icon={<UserAddOutlined />} onClick={() => setAppointing(true)}>
            设置管理员
          </Button>
        </div>
      )}
      <Table<Grant>
        rowKey="id"
        size="middle"
        dataSource={grants.data?.data}
        loading={grants.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing says="还没有专门的管理员，由上级的管理员管理" /> }}
        columns={[
          {
            key: 'who',
            title: '姓名',
            render: (_, { user, post: held }) => (held ? <Tag bordered={false}>职务：{held.label}</Tag> : (user?.label ?? '（无权查看）')),
          },
          { key: 'role', title: '角色', render: (_, grant) => grant.role.label },
          { key: 'scope', title: '范围', render: (_, grant) => scope && <Value field={scope} value={grant['scope']} /> },
          {
            key: 'act',
            title: '操作',
            render: (_, grant) =>
              may &&
              grant.user && (
                <Popconfirm
                  title={`撤销${grant.user.label ?? ''}的${grant.role.label}权限？`}
                  okText="撤销"
                  onConfirm={() => dismiss(grant)}
                >
                  <Button type="link" size="small" aria-label={`撤销${grant.user.label ?? ''}的${grant.role.label}权限`}>
                    撤销
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      {screen.relatedBy.includes('core/appointment') && <Holders id={id} />}
      {appointing && (
        <AppointDialog
          organization={organization}
          onClose={() => setAppointing(false)}
          onDone={() => {
            setAppointing(false)
            void renew()
          }}
        />
      )}
    </>
  )
}

/** Who holds which post; kept under 职务与任职. */
function Holders({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['organizations', 'appointments', id],
    queryFn: () =>
      get<{ data: Appointment[] }>('/core/appointments', { 'filter[organizationId][eq]': id, sort: '-startOn', 'page[size]': 50 }),
  })
  if (!data || data.data.length === 0) return null
  return (
    <section className="org-holders">
      <h3>任职</h3>
      <ul>
        {data.data.map(({ id: appointment, user, post: held, startOn, endOn }) => (
          <li key={appointment}>
            <b>{held?.label}</b> {user?.label ?? '（无权查看）'}
            <span className="value-none">
              {startOn} 至 {endOn ?? '今'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
