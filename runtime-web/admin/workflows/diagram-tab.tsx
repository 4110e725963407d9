import { Tag } from 'antd'
import { Failure, Loading } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { useNarrow } from '../list/narrow.ts'
import { type Course, courseOf, type Diagram, useDiagram, wayOf, withReturns } from './diagram.ts'
import { DiagramDrawing } from './diagram-drawing.tsx'
import './diagram.css'
import { useStanding, useSteps } from './standing.ts'

/** From so many states on, a machine reads better from the top down. */
const mostBeside = 7

/** The machine that a record keeps to, drawn and told: where it is, where it was, and where it can go. */
export default function DiagramTab({ screen, record }: { screen: Screen; record: Told }) {
  const standing = useStanding(screen, record.id)
  const steps = useSteps(screen, record.id)
  const diagram = useDiagram(screen.key, standing.data?.machine)
  const narrow = useNarrow()
  const error = standing.error ?? steps.error ?? diagram.error
  if (error) return <Failure error={error} onRetry={() => void diagram.refetch()} />
  if (!standing.data || !steps.data || !diagram.data) return <Loading />
  const course = courseOf(standing.data.state.code, steps.data)
  const whole = inTitles(withReturns(diagram.data, steps.data), screen)
  const direction = narrow || diagram.data.states.length > mostBeside ? 'down' : 'right'
  return (
    <div className="paper">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is reached by the arrow keys */}
      <section className="diagram-frame" tabIndex={0} aria-label="流程图，可滚动">
        <DiagramDrawing diagram={whole} course={course} direction={direction} />
      </section>
      <InWords diagram={whole} course={course} />
    </div>
  )
}

/** The same as a list: each state, who decides in it, and what leads where. */
function InWords({ diagram: { states, transitions }, course }: { diagram: Diagram; course: Course }) {
  const titles = new Map(states.map(state => [state.code, state.title]))
  return (
    <ol className="diagram-words" aria-label="各步骤">
      {states.map(({ code, title, decision }) => (
        <li key={code} aria-current={code === course.current ? 'step' : undefined}>
          <header>
            <strong>{title}</strong>
            {code === course.current ? <Tag color="processing">当前</Tag> : course.visited.has(code) && <Tag>已经过</Tag>}
            {decision && <span>{`由${decision.by}办理，${decision.way}`}</span>}
          </header>
          <ul>
            {transitions
              .filter(way => way.from === code)
              .map(way => (
                <li key={wayOf(way)} data-taken={course.taken.has(wayOf(way))}>
                  {`${way.title} → ${titles.get(way.to)}`}
                  <small>{[way.by, way.condition && `条件：${way.condition}`].filter(Boolean).join('；')}</small>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** Conditions that nobody put into words speak of fields by their titles. */
function inTitles(diagram: Diagram, { fields }: Screen): Diagram {
  const titles = new Map(fields.map(field => [field.name, field.title]))
  const worded = (condition: string) => condition.replace(/[A-Za-z_]\w*/g, name => titles.get(name) ?? name)
  return { ...diagram, transitions: diagram.transitions.map(way => (way.condition ? { ...way, condition: worded(way.condition) } : way)) }
}
