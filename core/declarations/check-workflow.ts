import { recordEvents } from '../events/happening.ts'
import type { WorkflowPlace } from './compile-transition.ts'
import type { Mistake } from './declaration-error.ts'
import type { Entity, Json, Model } from './model.ts'
import type { Workflow, WorkflowState } from './workflow.ts'

/** Words of other endpoints of a record, of what can be done with any, and of sending back to an earlier step. */
const takenEvents = [
  ...[
    'restore',
    'erase',
    'restore-version',
    'reveal',
    'return',
    'bulk',
    'transition',
    'transitions',
    'timeline',
    'history',
    'access',
    'list',
    'get',
  ],
  ...['read', 'create', 'update', 'delete', 'import', 'export', 'merge', ...recordEvents],
]

type Note = (pointer: string, message: string, remedy: string) => void

/** What only shows once all states are known: names that lead nowhere, steps that are never reached or never left. */
export function checkWorkflow(workflow: Workflow, entity: Entity, { mistakes }: Pick<WorkflowPlace, 'mistakes'>): void {
  const note: Note = (pointer, message, remedy) => void mistakes.push({ file: workflow.file, pointer, message, remedy })
  checkStateField(workflow, entity, note)
  const names = [...workflow.states.keys()]
  if (!workflow.states.has(workflow.initial)) note('/initial', `there is no state ${workflow.initial}`, `use one of ${names.join(', ')}`)
  for (const state of workflow.states.values()) {
    checkTransitions(workflow, state, note)
    checkDecision(state, note)
  }
  const reached = reachable(workflow)
  if (workflow.states.has(workflow.initial))
    for (const name of names)
      if (!reached.has(name)) note(`/states/${name}`, `${name} is never reached`, 'let a transition lead to it, or remove it')
}

function checkStateField(workflow: Workflow, entity: Entity, note: Note): void {
  const names = [...workflow.states.keys()]
  const field = entity.field.get(workflow.stateField)
  const asChoice = `"oneOf": [${names.map(name => `{ "const": "${name}", "title": "…" }`).join(', ')}]`
  const remedy = `give the entity a field ${workflow.stateField} with "readOnly": true and ${asChoice}`
  if (field?.kind !== 'choice' || !field.readOnly || field.computed) {
    note('/state', `${workflow.stateField} is ${field ? 'not a readOnly choice' : 'not a field'}`, remedy)
    return
  }
  const codes = field.choices!.map(choice => choice.code)
  const differing = [...names.filter(name => !codes.includes(name)), ...codes.filter(code => !names.includes(code))]
  if (differing.length > 0) note('/state', `the choices of ${workflow.stateField} are not the states: ${differing.join(', ')}`, remedy)
}

function checkTransitions(workflow: Workflow, state: WorkflowState, note: Note): void {
  const pointer = `/states/${state.name}`
  if (state.final && state.on.length > 0) note(`${pointer}/on`, 'nothing follows a final state', 'remove "on", or "type": "final"')
  if (!state.final && state.on.length === 0) note(pointer, `nothing leads out of ${state.name}`, 'give it a transition, or "type": "final"')
  for (const transition of state.on) {
    const at = transition.aside ? '/anywhere' : `${pointer}/on/${transition.event}`
    if (takenEvents.includes(transition.event)) note(at, `${transition.event} is the platform's own`, 'give the transition another name')
    if (transition.kind !== 'move' && !state.decision)
      note(at, `nothing is decided in ${state.name}`, 'give the state a "decision", or leave out "agrees" and "refuses"')
    if (!state.decision && !saysWho(workflow, state.name, transition.event)) note(at, 'nobody may do it', 'say by "who"')
    const chosen = transition.targets.length > 1
    transition.targets.forEach(({ target, guard }, nth) => {
      const where = chosen ? `${at}/choose/${nth}` : at
      if (!workflow.states.has(target))
        note(`${where}/target`, `there is no state ${target}`, `use one of ${[...workflow.states.keys()].join(', ')}`)
      if (chosen && guard && nth === transition.targets.length - 1)
        note(`${where}/guard`, 'where no guard holds it leads nowhere', 'leave the guard of the last one out')
    })
  }
}

/** By the declaration: a person named wrong is told as that. */
function saysWho({ content }: Workflow, state: string, event: string): boolean {
  const states = content['states'] as Record<string, { on?: Record<string, Json> }>
  const shared = (content['anywhere'] as { on: Record<string, Json> }[] | undefined) ?? []
  return [states[state], ...shared].some(one => one?.on?.[event]?.['who'] !== undefined)
}

function checkDecision(state: WorkflowState, note: Note): void {
  if (state.decision && !state.on.some(transition => transition.kind === 'agree'))
    note(`/states/${state.name}/decision`, 'nobody can agree', 'give one of its transitions "agrees": true')
}

function reachable(workflow: Workflow): Set<string> {
  const reached = new Set([workflow.initial])
  for (const name of reached)
    for (const transition of workflow.states.get(name)?.on ?? []) for (const { target } of transition.targets) reached.add(target)
  return reached
}

/** Templates of reminders are those of the same plugin's messages.json. */
export function checkReminders({ workflows, messages }: Model, mistakes: Mistake[]): void {
  for (const { file, entity, states } of workflows.values())
    for (const { name, decision } of states.values()) {
      const [plugin] = entity.split('/')
      const template = decision?.overdue?.remind
      if (template === undefined || messages.has(`${plugin}/${template}`)) continue
      const own = [...messages.keys()].flatMap(key => (key.startsWith(`${plugin}/`) ? [key.slice(plugin!.length + 1)] : []))
      const pointer = `/states/${name}/decision/overdue/remind`
      const remedy = own.length > 0 ? `use one of ${own.join(', ')}` : 'add it to messages.json, or leave it out'
      mistakes.push({ file, pointer, message: `there is no template ${template}`, remedy })
    }
}
