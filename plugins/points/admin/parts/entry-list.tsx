import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get, type Query } from '../../../../runtime-web/admin/api/request.ts'
import { Failure, Loading, Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import { useDictionary } from '../../../../runtime-web/admin/fields/dictionary.ts'
import { daysOf, type Period } from './period.ts'
import './points.css'

type Entry = {
  id: string
  title: string
  category: string
  points: number
  before: number
  after: number
  occurredOn: string
  note?: string | null
  member?: { label: string | null } | null
}

type EntryPage = { data: Entry[]; page: { after: string | null } }

const pageSize = 20

/** The single points of a member, or all that count for an organization, latest first. */
export function EntryList({ of, period, named = false }: { of: Query; period: Period; named?: boolean }) {
  const categories = useDictionary('point-category')
  const days = daysOf(period)
  const asked: Query = {
    ...Object.fromEntries(Object.entries(of).map(([field, id]) => [`filter[${field}][eq]`, id])),
    ...(days ? { 'filter[occurredOn][gte]': days.from, 'filter[occurredOn][lte]': days.to } : {}),
    sort: '-occurredOn',
    'page[size]': pageSize,
  }
  const entries = useInfiniteQuery({
    queryKey: ['points', 'entries', asked],
    queryFn: ({ pageParam, signal }) => get<EntryPage>('/points/entries', { ...asked, 'page[after]': pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.page.after ?? undefined,
  })
  if (entries.error) return <Failure error={entries.error} onRetry={entries.refetch} />
  if (!entries.data) return <Loading />
  const shown = entries.data.pages.flatMap(page => page.data)
  if (shown.length === 0) return <Nothing says="没有可以查看的积分明细" />
  return (
    <>
      <ul className="points-entries">
        {shown.map(entry => (
          <li key={entry.id}>
            <div>
              <strong>{entry.title}</strong>
              <small>
                <time dateTime={entry.occurredOn}>{entry.occurredOn}</time>
                <span>{categories?.title(entry.category) ?? ''}</span>
                {named && entry.member?.label && <span>{entry.member.label}</span>}
                {entry.note && <span>{entry.note}</span>}
              </small>
            </div>
            <div className="points-change">
              <b data-less={entry.points < 0}>{entry.points > 0 ? `+${entry.points}` : entry.points}</b>
              <small>
                {entry.before} → {entry.after}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {entries.hasNextPage && (
        <Button block type="text" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          更早的明细
        </Button>
      )}
    </>
  )
}
