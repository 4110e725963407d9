import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Failure, Loading, Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import { useNarrow } from '../../../../runtime-web/admin/list/narrow.ts'
import { type Due, mostDue, useDueBetween } from './developments.ts'
import { DueDay, DueLine } from './due-day.tsx'

/** A month, and on each day whose step has to be done by then. On a phone a list of the days on which there is something. */
export function DueCalendar({ organizationId }: { organizationId: string | undefined }) {
  const [month, go] = useState(() => dayjs().startOf('month'))
  const days = daysShown(month)
  const [first, last] = [days[0]!, days.at(-1)!]
  const found = useDueBetween(first, last, organizationId)
  const byDay = Map.groupBy(found.data ?? [], due => due.latest ?? '')
  const isNarrow = useNarrow()
  const inMonth = days.filter(day => day.startsWith(month.format('YYYY-MM')))
  return (
    <div className="paper">
      <div className="calendar-head">
        <Button icon={<LeftOutlined />} aria-label="上个月" onClick={() => go(month.subtract(1, 'month'))} />
        <h2 aria-live="polite">{month.format('YYYY年M月')}</h2>
        <Button icon={<RightOutlined />} aria-label="下个月" onClick={() => go(month.add(1, 'month'))} />
        <Button type="text" onClick={() => go(dayjs().startOf('month'))}>
          本月
        </Button>
      </div>
      {found.error && <Failure error={found.error} onRetry={found.refetch} />}
      {found.isPending && <Loading />}
      {found.data &&
        (isNarrow ? <Agenda days={inMonth} byDay={byDay} /> : <Month days={days} month={month.format('YYYY-MM')} byDay={byDay} />)}
      {found.data?.length === mostDue && <p className="board-facts">只列出最急的 {mostDue} 件，请选择党组织缩小范围。</p>}
    </div>
  )
}

type Shown = { days: string[]; byDay: Map<string, Due[]> }

function Month({ days, month, byDay }: Shown & { month: string }) {
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
  return (
    <table className="calendar">
      <thead>
        <tr>
          {['一', '二', '三', '四', '五', '六', '日'].map(day => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]}>
            {week.map(day => (
              <DueDay key={day} day={day} isElsewhere={!day.startsWith(month)} due={byDay.get(day) ?? []} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Agenda({ days, byDay }: Shown) {
  const some = days.filter(day => byDay.has(day))
  if (some.length === 0) return <Nothing says="这个月没有到期的事项" />
  return (
    <ol className="agenda">
      {some.map(day => (
        <li key={day}>
          <h3>{dayjs(day).format('M月D日')}</h3>
          <ul>
            {byDay.get(day)!.map(due => (
              <li key={due.record.id}>
                <DueLine due={due} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** Whole weeks, from the Monday at or before the first of the month. */
function daysShown(month: dayjs.Dayjs): string[] {
  const first = month.subtract((month.day() + 6) % 7, 'day')
  const weeks = Math.ceil((month.daysInMonth() + ((month.day() + 6) % 7)) / 7)
  return Array.from({ length: weeks * 7 }, (_, day) => first.add(day, 'day').format('YYYY-MM-DD'))
}
