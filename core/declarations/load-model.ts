import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkMigrations } from './check-migrations.ts'
import { checkReminders } from './check-workflow.ts'
import { refuseClashes } from './clashes.ts'
import { compileBlocks } from './compile-block.ts'
import { commandSignatures, compileCommands } from './compile-commands.ts'
import { compileContributions } from './compile-contributions.ts'
import { compileDictionaries } from './compile-dictionaries.ts'
import { compileEntity } from './compile-entity.ts'
import { compileEvents } from './compile-events.ts'
import { compileForms } from './compile-form.ts'
import { compileMenus } from './compile-menus.ts'
import { compileMessages } from './compile-messages.ts'
import { compileOnly } from './compile-only.ts'
import { compilePlugin } from './compile-plugin.ts'
import { compileReactions, compileSchedules } from './compile-reactions.ts'
import { compileRoles } from './compile-roles.ts'
import { compileSamples } from './compile-samples.ts'
import { compileWorkflows, declaredTransitions, transitionEvents } from './compile-workflow.ts'
import { DeclarationError, type Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, Model } from './model.ts'
import { orderByNeeds } from './order-by-needs.ts'
import { forWhomIsServed } from './own-rules.ts'
import { type PluginDeclarations, readDeclarations } from './read-declarations.ts'
import { type Rule, ruleData } from './rule-data.ts'

const coreFolder = join(import.meta.dirname, '..')

/**
 * Reads core's own declarations and those of every plugin folder, and compiles them to one frozen model.
 * @throws DeclarationError listing every mistake with file, JSON pointer and remedy
 */
export function loadModel(pluginFolders: string[]): Model {
  const mistakes: Mistake[] = []
  const folders = pluginFolders.flatMap(folder =>
    readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'plugin.json')))
      .map(entry => join(folder, entry.name))
      .sort(),
  )
  const read = [coreFolder, ...folders].map(folder => readDeclarations(folder, mistakes))
  const ordered = orderByNeeds(read, mistakes)
  const dictionaries = compileDictionaries(ordered, mistakes)
  const rules = forWhomIsServed(ruleData(ordered.flatMap(one => (one.rules?.content['rules'] as Rule[] | undefined) ?? [])))
  const fields = new Map<EntityKey, ReadonlySet<string> | undefined>()
  for (const one of ordered) {
    for (const name of one.unreadable) fields.set(`${one.name}/${name}`, undefined)
    for (const [name, { content }] of one.entities) fields.set(`${one.name}/${name}`, new Set(Object.keys(content['properties'] as object)))
  }
  const entities = new Map<EntityKey, Entity>()
  for (const one of ordered) {
    const reach = reachOf(one)
    for (const [name, declared] of one.entities) {
      const entity = compileEntity(one.name, name, declared, { entities: fields, reach, dictionaries, rules, mistakes })
      entities.set(entity.key, entity)
    }
  }
  compileOnly(entities, rules, mistakes)
  const events = new Map(ordered.flatMap(one => compileEvents(one, entities, mistakes)))
  const roles = compileRoles(ordered, entities, mistakes)
  const transitions = declaredTransitions(ordered)
  const messages = new Map(ordered.flatMap(one => compileMessages(one, mistakes)))
  const commands = new Map(ordered.flatMap(one => commandSignatures(one, entities, mistakes)))
  const shared = { entities, rules, events, messages, transitions, commands, roles: [...roles.keys()], mistakes }
  const workflowPlace = { ...shared, dictionaries }
  const workflows = new Map(ordered.flatMap(one => compileWorkflows(one, workflowPlace)))
  const happening = { ...shared, transitionEvents: transitionEvents(workflows.values()) }
  const processes = ordered.map(one => ({ one, known: { ...happening, reach: reachOf(one) } }))
  const model: Model = {
    plugins: new Map(ordered.map(one => [one.name, compilePlugin(one, entities, mistakes)])),
    entities,
    dictionaries,
    rules,
    menus: ordered.flatMap(one => compileMenus(one, entities, mistakes)),
    forms: new Map(ordered.flatMap(one => compileForms(one, entities, mistakes))),
    samples: new Map(ordered.flatMap(one => compileSamples(one, entities, mistakes))),
    events,
    commands: new Map(processes.flatMap(({ one, known }) => compileCommands(one, known)).map(command => [command.name, command])),
    contributions: compileContributions(processes, mistakes),
    reactions: processes.flatMap(({ one, known }) => compileReactions(one, known)),
    schedules: processes.flatMap(({ one, known }) => compileSchedules(one, known)),
    workflows,
    roles,
    messages,
    blocks: new Map(processes.flatMap(({ one, known }) => compileBlocks(one, known)).map(block => [block.name, block])),
  }
  checkReminders(model, mistakes)
  refuseClashes(entities, mistakes)
  for (const one of ordered) if (one.unreadable.size === 0) checkMigrations(one.name, one.migrations, { entities, dictionaries }, mistakes)
  if (mistakes.length > 0) throw new DeclarationError(mistakes)
  return Object.freeze(model)
}

/** The plugins that one may speak of. */
function reachOf(one: PluginDeclarations): ReadonlySet<string> {
  return new Set(['core', one.name, ...((one.plugin.content['needs'] as string[] | undefined) ?? [])])
}
