import { Table } from 'antd'
import dayjs from 'dayjs'
import type { AriaAttributes } from 'react'
import { Failure, Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import { type Asked, type Item, likeWhich, pageSize, useItems } from './items.ts'

type ItemTableProps = {
  asked: Asked
  chosen: string[]
  onChoose(ids: string[]): void
  onOpen(item: Item): void
  onPage(page: number): void
}

export function ItemTable({ asked, chosen, onChoose, onOpen, onPage }: ItemTableProps) {
  const items = useItems(asked)
  if (items.error) return <Failure error={items.error} onRetry={() => void items.refetch()} />
  return (
    <Table<Item>
      rowKey="id"
      className="inbox-table"
      dataSource={items.data?.data}
      loading={items.isPending}
      locale={{ emptyText: <Nothing says={asked.words ? '没有符合的文章' : '这里还没有文章'} /> }}
      rowSelection={
        asked.state === 'duplicate'
          ? undefined
          : {
              columnWidth: 40,
              selectedRowKeys: chosen,
              onChange: keys => onChoose(keys.map(String)),
              getTitleCheckboxProps: () => labelled('选择本页全部'),
              getCheckboxProps: item => labelled(`选择 ${item.title}`),
            }
      }
      pagination={{
        current: asked.page,
        pageSize,
        total: items.data?.page.total ?? 0,
        showSizeChanger: false,
        hideOnSinglePage: true,
        onChange: onPage,
      }}
      columns={[
        {
          title: '文章',
          render: (_, item) => (
            <div className="inbox-item">
              <button type="button" onClick={() => onOpen(item)}>
                {item.title}
              </button>
              <small>{likeWhich(item) ?? item.summary}</small>
              <small className="inbox-narrow">{factsOf(item)}</small>
            </div>
          ),
        },
        { title: '来源', dataIndex: 'sourceName', width: 140, responsive: ['md'] },
        { title: '发布时间', width: 130, responsive: ['md'], render: (_, { publishedAt }) => dayOf(publishedAt) },
        { title: '采集时间', width: 130, responsive: ['lg'], render: (_, { createdAt }) => dayOf(createdAt) },
      ]}
    />
  )
}

/** antd hands it to the input, and yet leaves it out of its types. */
function labelled(label: string): { id?: string } & AriaAttributes {
  return { 'aria-label': label }
}

function dayOf(time: string | null): string {
  return time ? dayjs(time).format('YYYY-MM-DD') : '—'
}

/** On a narrow screen, in place of the columns. */
function factsOf({ sourceName, publishedAt }: Item): string {
  return [sourceName, publishedAt && dayOf(publishedAt)].filter(Boolean).join(' · ')
}
