import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../../../runtime-web/admin/api/request.ts'
import type { OwnPage } from '../../../runtime-web/admin/desk/own-pages.ts'
import { Page } from '../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading, Nothing } from '../../../runtime-web/admin/feedback/states.tsx'
import type { Related } from '../../../runtime-web/admin/fields/record.ts'
import { CategoryBars, type Counted } from './parts/category-bars.tsx'
import { EntryList } from './parts/entry-list.tsx'
import { current, inWords } from './parts/period.ts'
import { PeriodPicker } from './parts/period-picker.tsx'
import './parts/points.css'

type Mine = {
  member: Related | null
  rank: { rank: number; of: number } | null
  points: number
  categories: Counted[]
}

type Organization = { organization: Related; points: number; own: number; members: number }

/** What one has oneself, and where one's organization stands (P1.1). */
const MyPoints: OwnPage = ({ menu }) => {
  const [period, choose] = useState(current('year'))
  const mine = useQuery({
    queryKey: ['points', 'mine', period],
    queryFn: ({ signal }) => get<Mine>('/points/mine', { period }, signal),
  })
  const organization = useQuery({
    queryKey: ['points', 'organization', period],
    queryFn: ({ signal }) => get<Organization>('/points/organization', { period }, signal),
    retry: false,
  })
  return (
    <Page title={menu.title} actions={<PeriodPicker value={period} onChange={choose} />}>
      {mine.error ? (
        <Failure error={mine.error} onRetry={mine.refetch} />
      ) : !mine.data ? (
        <Loading />
      ) : !mine.data.member ? (
        <div className="paper">
          <Nothing says="您的账号没有对应的党员信息，没有个人积分" />
        </div>
      ) : (
        <div className="points-own">
          <section className="paper" aria-labelledby="points-sum">
            <h2 id="points-sum">{inWords(period)}积分</h2>
            <p className="points-total">
              <b>{mine.data.points.toLocaleString('zh-CN')}</b> 分
            </p>
            {mine.data.rank && (
              <p className="points-of">
                在所在党组织 {mine.data.rank.of} 名有积分的党员中排第 <b>{mine.data.rank.rank}</b> 名
              </p>
            )}
            <CategoryBars counted={mine.data.categories} />
            {organization.data && <OwnOrganization of={organization.data} />}
          </section>
          <section className="paper" aria-labelledby="points-entries">
            <h2 id="points-entries">明细</h2>
            <EntryList of={{ memberId: mine.data.member.id }} period={period} />
          </section>
        </div>
      )}
    </Page>
  )
}

function OwnOrganization({ of: { organization, points, own, members } }: { of: Organization }) {
  return (
    <div className="points-around">
      <h3>{organization.label}</h3>
      <p className="points-of">
        共 <b>{points.toLocaleString('zh-CN')}</b> 分，其中本级 {own.toLocaleString('zh-CN')} 分，党员 {members.toLocaleString('zh-CN')} 分
      </p>
    </div>
  )
}

export default MyPoints
