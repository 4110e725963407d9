import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../api/request.ts'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Nothing } from '../feedback/states.tsx'
import { states } from '../single-sign-on/application.ts'
import { EntriesDialog } from '../single-sign-on/entries-dialog.tsx'
import { ReviewDialog } from '../single-sign-on/review-dialog.tsx'
import { type Deed, deedsOf, type Reviewed } from '../single-sign-on/reviewed.ts'
import '../single-sign-on/sso.css'
import { TurnPages } from '../single-sign-on/turn-pages.tsx'

const choices = [
  { value: 'applied', label: '待审核' },
  { value: 'approved', label: '已开通' },
  { value: 'all', label: '全部' },
]

/** The operator's review of what tenants apply for (S2.6). */
export default function SsoReview({ menu }: { menu: MenuEntry }) {
  const [state, setState] = useState('applied')
  const [cursors, setCursors] = useState<string[]>([])
  const [doing, start] = useState<{ deed: Deed | 'entries'; application: Reviewed }>()
  const page = useQuery({
    queryKey: ['sso-review', state, cursors.at(-1)],
    queryFn: ({ signal }) =>
      get<{ data: Reviewed[]; page: { after: string | null } }>(
        '/core/sso-applications',
        { sort: '-createdAt', 'filter[state][eq]': state === 'all' ? undefined : state, 'page[after]': cursors.at(-1) },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  if (page.error) return <Failure error={page.error} onRetry={page.refetch} />
  const after = page.data?.page.after
  const end = () => start(undefined)
  const done = () => {
    end()
    void page.refetch()
  }
  const columns = [
    {
      key: 'name',
      title: '平台',
      render: (_: unknown, one: Reviewed) => (
        <>
          <a href={one.homepage} target="_blank" rel="noreferrer">
            {one.name}
          </a>
          <div className="sso-below">
            {one.tenant.label}
            {one.purpose && `：${one.purpose}`}
          </div>
        </>
      ),
    },
    {
      key: 'contact',
      title: '联系人',
      width: 120,
      render: (_: unknown, one: Reviewed) => (
        <>
          {one.contactName}
          <div className="sso-below">{one.contactPhone}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: '状态',
      width: 150,
      render: (_: unknown, one: Reviewed) => (
        <>
          <Tag color={states[one.state].colour}>{states[one.state].title}</Tag>
          {one.reviewNote && <div className="sso-below">{one.reviewNote}</div>}
        </>
      ),
    },
    {
      key: 'entries',
      title: '已用 / 可用',
      width: 100,
      render: (_: unknown, one: Reviewed) => `${one.entriesUsed ?? 0} / ${one.entriesGranted ?? 0}`,
    },
    {
      key: 'deeds',
      title: '操作',
      width: 130,
      render: (_: unknown, one: Reviewed) => (
        <Space size={0} wrap className="sso-deeds">
          {deedsOf(one.state).map(deed => (
            <Button key={deed.action} type="link" size="small" onClick={() => start({ deed, application: one })}>
              {deed.title}
            </Button>
          ))}
          {one.state === 'approved' && (
            <Button type="link" size="small" onClick={() => start({ deed: 'entries', application: one })}>
              改次数
            </Button>
          )}
        </Space>
      ),
    },
  ]
  return (
    <Page title={menu.title} hint="通过后赠送 200 次，可再增加">
      <Segmented
        className="sso-states"
        aria-label="按状态查看"
        options={choices}
        value={state}
        onChange={value => {
          setState(value)
          setCursors([])
        }}
      />
      <div className="paper">
        <Table<Reviewed>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={page.data?.data}
          loading={page.isPending}
          pagination={false}
          scroll={{ x: 680 }}
          locale={{ emptyText: <Nothing says={state === 'applied' ? '没有待审核的申请' : '没有申请'} /> }}
        />
        <TurnPages cursors={cursors} after={after} onTurn={setCursors} />
      </div>
      {doing?.deed === 'entries' && <EntriesDialog application={doing.application} onDone={done} onCancel={end} />}
      {doing && doing.deed !== 'entries' && <ReviewDialog deed={doing.deed} application={doing.application} onDone={done} onCancel={end} />}
    </Page>
  )
}
