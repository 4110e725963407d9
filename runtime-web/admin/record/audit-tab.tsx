import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import dayjs from 'dayjs'
import { get } from '../api/request.ts'
import { Failure, Nothing } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { deedInWords } from './deeds.ts'

/** Who did what to this record, from where. */
export function AuditTab({ screen, record }: { screen: Screen; record: Told }) {
  const log = useQuery({
    queryKey: ['audit-of', screen.key, record.id, record.version],
    queryFn: async () =>
      (
        await get<{ data: Told[] }>('/core/audit-entries', {
          'filter[recordId][eq]': record.id,
          fields: 'userName,action,changes,ip',
          'page[size]': 100,
        })
      ).data,
    staleTime: 0,
  })
  if (log.error) return <Failure error={log.error} onRetry={() => void log.refetch()} />
  return (
    <div className="paper">
      <Table<Told>
        rowKey="id"
        size="middle"
        loading={log.isPending}
        dataSource={log.data}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing says="日志中没有这条记录的操作" /> }}
        columns={[
          { title: '时间', render: (_, entry) => dayjs(String(entry['createdAt'])).format('YYYY-MM-DD HH:mm:ss') },
          { title: '操作人', render: (_, entry) => String(entry['userName'] ?? '系统') },
          { title: '操作', render: (_, entry) => deedInWords(String(entry['action']), screen) },
          { title: '涉及', render: (_, entry) => changesInWords(screen, entry['changes']) },
          { title: '来自', render: (_, entry) => String(entry['ip'] ?? '—') },
        ]}
      />
    </div>
  )
}

/** The fields that were changed; of a secret that was looked at, which and why. */
function changesInWords(screen: Screen, changes: unknown): string {
  if (typeof changes !== 'object' || changes === null) return '—'
  const title = (name: string) => screen.fields.find(field => field.name === name)?.title
  const { field, reason } = changes as { field?: unknown; reason?: unknown }
  if (typeof field === 'string' && typeof reason === 'string') return `${title(field) ?? field}，事由：${reason}`
  return (
    Object.keys(changes)
      .flatMap(name => title(name) ?? [])
      .join('、') || '—'
  )
}
