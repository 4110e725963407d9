import { textsOf } from './box-text.ts'
import { type Box, type Direction, box as size } from './layout.ts'

type ChartBoxProps = {
  id: string
  box: Box
  direction: Direction
  note: string
  active: boolean
  onActivate(): void
  onToggle(): void
}

/** One organization of the chart, with a knob that opens and closes what is below it. */
export function ChartBox({ id, box, direction, note, active, onActivate, onToggle }: ChartBoxProps) {
  const { node, more, open } = box
  const knob = direction === 'down' ? { x: size.width / 2, y: size.height } : { x: size.width, y: size.height / 2 }
  return (
    <g
      id={id}
      role="treeitem"
      aria-selected={active}
      aria-expanded={node && node.children > 0 ? open : undefined}
      className={['chart-box', active && 'chart-box-active', more && 'chart-box-more'].filter(Boolean).join(' ')}
      transform={`translate(${box.x - size.width / 2} ${box.y - size.height / 2})`}
      onClick={more ? onToggle : onActivate}
      onDoubleClick={onToggle}
    >
      <rect width={size.width} height={size.height} rx={6} />
      {textsOf(more ? '显示更多' : (node?.shortName ?? ''), note).map(({ text, y, kind }) => (
        <text key={y} className={`chart-${kind}`} x={size.width / 2} y={y}>
          {text}
        </text>
      ))}
      {node && node.children > 0 && (
        <g
          className="chart-knob"
          aria-hidden
          transform={`translate(${knob.x} ${knob.y})`}
          onClick={event => {
            event.stopPropagation()
            onToggle()
          }}
          onDoubleClick={event => event.stopPropagation()}
        >
          <circle r={9} />
          <path d={open ? 'M-4 0H4' : 'M-4 0H4M0 -4V4'} />
        </g>
      )}
    </g>
  )
}
