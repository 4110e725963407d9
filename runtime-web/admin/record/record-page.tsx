import { Alert, Tabs } from 'antd'
import dayjs from 'dayjs'
import { lazy, Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { Problem } from '../api/problem.ts'
import { type MenuEntry, useMenus } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading } from '../feedback/states.tsx'
import { isRelated, type Told } from '../fields/record.ts'
import { type Screen, useScreen } from '../fields/screen.ts'
import { WorkflowBar } from '../workflows/workflow-bar.tsx'
import { AccessTab } from './access-tab.tsx'
import { AuditTab } from './audit-tab.tsx'
import { BackToList } from './back-to-list.tsx'
import { Details, KeyFacts } from './details.tsx'
import { HistoryTab } from './history-tab.tsx'
import { OwnPanels } from './own-panel.tsx'
import { RecordActions } from './record-actions.tsx'
import './record.css'
import { useRecord } from './use-record.ts'

const TimelineTab = lazy(() => import('../workflows/timeline-tab.tsx'))
const DecidingOnly = lazy(() => import('../workflows/deciding-only.tsx'))
const DiagramTab = lazy(() => import('../workflows/diagram-tab.tsx'))

type RecordPageProps = { menu: MenuEntry; entity: string }

/** One record: what it holds, what it was, who did what to it, and why one may see it. */
export function RecordPage({ menu, entity }: RecordPageProps) {
  const { id } = useParams()
  const screen = useScreen(entity)
  const record = useRecord(screen.data, id)
  const error = screen.error ?? record.error
  if (id && screen.data?.workflow && error instanceof Problem && error.status === 404)
    return <DecidingOnly menu={menu} screen={screen.data} id={id} />
  if (error) return <Failure error={error} onRetry={() => void record.refetch()} />
  if (!screen.data || !record.data) return <Loading />
  return <Opened key={id} menu={menu} screen={screen.data} record={record.data} />
}

function Opened({ menu, screen, record }: { menu: MenuEntry; screen: Screen; record: Told }) {
  const { data: menus } = useMenus()
  const [tab, openTab] = useState('details')
  const items = [
    { key: 'details', label: '详情', children: <Details screen={screen} record={record} /> },
    ...(screen.workflow
      ? [
          { key: 'timeline', label: '办理过程', children: <TimelineTab screen={screen} record={record} /> },
          { key: 'diagram', label: '流程图', children: <DiagramTab screen={screen} record={record} /> },
        ]
      : []),
    { key: 'history', label: '历史', children: <HistoryTab screen={screen} record={record} /> },
    // Who may not read the log is not asked about it: its menu entry says so.
    ...(menus?.some(entry => entry.entity === 'core/audit-entry')
      ? [{ key: 'audit', label: '操作日志', children: <AuditTab screen={screen} record={record} /> }]
      : []),
    { key: 'access', label: '为什么能看到', children: <AccessTab screen={screen} record={record} /> },
  ]
  return (
    <Page
      title={headingOf(screen, record)}
      hint={<BackToList menu={menu} />}
      actions={<RecordActions menu={menu} screen={screen} record={record} />}
    >
      {record['deletedAt'] !== undefined && <Deleted record={record} />}
      {screen.workflow && record['deletedAt'] === undefined && <WorkflowBar screen={screen} record={record} />}
      <KeyFacts screen={screen} record={record} />
      {record['deletedAt'] === undefined && <OwnPanels screen={screen} record={record} />}
      <Suspense fallback={<Loading />}>
        <Tabs className="record-tabs" activeKey={tab} onChange={openTab} items={items} destroyInactiveTabPane />
      </Suspense>
    </Page>
  )
}

/** A record's name; what is told apart by a date or a choice alone is called what it is besides. */
function headingOf(screen: Screen, record: Told): string {
  const label = record[screen.label]
  if (label === null || label === undefined) return screen.title
  const field = screen.fields.find(one => one.name === screen.label)
  if (field?.kind === 'text') return String(label)
  return `${screen.title} ${field?.choices?.find(choice => choice.code === label)?.title ?? String(label)}`
}

function Deleted({ record }: { record: Told }) {
  const by = isRelated(record['updatedBy']) ? record['updatedBy'].label : null
  return (
    <Alert
      className="record-deleted"
      type="warning"
      showIcon
      message={`${by ? `${by}于 ` : ''}${dayjs(String(record['deletedAt'])).format('YYYY-MM-DD HH:mm')} 删除了这条记录，还原后才能修改`}
    />
  )
}
