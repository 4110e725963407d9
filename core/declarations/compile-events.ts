import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import type { EventDefinition } from './processes.ts'
import type { PluginDeclarations } from './read-declarations.ts'

type Declared = { title: string; of?: string; data?: Record<string, Json> }

/** A plugin's events.json, by the names of the events. */
export function compileEvents(
  one: PluginDeclarations,
  entities: ReadonlyMap<EntityKey, Entity>,
  mistakes: Mistake[],
): [string, EventDefinition][] {
  if (!one.events) return []
  const { file, content } = one.events
  return entriesOf(content).map(([key, declared]) => {
    const { title, of, data = {} } = declared as Declared
    const entity = of === undefined ? undefined : entities.get(`${one.name}/${of}`)
    if (of !== undefined && !entity && !one.unreadable.has(of))
      mistakes.push({
        file,
        pointer: `/${key}/of`,
        message: `${of} is not an entity of this plugin`,
        remedy: `use one of ${[...one.entities.keys()].join(', ')}`,
      })
    const name = `${one.name}.${key}`
    return [name, { name, plugin: one.name, title, entity: entity?.key, data }]
  })
}

/** What a file declares by its keys. */
export function entriesOf(content: Json): [string, unknown][] {
  return Object.entries(content).filter(([key]) => key !== '$schema')
}
