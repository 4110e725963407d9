import type { Box, Chart, Direction } from './layout.ts'

type Step = 'above' | 'below' | 'before' | 'after'

const steps: Record<Direction, Record<string, Step>> = {
  down: { ArrowUp: 'above', ArrowDown: 'below', ArrowLeft: 'before', ArrowRight: 'after' },
  right: { ArrowLeft: 'above', ArrowRight: 'below', ArrowUp: 'before', ArrowDown: 'after' },
}

/** Which box an arrow key leads to from the active one; undefined where there is none that way. */
export function boxTowards(key: string, { boxes }: Chart, active: Box, direction: Direction): Box | undefined {
  switch (steps[direction][key]) {
    case 'above':
      return boxes.find(one => one.id === active.parentId)
    case 'below':
      return boxes.find(one => one.parentId === active.id)
    case 'before':
    case 'after': {
      // Along the same level, also to those below another.
      const level = boxes.filter(one => (direction === 'down' ? one.y === active.y : one.x === active.x)).sort(inOrder)
      return level[level.indexOf(active) + (steps[direction][key] === 'after' ? 1 : -1)]
    }
    default:
      return undefined
  }
}

const inOrder = (one: Box, other: Box) => one.x - other.x || one.y - other.y
