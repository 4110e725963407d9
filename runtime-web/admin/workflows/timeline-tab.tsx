import { RobotOutlined } from '@ant-design/icons'
import { Tag, Timeline } from 'antd'
import dayjs from 'dayjs'
import { Failure, Loading } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { lengthInWords } from './length-in-words.ts'
import { type Standing, type Step, useStanding, useSteps } from './standing.ts'
import { StateTag } from './state-tag.tsx'
import './timeline.css'

const colours: Record<Step['kind'], string> = {
  start: 'gray',
  move: 'blue',
  agree: 'green',
  refuse: 'red',
  return: 'red',
  remind: 'gray',
  escalate: 'orange',
}

/** What was done with a record, by whom, what was said, and how long each step took; last, whose turn it is. */
export default function TimelineTab({ screen, record }: { screen: Screen; record: Told }) {
  const steps = useSteps(screen, record.id)
  const standing = useStanding(screen, record.id)
  const error = steps.error ?? standing.error
  if (error) return <Failure error={error} onRetry={() => void steps.refetch()} />
  if (!steps.data || !standing.data) return <Loading />
  const took = lengthsOf(steps.data)
  return (
    <div className="paper">
      <Timeline
        className="step-ends"
        items={[
          ...steps.data.map((step, nth) => ({
            key: step.id,
            color: colours[step.kind],
            children: <Done screen={screen} step={step} took={took[nth]} />,
          })),
          ...(standing.data.state.final ? [] : [{ key: 'now', color: 'gray', children: <Now standing={standing.data} /> }]),
        ]}
      />
    </div>
  )
}

function Done({ screen, step, took }: { screen: Screen; step: Step; took?: number }) {
  const { title, by, onBehalfOf, at, from, to, automatic, answers } = step
  return (
    <section className="step" aria-label={title}>
      <header>
        <strong>{title}</strong>
        {automatic ? (
          <Tag icon={<RobotOutlined />} className="state-tag">
            自动
          </Tag>
        ) : (
          <span>{by?.label ?? '系统'}</span>
        )}
        {onBehalfOf && <span>代 {onBehalfOf.label} 办理</span>}
        <time dateTime={at}>{dayjs(at).format('YYYY-MM-DD HH:mm')}</time>
      </header>
      {to && (
        <p className="step-way">
          {from && (
            <>
              <StateTag screen={screen} code={from.code} title={from.title} />
              <span>到</span>
            </>
          )}
          <StateTag screen={screen} code={to.code} title={to.title} />
          {took !== undefined && from && <span>{`${from.title}用时 ${lengthInWords(took)}`}</span>}
        </p>
      )}
      {answers.length > 0 && (
        <dl className="step-said">
          {answers.map(answer => (
            <div key={answer.name}>
              <dt>{answer.title}</dt>
              <dd>{String(answer.value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function Now({ standing: { state, since, asked } }: { standing: Standing }) {
  const names = asked.map(one => one.label ?? '（无权查看）').join('、')
  return (
    <section className="step" aria-label="当前步骤">
      <header>
        <strong>{state.title}</strong>
        <span>{names ? `等待 ${names} 办理` : '尚未提交'}</span>
        {since && <span>已 {lengthInWords(dayjs().diff(since))}</span>}
      </header>
    </section>
  )
}

/** Milliseconds that a record spent in the state that each step led out of. */
function lengthsOf(steps: Step[]): (number | undefined)[] {
  let entered: string | undefined
  return steps.map(step => {
    if (!step.to) return undefined
    const length = entered === undefined ? undefined : dayjs(step.at).diff(entered)
    entered = step.at
    return length
  })
}
