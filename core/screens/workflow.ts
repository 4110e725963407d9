import type { Entity, Field, Model } from '../declarations/model.ts'
import { isForPeople, type Transition, type Workflow, type WorkflowState } from '../declarations/workflow.ts'

/** How a state is told at a glance: not begun, under way, agreed to, refused, or simply over. */
export type Tone = 'begun' | 'open' | 'agreed' | 'refused' | 'over'

/** What lists, forms and pages have to know of a workflow; what a single record may do now is asked for with it. */
export type ScreenWorkflow = {
  title: string
  /** The field that holds the state. */
  state: string
  states: Record<string, { tone: Tone; editable: boolean }>
  /** What each transition is called, by its event. */
  deeds: Record<string, string>
  /** Transitions that can be made with many records at once: they ask nothing that has to be said, or one line of text alone. */
  quick: { event: string; title: string; kind: Transition['kind']; asks?: { name: string; title: string; maxLength?: number } }[]
}

export function workflowOnScreen(model: Model, entity: Entity): ScreenWorkflow | undefined {
  const workflow = model.workflows.get(entity.key)
  if (!workflow) return undefined
  const states = [...workflow.states.values()]
  const transitions = states.flatMap(state => state.on)
  return {
    title: workflow.title,
    state: workflow.stateField,
    states: Object.fromEntries(states.map(state => [state.name, { tone: toneOf(workflow, state), editable: state.editable }])),
    deeds: deedsOf(workflow),
    quick: [...Map.groupBy(transitions.filter(isForPeople), transition => transition.event).values()].flatMap(quickOf),
  }
}

/** What each transition is called, by its event, those that happen by themselves too. */
export function deedsOf({ states }: Workflow): Record<string, string> {
  const transitions = [...states.values()].flatMap(state => state.on)
  return Object.fromEntries([...transitions.map(({ event, title }) => [event, title]), ['return', '退回']])
}

function toneOf({ initial, states }: Workflow, { name, decision, final }: WorkflowState): Tone {
  if (name === initial) return 'begun'
  if (decision) return 'open'
  const kinds = new Set(
    [...states.values()].flatMap(state => state.on.flatMap(one => (one.targets.some(({ target }) => target === name) ? [one.kind] : []))),
  )
  if (kinds.has('agree')) return 'agreed'
  if (kinds.has('refuse')) return 'refused'
  return final ? 'over' : 'open'
}

/** One event may lead out of several states; it is quick where it is so in each of them, and asks for the same. */
function quickOf(transitions: Transition[]): ScreenWorkflow['quick'] {
  const { event, title, kind } = transitions[0]!
  const needed = new Map<string, Field>()
  for (const { asks } of transitions)
    for (const field of [...asks.fields, ...asks.answers]) if (asks.required.has(field.name)) needed.set(field.name, field)
  const [asked, ...more] = needed.values()
  if (more.length > 0 || (asked && asked.kind !== 'text')) return []
  const maxLength = asked?.schema['maxLength'] as number | undefined
  return [{ event, title, kind, ...(asked ? { asks: { name: asked.name, title: asked.title, maxLength } } : {}) }]
}
