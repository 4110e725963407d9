import { Tag } from 'antd'
import { Link } from 'react-router'
import { type Due, type Person, useWayTo } from './developments.ts'

/** Someone being developed: at which step, what is missing there, and until when it has to go on. */
export function PersonCard({ person, step, due }: { person: Person; step: string; due: Due | undefined }) {
  const way = useWayTo()(person.id)
  const told = (
    <>
      <span className="board-name">
        {person.name}
        {due?.overdue && (
          <Tag color="error" className="state-tag">
            已逾期
          </Tag>
        )}
      </span>
      <span className="board-step">
        第 {person.step} 步 {step}
      </span>
      <span className="board-facts">{person.organization?.label ?? '—'}</span>
      {due && <Times due={due} />}
    </>
  )
  return way ? (
    <Link className="board-card" to={way} data-over={due?.overdue}>
      {told}
    </Link>
  ) : (
    <div className="board-card">{told}</div>
  )
}

function Times({ due: { earliest, latest, missing } }: { due: Due }) {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const facts = [
    ...(earliest && earliest > today ? [`最早 ${earliest}`] : []),
    ...(latest ? [`最迟 ${latest}`] : []),
    ...(missing.length > 0 ? [`缺 ${missing.map(one => one.title).join('、')}`] : []),
  ]
  return facts.length > 0 ? <span className="board-facts">{facts.join('；')}</span> : null
}
