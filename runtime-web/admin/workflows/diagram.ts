import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Step } from './standing.ts'

export type DiagramState = {
  code: string
  title: string
  final: boolean
  editable: boolean
  decision?: { by: string; way: string; returns: boolean; autoAgree: boolean }
}

export type DiagramTransition = {
  from: string
  to: string
  event: string
  title: string
  kind: 'move' | 'agree' | 'refuse'
  by: string
  condition?: string
}

export type Diagram = { title: string; initial: string; states: DiagramState[]; transitions: DiagramTransition[] }

/** The workflow that a record keeps to, as it was when the record began. */
export const useDiagram = (entity: string, machine: string | undefined) =>
  useQuery({
    queryKey: ['workflow', entity, machine],
    queryFn: () => get<Diagram>(`/core/workflows/${entity}`, { machine }),
    enabled: machine !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** How far a record has come: where it was, and what led it on. */
export type Course = { current: string; visited: ReadonlySet<string>; taken: ReadonlySet<string> }

export const wayOf = ({ from, event, to }: { from: string; event: string; to: string }): string => `${from} ${event} ${to}`

export function courseOf(current: string, steps: Step[]): Course {
  const led = steps.flatMap(({ from, event, to }) => (to ? [{ from: from?.code ?? '', event, to: to.code }] : []))
  return { current, visited: new Set([current, ...led.map(step => step.to)]), taken: new Set(led.map(wayOf)) }
}

/** Sending back may lead to any earlier step: what of it happened is drawn beside what is declared. */
export function withReturns(diagram: Diagram, steps: Step[]): Diagram {
  const known = new Set(diagram.transitions.map(wayOf))
  const more = steps.flatMap(({ from, event, to, title }): DiagramTransition[] => {
    if (!from || !to) return []
    const way = { from: from.code, to: to.code, event, title, kind: 'refuse' as const, by: '' }
    if (known.has(wayOf(way)) || [way.from, way.to].some(code => !diagram.states.some(state => state.code === code))) return []
    known.add(wayOf(way))
    return [way]
  })
  return more.length > 0 ? { ...diagram, transitions: [...diagram.transitions, ...more] } : diagram
}
