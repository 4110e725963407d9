import { useQuery } from '@tanstack/react-query'
import { Checkbox, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api/request.ts'
import { type MenuEntry, useMenus } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Nothing } from '../feedback/states.tsx'
import type { Related } from '../fields/record.ts'
import { OrganizationPicker } from '../pickers/organization-picker.tsx'
import '../workflows/tasks.css'

type Due = {
  entity: string
  title: string
  record: Related
  organization: Related | null
  state: { code: string; title: string }
  earliest: string | null
  latest: string | null
  missing: { name: string; title: string }[]
  overdue: boolean
  asked: Related[]
}

/** The most that the server tells at once; what has to go on first comes first. */
const most = 200

/** What is under way and bound to times: what is missing, whose turn it is, from when and until when. */
export default function ProceduresDue({ menu }: { menu: MenuEntry }) {
  const [organization, choose] = useState<Related | null>(null)
  const [overdue, setOverdue] = useState(false)
  const due = useQuery({
    queryKey: ['procedures due', organization?.id, overdue],
    queryFn: async () =>
      (await get<{ data: Due[] }>('/core/procedures/due', { organizationId: organization?.id, overdue: overdue || undefined })).data,
  })
  const todos = useMenus().data?.find(entry => entry.page === 'todos')
  return (
    <Page title={menu.title} hint="正在办理、有期限或材料要求的事项">
      <div className="paper">
        <div className="tasks-tools">
          <div className="tasks-organization">
            <OrganizationPicker aria-label="党组织" value={organization} onChange={choose} placeholder="全部党组织" />
          </div>
          <Checkbox checked={overdue} onChange={event => setOverdue(event.target.checked)}>
            只看已逾期的
          </Checkbox>
        </div>
        {due.error ? (
          <Failure error={due.error} onRetry={due.refetch} />
        ) : (
          <Table<Due>
            rowKey={({ record }) => record.id}
            loading={due.isPending}
            dataSource={due.data}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <Nothing says="没有要赶的期限，也没有缺的材料" /> }}
            columns={[
              {
                title: '事项',
                render: (_, { entity, title, record }) => {
                  const name = `${title}：${record.label ?? '（未命名）'}`
                  return todos ? <Link to={`/m/${todos.key}/${entity}/${record.id}`}>{name}</Link> : name
                },
              },
              { title: '党组织', render: (_, { organization: of }) => of?.label ?? '—' },
              { title: '当前步骤', render: (_, { state }) => state.title },
              { title: '缺少材料', render: (_, { missing }) => missing.map(one => one.title).join('、') || '—' },
              { title: '等待谁办理', render: (_, { asked }) => asked.map(one => one.label).join('、') || '—' },
              { title: '最早', render: (_, { earliest }) => earliest ?? '—' },
              { title: '最迟', render: (_, one) => <Latest {...one} /> },
            ]}
          />
        )}
        {due.data?.length === most && <p className="tasks-more">只列出最急的 {most} 件，请选择党组织缩小范围。</p>}
      </div>
    </Page>
  )
}

function Latest({ latest, overdue }: Due) {
  if (!latest) return '—'
  return overdue ? (
    <>
      {latest} <Tag color="error">已逾期</Tag>
    </>
  ) : (
    latest
  )
}
