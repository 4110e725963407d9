import { DownloadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Table, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { addressOf, get, type Query } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Nothing } from '../feedback/states.tsx'
import { useScreen } from '../fields/screen.ts'
import { useVocabulary } from '../fields/vocabulary.ts'
import { actionWord } from './audit/action-words.ts'
import { AuditFilters } from './audit/audit-filters.tsx'
import { Changes } from './audit/changes.tsx'
import type { AuditEntry } from './audit/entry.ts'
import './audit/audit.css'

/** Who did what, when, from where, with old and new values (S2.11). */
const Audit: OwnPage = ({ menu }) => {
  const [filters, filter] = useState<Query>({})
  const [cursors, setCursors] = useState<string[]>([])
  const vocabulary = useVocabulary()
  const screen = useScreen('core/audit-entry')
  const page = useQuery({
    queryKey: ['audit', filters, cursors.at(-1)],
    queryFn: ({ signal }) =>
      get<{ data: AuditEntry[]; page: { after: string | null } }>(
        '/core/audit-entries',
        { ...filters, 'page[size]': 50, 'page[after]': cursors.at(-1), fields },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  const mayExport = screen.data?.can.includes('export')

  return (
    <Page
      title={menu.title}
      hint="只增不改，至少保存 6 个月"
      actions={
        mayExport && (
          <Button icon={<DownloadOutlined />} href={addressOf('/core/audit-entries/export', { ...filters, format: 'xlsx' })} download>
            导出
          </Button>
        )
      }
    >
      <div className="paper">
        <AuditFilters
          vocabulary={vocabulary}
          onFilter={next => {
            filter(next)
            setCursors([])
          }}
        />
        {page.error ? (
          <Failure error={page.error} onRetry={page.refetch} />
        ) : (
          <>
            <Table<AuditEntry>
              rowKey="id"
              size="middle"
              loading={page.isFetching}
              dataSource={page.data?.data}
              pagination={false}
              scroll={{ x: 'max-content' }}
              locale={{ emptyText: <Nothing says="没有符合条件的记录" /> }}
              expandable={{
                rowExpandable: entry => Object.keys(entry.changes ?? {}).length > 0,
                expandedRowRender: entry => <Changes entry={entry} vocabulary={vocabulary} />,
              }}
              columns={[
                {
                  title: '时间',
                  key: 'when',
                  render: (_, entry) => <time dateTime={entry.createdAt}>{dayjs(entry.createdAt).format('YYYY-MM-DD HH:mm:ss')}</time>,
                },
                { title: '操作人', dataIndex: 'userName' },
                { title: '操作', key: 'what', render: (_, entry) => actionWord(entry.action, entry.entity, vocabulary) },
                {
                  title: '对象',
                  key: 'on',
                  render: (_, entry) => (
                    <Tooltip title={entry.organization?.label}>
                      {vocabulary?.entity(entry.entity)?.title ?? ''} {entry.recordLabel ?? ''}
                    </Tooltip>
                  ),
                },
                { title: '地址', dataIndex: 'ip', render: (ip: string | null) => ip ?? <span className="value-none">—</span> },
              ]}
            />
            <div className="audit-pages">
              <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
                上一页
              </Button>
              <Button disabled={!page.data?.page.after} onClick={() => setCursors([...cursors, page.data!.page.after!])}>
                下一页
              </Button>
            </div>
          </>
        )}
      </div>
    </Page>
  )
}

const fields = 'userName,action,entity,recordLabel,changes,ip,organization'

export default Audit
