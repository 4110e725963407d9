import { Progress } from 'antd'
import dayjs from 'dayjs'
import { useSession } from '../desk/desk-data.ts'
import { Failure } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { DueTag } from './due-tag.tsx'
import { type Standing, type Tally, type Times, useStanding } from './standing.ts'
import { StateTag } from './state-tag.tsx'
import { TransitionButtons } from './transition-buttons.tsx'
import { WhyNot } from './why-not.tsx'
import './workflows.css'

/** Where a record is on its way: its state, whose turn it is and until when, and what this person may do. */
export function WorkflowBar({ screen, record }: { screen: Screen; record: Told }) {
  const standing = useStanding(screen, record.id)
  if (standing.error) return <Failure error={standing.error} onRetry={standing.refetch} />
  if (!standing.data) return <div className="paper workflow-bar" aria-busy="true" />
  const { state, dueAt, tally, times, data } = standing.data
  const refused = data.filter(offer => !offer.may)
  return (
    <section className="paper workflow-bar" aria-label="办理">
      <div className="workflow-where">
        <StateTag screen={screen} code={state.code} title={state.title} />
        <Asked standing={standing.data} />
        {dueAt && <DueTag at={dueAt} />}
        {tally && tally.needed > 1 && <TallyLine tally={tally} />}
        {times && <TimesLine times={times} />}
      </div>
      <div className="workflow-deeds">
        <TransitionButtons screen={screen} record={record} standing={standing.data} />
        {refused.length > 0 && <WhyNot offers={refused} />}
      </div>
    </section>
  )
}

const mostNames = 5

function Asked({ standing: { state, since, asked, onBehalfOf } }: { standing: Standing }) {
  const me = useSession().data?.user.id
  const day = since && dayjs(since).format('YYYY-MM-DD HH:mm')
  if (state.final) return <span>{day ? `${day} 办结` : '已办结'}</span>
  if (asked.length === 0) return day ? <span>{`自 ${day}`}</span> : null
  const names = asked.slice(0, mostNames).map(({ id, label }) => (id === me ? '我' : (label ?? '（无权查看）')))
  const rest = asked.length > mostNames ? `等 ${asked.length} 人` : ''
  const behalf = onBehalfOf.length > 0 ? `，我代${onBehalfOf.map(one => one.label).join('、')}办理` : ''
  return (
    <span>
      {`等待 `}
      <strong>{names.join('、')}</strong>
      {`${rest} 办理${behalf}`}
    </span>
  )
}

/** How a vote stands. */
function TallyLine({ tally: { asked, agreed, refused, needed } }: { tally: Tally }) {
  const words = `${agreed} 人同意，${refused} 人不同意，共 ${asked} 人，需 ${needed} 人同意`
  return (
    <span className="workflow-tally">
      <Progress aria-hidden percent={Math.round((100 * agreed) / needed)} showInfo={false} size={[96, 6]} />
      {words}
    </span>
  )
}

/** What the clocks ask for. */
function TimesLine({ times: { earliest, latest, missing } }: { times: Times }) {
  const words = [
    ...(missing.length > 0 ? [`缺少${missing.map(one => one.title).join('、')}`] : []),
    ...(earliest ? [`最早 ${earliest}`] : []),
    ...(latest ? [`最迟 ${latest}`] : []),
  ]
  return words.length === 0 ? null : <span>{words.join('，')}</span>
}
