import { DownloadOutlined } from '@ant-design/icons'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { addressOf } from '../../../runtime-web/admin/api/request.ts'
import type { OwnPage } from '../../../runtime-web/admin/desk/own-pages.ts'
import { Page } from '../../../runtime-web/admin/desk/page.tsx'
import { current } from './parts/period.ts'
import { type Asked, pathOf, queryOf, type Ranked, type Receivers } from './parts/ranking.ts'
import { RankingDetails } from './parts/ranking-details.tsx'
import { RankingFilters } from './parts/ranking-filters.tsx'
import { RankingTable } from './parts/ranking-table.tsx'
import './parts/points.css'

const tabs: { key: Receivers; label: string }[] = [
  { key: 'people', label: '党员' },
  { key: 'organizations', label: '党组织' },
]

/** Who is how far: people and organizations, by time and kind of points (P1.1). */
const Rankings: OwnPage = ({ menu }) => {
  const [receivers, choose] = useState<Receivers>('people')
  const [asked, ask] = useState<Asked>({ period: current('year'), alone: false })
  const [opened, open] = useState<Ranked>()
  return (
    <Page
      title={menu.title}
      hint="积分相同的名次相同，没有积分的不列入"
      actions={
        <Button icon={<DownloadOutlined />} href={addressOf(`${pathOf(receivers)}/export`, queryOf(asked))} download>
          导出
        </Button>
      }
    >
      <div className="paper">
        <Tabs activeKey={receivers} onChange={key => choose(key as Receivers)} items={tabs} />
        <RankingFilters asked={asked} onAsk={ask} />
        <RankingTable key={JSON.stringify([receivers, queryOf(asked)])} receivers={receivers} asked={asked} onOpen={open} />
      </div>
      <RankingDetails of={opened} period={asked.period} onClose={() => open(undefined)} />
    </Page>
  )
}

export default Rankings
