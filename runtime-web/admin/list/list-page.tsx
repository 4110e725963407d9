import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api/request.ts'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import { type Screen, useScreen } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'
import { ImportButton } from '../imports/import-button.tsx'

type ListPageProps = { menu: MenuEntry; entity: string }

/** The list of an entity. */
export function ListPage({ menu, entity }: ListPageProps) {
  const screen = useScreen(entity)
  if (screen.error) return <Failure error={screen.error} onRetry={screen.refetch} />
  if (!screen.data) return <Loading />
  return <Listed menu={menu} screen={screen.data} />
}

function Listed({ menu, screen }: { menu: MenuEntry; screen: Screen }) {
  const [cursors, setCursors] = useState<string[]>([])
  const page = useQuery({
    queryKey: ['list', screen.key, menu.list, cursors.at(-1)],
    queryFn: ({ signal }) =>
      get<{ data: Told[]; page: { after: string | null } }>(
        screen.path,
        { 'page[after]': cursors.at(-1), deleted: menu.list === 'deleted' || undefined },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  const columns = screen.fields
    .filter(field => field.listed)
    .slice(0, 8)
    .map(field => ({
      key: field.name,
      title: field.title,
      render: (_: unknown, record: Told) =>
        field.name === screen.label ? (
          <Link to={record.id}>{String(record[field.name] ?? '')}</Link>
        ) : (
          <Value field={field} value={record[field.told]} />
        ),
    }))
  const actions = menu.list === 'living' && (
    <>
      <ImportButton screen={screen} onImported={page.refetch} />
      {screen.can.includes('create') && (
        <Link to="new">
          <Button type="primary" icon={<PlusOutlined />}>
            新增{screen.title}
          </Button>
        </Link>
      )}
    </>
  )
  return (
    <Page title={menu.title} actions={actions}>
      {page.error ? (
        <Failure error={page.error} onRetry={page.refetch} />
      ) : (
        <div className="paper">
          <Table<Told>
            rowKey="id"
            size="middle"
            columns={columns}
            dataSource={page.data?.data}
            loading={page.isPending}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <Nothing says={`还没有${screen.title}`} /> }}
          />
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            上一页
          </Button>
          <Button disabled={!page.data?.page.after} onClick={() => setCursors([...cursors, page.data!.page.after!])}>
            下一页
          </Button>
        </div>
      )}
    </Page>
  )
}
