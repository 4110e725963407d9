import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { loadModel } from '../../core/declarations/load-model.ts'
import { entityOf, type Model } from '../../core/declarations/model.ts'
import type { Transition, Who, Workflow } from '../../core/declarations/workflow.ts'
import { machineOf } from '../../core/workflows/machine.ts'

/*
 * Every workflow of every plugin and fixture is walked as XState runs it: all states, all events, all guards either way. A new plugin is
 * walked by being there.
 */
const root = resolve(import.meta.dirname, '../..')
const own = join(root, 'plugins')
const models = [[own], ...globSync('test/*/fixtures', { cwd: root }).map(folder => [own, join(root, folder)])].map(folders =>
  loadModel(folders),
)
const seen = new Set<string>()
const all = models
  .flatMap(model => [...model.workflows.values()].map(workflow => ({ model, workflow })))
  .filter(({ workflow }) => !seen.has(workflow.hash) && seen.add(workflow.hash))

t.ok(all.length > 0, 'there is something to walk')

for (const { model, workflow } of all)
  t.test(`${workflow.entity}: ${workflow.title}`, async t => {
    const edges = walk(workflow)
    const reached = new Set([workflow.initial, ...edges.map(edge => edge.to)])
    t.same(
      [...workflow.states.keys()].filter(name => !reached.has(name)),
      [],
      'every state is reached',
    )
    t.same(
      [...reached].filter(name => !goesOn(workflow, edges, name)),
      [],
      'no state is a dead end: from each there is a way to an end, back to the beginning, or to states between which one goes to and fro',
    )
    for (const state of workflow.states.values()) {
      t.ok(state.final || !state.decision || state.on.some(one => one.kind === 'agree'), `${state.name} can be decided`)
      for (const transition of state.on) {
        const who = transition.who.length > 0 ? transition.who : (state.decision?.by ?? [])
        t.ok(who.length > 0, `${state.name} ${transition.event}: someone may`)
        for (const one of who) t.equal(wrongWith(model, workflow, transition, one), undefined, `${state.name} ${transition.event}`)
        for (const { target } of transition.targets) {
          const effects = [...transition.effects, ...(workflow.states.get(target)?.entry ?? [])]
          const twice = effects.filter((one, at) => effects.findIndex(other => isDeepStrictEqual(one, other)) < at)
          t.same(twice, [], `${state.name} ${transition.event}: nothing happens twice`)
        }
      }
    }
  })

type Edge = { from: string; event: string; to: string }

/** Where everything leads, from every state that can be reached. */
function walk(workflow: Workflow): Edge[] {
  const machine = machineOf(workflow)
  const edges: Edge[] = []
  const reached = new Set([machine.initial])
  for (const from of reached)
    for (const transition of workflow.states.get(from)!.on)
      for (const held of everyWay(transition)) {
        const to = machine.next(from, { type: transition.event, holds: source => held.has(source) })
        if (to === undefined) continue
        reached.add(to)
        edges.push({ from, event: transition.event, to })
      }
  return edges
}

/** Sets of guards that hold at once: of the targets', of which the first that holds is taken, none or any one of them. */
function everyWay({ guard, targets }: Transition): Set<string>[] {
  const one = [undefined, ...targets.map(target => target.guard)].map(own => new Set(own ? [own.source] : []))
  return guard ? [...one, ...one.map(own => new Set([guard.source, ...own]))] : one
}

/** To an end, back to the beginning, or to states between which people go to and fro, as a release is live, past and live again. */
function goesOn(workflow: Workflow, edges: Edge[], name: string): boolean {
  const reached = reachedFrom(edges, name)
  const isEnd = (state: string) => workflow.states.get(state)?.final === true
  const turns = (state: string) => [...reachedFrom(edges, state)].some(other => other !== state && reachedFrom(edges, other).has(state))
  return isEnd(name) || reached.has(workflow.initial) || [...reached].some(isEnd) || [name, ...reached].some(turns)
}

function reachedFrom(edges: Edge[], name: string): Set<string> {
  const reached = new Set(edges.filter(edge => edge.from === name).map(edge => edge.to))
  for (const from of reached) for (const edge of edges) if (edge.from === from) reached.add(edge.to)
  return reached
}

/** Whoever is to act has to be able to see what he acts on. */
function wrongWith(model: Model, workflow: Workflow, { event }: Transition, who: Who): string | undefined {
  const entity = entityOf(model, workflow.entity)
  // Of an entity that does not say whose record it is, it is his who made it.
  if (who.kind === 'owner') return undefined
  if (who.kind === 'permission') {
    const holders = [...model.roles.values()].filter(role => may(role.get(entity.key)?.actions, event))
    return holders.length === 0 ? `no role has the action ${event}` : undefined
  }
  if (who.kind === 'role')
    return may(model.roles.get(who.role)?.get(entity.key)?.actions, 'read') ? undefined : `${who.role} may not read it`
  return undefined
}

function may(actions: string[] | undefined, action: string): boolean {
  return actions !== undefined && (actions.includes('*') || actions.includes(action))
}
