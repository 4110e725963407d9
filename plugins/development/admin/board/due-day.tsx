import { Button } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Due, useWayTo } from './developments.ts'

const few = 3

/** A day of the month with the first few of those whose step has to be done by then. */
export function DueDay({ day, isElsewhere, due }: { day: string; isElsewhere: boolean; due: Due[] }) {
  const [isOpen, open] = useState(false)
  const shown = isOpen ? due : due.slice(0, few)
  const isToday = day === dayjs().format('YYYY-MM-DD')
  return (
    <td data-elsewhere={isElsewhere} aria-current={isToday ? 'date' : undefined}>
      <time dateTime={day}>{Number(day.slice(8))}</time>
      <ul>
        {shown.map(one => (
          <li key={one.record.id}>
            <DueLine due={one} />
          </li>
        ))}
      </ul>
      {due.length > shown.length && (
        <Button type="link" size="small" onClick={() => open(true)}>
          还有 {due.length - shown.length} 件
        </Button>
      )}
    </td>
  )
}

/** Someone and the step that he is at. */
export function DueLine({ due: { record, state, overdue } }: { due: Due }) {
  const way = useWayTo()(record.id)
  const told = `${record.label ?? '（未命名）'}：${state.title}`
  return (
    <span className="due-line" data-over={overdue} title={overdue ? `${told}（已逾期）` : told}>
      {way ? <Link to={way}>{told}</Link> : told}
    </span>
  )
}
