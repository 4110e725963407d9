import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { Link } from 'react-router'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { useMenus } from '../../../../runtime-web/admin/desk/desk-data.ts'
import { RelatedLink } from '../../../../runtime-web/admin/fields/related-link.tsx'
import { useScreen } from '../../../../runtime-web/admin/fields/screen.ts'
import type { PanelProps } from '../../../../runtime-web/admin/record/own-panel.tsx'
import { StateTag } from '../../../../runtime-web/admin/workflows/state-tag.tsx'
import '../parts/leadership.css'

type Candidate = {
  id: string
  name: string | null
  post: string
  state: string
  votesFor: number | null
  votesAgainst: number | null
  votesAbstained: number | null
}

/** Who stands for election, and the votes once they are counted. */
export default function ElectionPanel({ record }: PanelProps) {
  const id = String(record['id'])
  const state = String(record['state'])
  const { data: screen } = useScreen('leadership/candidate')
  const menu = useMenus().data?.find(entry => entry.entity === 'leadership/candidate')
  const { data } = useQuery({
    queryKey: ['leadership', 'candidates', id, state, record['version']],
    queryFn: () =>
      get<{ data: Candidate[] }>('/leadership/candidates', { 'filter[electionId][eq]': id, sort: 'position,name', 'page[size]': 100 }),
  })
  if (!data || !screen) return null
  const titleOf = (code: string) =>
    screen.fields.find(field => field.name === 'state')?.choices?.find(one => one.code === code)?.title ?? code
  const mayName = screen.can.includes('create') && ['preparing', 'nominating'].includes(state)
  return (
    <section className="paper leadership-panel" aria-label="候选人">
      <h3>
        候选人
        {mayName && menu && (
          <Link to={`/m/${menu.key}/new`} state={{ begin: { electionId: { id, label: String(record['name']) } } }}>
            <Button size="small">增加候选人</Button>
          </Link>
        )}
      </h3>
      <Table<Candidate>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={data.data}
        locale={{ emptyText: '还没有候选人' }}
        columns={[
          {
            key: 'name',
            title: '姓名',
            render: (_, { id: to, name }) => <RelatedLink entity="leadership/candidate" to={{ id: to, label: name }} />,
          },
          { key: 'post', dataIndex: 'post', title: '拟任职务' },
          { key: 'for', dataIndex: 'votesFor', title: '赞成', align: 'right' },
          { key: 'against', dataIndex: 'votesAgainst', title: '反对', align: 'right' },
          { key: 'abstained', dataIndex: 'votesAbstained', title: '弃权', align: 'right' },
          { key: 'state', title: '状态', render: (_, one) => <StateTag screen={screen} code={one.state} title={titleOf(one.state)} /> },
        ]}
      />
    </section>
  )
}
