import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { get, type Query } from '../../../../runtime-web/admin/api/request.ts'
import type { Related } from '../../../../runtime-web/admin/fields/record.ts'
import { RelatedLink } from '../../../../runtime-web/admin/fields/related-link.tsx'
import './leadership.css'

type Official = { id: string; name: string | null; post: string; fromOn: string; toOn: string | null; state: string; term: Related | null }

/** Who holds which post: of a term, or in an organization now. Nothing where nobody does. */
export function Roster({ title, of, termShown = false }: { title: string; of: Query; termShown?: boolean }) {
  const { data } = useQuery({
    queryKey: ['leadership', 'officials', of],
    queryFn: () =>
      get<{ data: Official[] }>('/leadership/officials', { ...of, include: 'term', sort: 'position,fromOn', 'page[size]': 100 }),
    retry: false,
  })
  if (!data || data.data.length === 0) return null
  const [first] = data.data
  return (
    <section className="paper leadership-panel" aria-label={title}>
      <h3>
        {title}
        {termShown && first?.term && (
          <small>
            <RelatedLink entity="leadership/term" to={first.term} />
          </small>
        )}
      </h3>
      <Table<Official>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={data.data}
        columns={[
          { key: 'post', dataIndex: 'post', title: '职务' },
          {
            key: 'name',
            title: '姓名',
            render: (_, { id, name }) => <RelatedLink entity="leadership/official" to={{ id, label: name }} />,
          },
          { key: 'from', dataIndex: 'fromOn', title: '任职日期' },
          { key: 'to', title: '免职日期', render: (_, { toOn, state }) => toOn ?? (state === 'serving' ? '在任' : '待任职') },
        ]}
      />
    </section>
  )
}
