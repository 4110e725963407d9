import type { ZoomTransform } from 'd3-zoom'
import type { KeyboardEvent, RefObject } from 'react'
import { ChartBox } from './chart-box.tsx'
import { type Box, box, type Chart, type Direction, lineOf } from './layout.ts'
import type { Area } from './use-zoom.ts'

type ChartDrawingProps = {
  drawing: RefObject<SVGSVGElement>
  chart: Chart
  direction: Direction
  transform: ZoomTransform
  sight: Area
  active?: string
  note(of: Box): string
  onActivate(of: Box): void
  onToggle(of: Box): void
  onKey(event: KeyboardEvent): void
}

/** The boxes and lines in sight, and no others: of thousands a few dozen. */
export function ChartDrawing({
  drawing,
  chart,
  direction,
  transform,
  sight,
  active,
  note,
  onActivate,
  onToggle,
  onKey,
}: ChartDrawingProps) {
  const boxes = chart.boxes.filter(one => touches(sight, one.x, one.y, one.x, one.y))
  const links = chart.links.filter(({ from, to }) => touches(sight, from.x, from.y, to.x, to.y))
  return (
    <svg
      ref={drawing}
      className="chart-drawing"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is the tree itself that is drawn
      role="tree"
      tabIndex={0}
      aria-label="组织架构图"
      aria-activedescendant={boxes.some(one => one.id === active) ? boxId(active!) : undefined}
      onKeyDown={onKey}
    >
      <g transform={transform.toString()}>
        <g className="chart-lines">
          {links.map(link => (
            <polyline key={link.key} points={lineOf(link, direction).join(' ')} />
          ))}
        </g>
        {boxes.map(one => (
          <ChartBox
            key={one.id}
            id={boxId(one.id)}
            box={one}
            direction={direction}
            note={note(one)}
            active={one.id === active}
            onActivate={() => onActivate(one)}
            onToggle={() => onToggle(one)}
          />
        ))}
      </g>
    </svg>
  )
}

const boxId = (id: string) => `chart-box-${id.replace(' ', '-')}`

function touches({ left, top, width, height }: Area, x1: number, y1: number, x2: number, y2: number): boolean {
  return (
    Math.max(x1, x2) + box.width > left &&
    Math.min(x1, x2) - box.width < left + width &&
    Math.max(y1, y2) + box.height > top &&
    Math.min(y1, y2) - box.height < top + height
  )
}
