import { useId, useMemo } from 'react'
import type { Course, Diagram } from './diagram.ts'
import { curveThrough, type Direction, type Placed, placed, stateHeight } from './diagram-layout.ts'

/** The machine as a picture. What it shows stands as a list below it, so it is one image for who listens. */
export function DiagramDrawing({ diagram, course, direction }: { diagram: Diagram; course: Course; direction: Direction }) {
  const { width, height, states, ways } = useMemo(() => placed(diagram, direction), [diagram, direction])
  const arrow = useId()
  const current = states.find(state => state.code === course.current)?.title
  // What the record went through is drawn over what it did not.
  const inOrder = [...ways].sort((one, other) => Number(course.taken.has(one.key)) - Number(course.taken.has(other.key)))
  return (
    <svg
      className="diagram"
      role="img"
      aria-label={`${diagram.title}流程图，${current ? `当前在“${current}”` : '已不在其中'}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <defs>
        {['plain', 'taken'].map(kind => (
          <marker
            key={kind}
            id={`${arrow}${kind}`}
            className={`diagram-tip diagram-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M 0 0.5 L 7.5 4 L 0 7.5 z" />
          </marker>
        ))}
      </defs>
      {inOrder.map(way => (
        <Way
          key={way.key}
          way={way}
          taken={course.taken.has(way.key)}
          tip={`url(#${arrow}${course.taken.has(way.key) ? 'taken' : 'plain'})`}
        />
      ))}
      {states.map(state => (
        <g
          key={state.code}
          className="diagram-state"
          data-current={state.code === course.current}
          data-visited={course.visited.has(state.code)}
          data-final={state.final}
          transform={`translate(${state.x - state.width / 2} ${state.y - stateHeight / 2})`}
        >
          <rect width={state.width} height={stateHeight} rx={state.final ? stateHeight / 2 : 6} />
          <text x={state.width / 2} y={stateHeight / 2}>
            {state.title}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Way({ way: { line, label, title, kind }, taken, tip }: { way: Placed['ways'][number]; taken: boolean; tip: string }) {
  return (
    <g className={`diagram-way ${taken ? 'diagram-taken' : 'diagram-plain'}`} data-kind={kind}>
      <path d={curveThrough(line)} markerEnd={tip} />
      <rect x={label.x - label.width / 2} y={label.y - 10} width={label.width} height={20} rx={4} />
      <text x={label.x} y={label.y}>
        {title}
      </text>
    </g>
  )
}
