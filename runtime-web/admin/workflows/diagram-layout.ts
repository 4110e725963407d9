import { Graph, layout } from '@dagrejs/dagre'
import { type Diagram, type DiagramState, type DiagramTransition, wayOf } from './diagram.ts'

export type Direction = 'right' | 'down'

type Point = { x: number; y: number }

/** Places are the middles of what stands there, in pixels. */
export type Placed = {
  width: number
  height: number
  states: (DiagramState & Point & { width: number })[]
  ways: (DiagramTransition & { key: string; line: Point[]; label: Point & { width: number } })[]
}

export const stateHeight = 40
const letter = 14
const smallLetter = 12

/** A machine with its states in ranks, from the beginning to the end, and room for what each way is called. */
export function placed({ states, transitions }: Diagram, direction: Direction): Placed {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: direction === 'right' ? 'LR' : 'TB', nodesep: 28, edgesep: 20, ranksep: 44, marginx: 12, marginy: 12 })
  for (const { code, title } of states) graph.setNode(code, { width: widthOf(title, letter) + 36, height: stateHeight })
  for (const way of transitions)
    graph.setEdge(way.from, way.to, { width: widthOf(way.title, smallLetter) + 12, height: 20, labelpos: 'c' }, wayOf(way))
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    states: states.map(state => ({ ...state, ...(graph.node(state.code) as Point & { width: number }) })),
    ways: transitions.map(way => {
      const key = wayOf(way)
      const { points, ...label } = graph.edge(way.from, way.to, key) as { points: Point[] } & Point & { width: number }
      return { ...way, key, line: points, label }
    }),
  }
}

/** About as wide as it is drawn: a Chinese character is square, others take half of that. */
function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? size : size * 0.6), 0)
}

/** A smooth line that passes through every point (Catmull and Rom's, as cubic curves). */
export function curveThrough(points: Point[]): string {
  const at = (nth: number) => points[Math.min(Math.max(nth, 0), points.length - 1)]!
  const pieces = points.slice(1).map((end, nth) => {
    const [before, start, after] = [at(nth - 1), at(nth), at(nth + 2)]
    const leaving = { x: start.x + (end.x - before.x) / 6, y: start.y + (end.y - before.y) / 6 }
    const coming = { x: end.x - (after.x - start.x) / 6, y: end.y - (after.y - start.y) / 6 }
    return `C ${round(leaving)} ${round(coming)} ${round(end)}`
  })
  return points.length > 1 ? [`M ${round(points[0]!)}`, ...pieces].join(' ') : ''
}

const round = ({ x, y }: Point): string => `${x.toFixed(1)},${y.toFixed(1)}`
