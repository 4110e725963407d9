import { type AnyStateMachine, getInitialSnapshot, setup, transition } from 'xstate'
import type { Transition, Workflow } from '../declarations/workflow.ts'

/** Sending back to an earlier step, where a decision allows it. */
export const returning = 'return'

/** What is to happen, and what is known of it: XState decides where it leads, and asks for each guard by its source. */
export type MachineEvent = {
  type: string
  holds(source: string): boolean
  /** Where a record that is sent back goes. */
  to?: string
  /** Where a corrected one goes straight back to. */
  straightTo?: string
}

type Edge = {
  target: string
  guard?: { type: 'all'; params: { sources: string[] } } | { type: 'leadsTo' | 'straightTo'; params: { state: string } }
}

type Config = { initial: string; states: Record<string, { type?: 'final'; on: Record<string, Edge[]> }> }

/** A workflow as XState runs it: a pure function from a state and an event to the next state. */
export type Machine = {
  initial: string
  config: Config
  /** Where the event leads from this state; undefined where no guard of it holds. */
  next(state: string, event: MachineEvent): string | undefined
}

const machines = new WeakMap<Workflow, Machine>()

export function machineOf(workflow: Workflow): Machine {
  const known = machines.get(workflow) ?? makeMachine(workflow)
  machines.set(workflow, known)
  return known
}

function makeMachine(workflow: Workflow): Machine {
  const config = configOf(workflow)
  const machine: AnyStateMachine = setup({
    types: { events: {} as MachineEvent },
    guards: {
      all: ({ event }, { sources }: { sources: string[] }) => sources.every(source => event.holds(source)),
      leadsTo: ({ event }, { state }: { state: string }) => event.to === state,
      straightTo: ({ event }, { state }: { state: string }) => event.straightTo === state,
    },
  }).createMachine({ id: workflow.entity, ...config })
  return {
    initial: String(getInitialSnapshot(machine).value),
    config,
    next(state, event) {
      const snapshot = machine.resolveState({ value: state, context: {} })
      if (!snapshot.can(event)) return undefined
      const [next] = transition(machine, snapshot, event)
      return String(next.value)
    },
  }
}

function configOf(workflow: Workflow): Config {
  const states = [...workflow.states.values()]
  const steps = states.filter(state => !state.final).map(state => state.name)
  return {
    initial: workflow.initial,
    states: Object.fromEntries(
      states.map(state => {
        const on = Object.fromEntries(
          state.on.map(one => [
            one.event,
            edgesOf(
              one,
              steps.filter(name => name !== state.name),
            ),
          ]),
        )
        if (state.decision?.returns)
          on[returning] = steps.map(name => ({ target: name, guard: { type: 'leadsTo', params: { state: name } } }))
        return [state.name, state.final ? { type: 'final' as const, on: {} } : { on }]
      }),
    ),
  }
}

/** A corrected record goes straight back to who sent it back, when that was asked; else where it is declared. */
function edgesOf({ guard, targets, kind }: Transition, steps: string[]): Edge[] {
  const sources = (own?: { source: string }) => [guard, own].flatMap(one => one?.source ?? [])
  const declared = targets.map(({ target, guard: own }): Edge => {
    const all = sources(own)
    return all.length === 0 ? { target } : { target, guard: { type: 'all', params: { sources: all } } }
  })
  const straight =
    kind === 'refuse' ? [] : steps.map((name): Edge => ({ target: name, guard: { type: 'straightTo', params: { state: name } } }))
  return [...straight, ...declared]
}
