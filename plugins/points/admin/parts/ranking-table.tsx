import { Button, Table } from 'antd'
import { useState } from 'react'
import { Failure, Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import { useNarrow } from '../../../../runtime-web/admin/list/narrow.ts'
import { type Asked, type Ranked, type Receivers, useRanking } from './ranking.ts'

type RankingTableProps = { receivers: Receivers; asked: Asked; onOpen(ranked: Ranked): void }

/** A ranking page by page; a place in it opens what it is made of. */
export function RankingTable({ receivers, asked, onOpen }: RankingTableProps) {
  const [cursors, setCursors] = useState<string[]>([])
  const narrow = useNarrow()
  const page = useRanking(receivers, asked, cursors.at(-1))
  if (page.error) return <Failure error={page.error} onRetry={page.refetch} />
  const after = page.data?.page.after
  const people = receivers === 'people'
  const placed = (_: unknown, row: Ranked) => row.organization.label
  const named = (_: unknown, row: Ranked) => (
    <>
      <Name of={row} onOpen={onOpen} />
      {people && narrow && <small className="points-place">{row.organization.label}</small>}
    </>
  )
  return (
    <>
      <Table<Ranked>
        className="points-ranking"
        rowKey={row => (row.member ?? row.organization).id}
        size="middle"
        loading={page.isFetching}
        dataSource={page.data?.data}
        pagination={false}
        locale={{ emptyText: page.data ? <Nothing says="这段时间还没有人得到积分" /> : ' ' }}
        columns={[
          { title: '名次', key: 'rank', width: 72, render: (_, { rank }) => <Rank rank={rank} /> },
          ...(people ? [{ title: '姓名', key: 'member', render: named }] : []),
          ...(people && narrow ? [] : [{ title: '党组织', key: 'organization', render: people ? placed : named }]),
          { title: '积分', key: 'points', align: 'right', width: 88, render: (_, { points }) => <b>{points.toLocaleString('zh-CN')}</b> },
        ]}
      />
      {(cursors.length > 0 || after) && (
        <div className="points-pages">
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            上一页
          </Button>
          <Button disabled={!after || page.isPlaceholderData} onClick={() => setCursors([...cursors, after!])}>
            下一页
          </Button>
        </div>
      )}
    </>
  )
}

function Rank({ rank }: { rank: number }) {
  return (
    <span className="points-rank" data-first={rank <= 3}>
      {rank}
    </span>
  )
}

function Name({ of, onOpen }: { of: Ranked; onOpen(ranked: Ranked): void }) {
  return (
    <Button type="link" className="points-name" onClick={() => onOpen(of)}>
      {(of.member ?? of.organization).label ?? '（已删除）'}
    </Button>
  )
}
