import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { EntryList } from './entry-list.tsx'
import { inWords, type Period } from './period.ts'
import type { Ranked } from './ranking.ts'

/** What a place in the ranking is made of. */
export function RankingDetails({ of, period, onClose }: { of: Ranked | undefined; period: Period; onClose(): void }) {
  const receiver = of && (of.member ?? of.organization)
  return (
    <Drawer
      open={of !== undefined}
      onClose={onClose}
      destroyOnHidden
      width="min(520px, 100vw)"
      title={receiver ? `${receiver.label ?? ''}的积分（${inWords(period)}）` : ''}
    >
      {of && (
        <>
          <p className="points-of">
            第 <b>{of.rank}</b> 名，<b>{of.points.toLocaleString('zh-CN')}</b> 分{of.member && <span>{of.organization.label}</span>}
          </p>
          {!of.member && <Parts organizationId={of.organization.id} period={period} />}
          <EntryList
            of={of.member ? { memberId: of.member.id } : { organizationId: of.organization.id }}
            period={period}
            named={!of.member}
          />
        </>
      )}
    </Drawer>
  )
}

function Parts({ organizationId, period }: { organizationId: string; period: Period }) {
  const { data } = useQuery({
    queryKey: ['points', 'organization', organizationId, period],
    queryFn: ({ signal }) => get<{ own: number; members: number }>('/points/organization', { organizationId, period }, signal),
  })
  return data ? (
    <p className="points-of">
      本级 {data.own.toLocaleString('zh-CN')} 分，党员 {data.members.toLocaleString('zh-CN')} 分
    </p>
  ) : null
}
