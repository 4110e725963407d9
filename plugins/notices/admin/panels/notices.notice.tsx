import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import { Link } from 'react-router'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { useMenus } from '../../../../runtime-web/admin/desk/desk-data.ts'
import type { PanelProps } from '../../../../runtime-web/admin/record/own-panel.tsx'
import './notice.css'

type Figures = {
  addressed: number
  recipients: number
  unread: number
  read: number
  confirmed: number
  deliveries: { channel: 'sms' | 'voice'; state: string; count: number }[]
}

const channelWords = { sms: '短信', voice: '语音电话' }
const stateWords: Record<string, string> = { waiting: '待发送', sending: '发送中', sent: '已发送', delivered: '已送达', failed: '失败' }

/** For whoever sends notices: how many it is for and has reached, who has read it, and what became of its SMS and calls. */
export default function NoticePanel({ screen, record }: PanelProps) {
  const { id, state, progress } = record as { id: string; state?: string; progress?: string | null }
  const goesOn = state === 'sent' && progress !== 'done'
  const { data } = useQuery({
    queryKey: ['notices', 'figures', id, state, progress],
    queryFn: () => get<Figures>(`/notices/notices/${id}/figures`),
    enabled: screen.can.includes('send'),
    refetchInterval: goesOn ? 2_000 : false,
  })
  if (!data) return null
  if (state !== 'sent' && state !== 'revoked') return <p className="paper notice-for">将发给 {data.addressed} 人</p>
  return (
    <section className="paper notice-figures" aria-label="阅读情况">
      <Shares figures={data} noticeId={id} asks={record['asksConfirmation'] === true} />
      {goesOn && (
        <p>
          正在发出：{data.recipients} / {data.addressed} 人
        </p>
      )}
      <Deliveries figures={data} noticeId={id} />
    </section>
  )
}

function Shares({ figures, noticeId, asks }: { figures: Figures; noticeId: string; asks: boolean }) {
  const { recipients, read, unread, confirmed } = figures
  return (
    <>
      <Progress percent={recipients === 0 ? 0 : Math.floor((read / recipients) * 100)} aria-label="已读的比例" />
      <dl className="notice-counts">
        <Count title="已发到" count={recipients} to={listOf('notices.receipts', [`noticeId.eq:${noticeId}`])} />
        <Count title="已读" count={read} to={listOf('notices.receipts', [`noticeId.eq:${noticeId}`, 'state.in:read,confirmed'])} />
        <Count title="未读" count={unread} to={listOf('notices.receipts', [`noticeId.eq:${noticeId}`, 'state.in:unread'])} />
        {asks && (
          <Count title="已确认" count={confirmed} to={listOf('notices.receipts', [`noticeId.eq:${noticeId}`, 'state.in:confirmed'])} />
        )}
      </dl>
    </>
  )
}

function Deliveries({ figures, noticeId }: { figures: Figures; noticeId: string }) {
  const { data: menus } = useMenus()
  const listed = menus?.some(menu => menu.key === 'core.deliveries')
  if (figures.deliveries.length === 0) return null
  return (
    <dl className="notice-counts">
      {figures.deliveries.map(({ channel, state, count }) => (
        <Count
          key={`${channel} ${state}`}
          title={`${channelWords[channel]}${stateWords[state] ?? state}`}
          count={count}
          to={listed ? listOf('core.deliveries', [`recordId.eq:${noticeId}`, `channel.in:${channel}`, `state.in:${state}`]) : undefined}
        />
      ))}
    </dl>
  )
}

function Count({ title, count, to }: { title: string; count: number; to?: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{to && count > 0 ? <Link to={to}>{count}</Link> : count}</dd>
    </div>
  )
}

/** A list's address with these conditions. */
function listOf(menu: string, conditions: string[]): string {
  return `/m/${menu}?${new URLSearchParams(conditions.map(condition => ['if', condition]))}`
}
