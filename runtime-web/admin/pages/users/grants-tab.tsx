import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { get } from '../../api/request.ts'
import { Failure, Nothing } from '../../feedback/states.tsx'
import type { Related, Told } from '../../fields/record.ts'
import { RelatedLink } from '../../fields/related-link.tsx'
import { useScreen } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'

type Grant = Told & { role: Related; organization: Related; post: Related | null; startOn: string | null; endOn: string | null }
type Appointment = Told & { post: Related | null; endOn: string | null }

/** What the account may do: rights given to the person, and those of the posts that he holds. */
export function GrantsTab({ id }: { id: string }) {
  const scope = useScreen('core/grant').data?.fields.find(field => field.name === 'scope')
  const grants = useQuery({ queryKey: ['users', id, 'grants'], queryFn: () => grantsOf(id) })
  if (grants.error) return <Failure error={grants.error} onRetry={grants.refetch} />
  return (
    <Table<Grant>
      rowKey="id"
      size="middle"
      dataSource={grants.data}
      loading={grants.isPending}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Nothing says="没有单独的授权" /> }}
      columns={[
        { key: 'role', title: '角色', render: (_, grant) => <RelatedLink entity="core/role" to={grant.role} /> },
        { key: 'where', title: '授权组织', render: (_, grant) => <RelatedLink entity="core/organization" to={grant.organization} /> },
        { key: 'scope', title: '范围', render: (_, grant) => scope && <Value field={scope} value={grant['scope']} /> },
        { key: 'by', title: '依据', render: (_, grant) => (grant.post ? `职务：${grant.post.label}` : '直接授权') },
        {
          key: 'when',
          title: '期限',
          render: (_, { startOn, endOn }) => (startOn || endOn ? `${startOn ?? ''} 至 ${endOn ?? '今'}` : '长期'),
        },
      ]}
    />
  )
}

async function grantsOf(id: string): Promise<Grant[]> {
  const [own, appointments] = await Promise.all([
    get<{ data: Grant[] }>('/core/grants', { 'filter[userId][eq]': id, 'page[size]': 100 }),
    get<{ data: Appointment[] }>('/core/appointments', { 'filter[userId][eq]': id, 'page[size]': 100 }),
  ])
  const today = new Date().toISOString().slice(0, 10)
  const posts = appointments.data.filter(({ endOn }) => endOn === null || endOn >= today).flatMap(({ post }) => post?.id ?? [])
  if (posts.length === 0) return own.data
  const byPost = await get<{ data: Grant[] }>('/core/grants', { 'filter[postId][in]': posts.join(), 'page[size]': 100 })
  return [...own.data, ...byPost.data]
}
