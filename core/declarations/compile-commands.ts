import { compileEffects } from './compile-effects.ts'
import { entriesOf } from './compile-events.ts'
import type { ProcessPlace } from './compile-reactions.ts'
import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import type { Command, CommandSignature } from './processes.ts'
import type { PluginDeclarations } from './read-declarations.ts'
import type { RuleData } from './rule-data.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

type Declared = { title: string; of?: string; takes?: Record<string, Json>; required?: string[]; effects?: Json[] }

/** How the commands of a plugin's commands.json are called, by name: what others may speak of before any is compiled. */
export function commandSignatures(
  one: PluginDeclarations,
  entities: ReadonlyMap<EntityKey, Entity>,
  mistakes: Mistake[],
): [string, CommandSignature][] {
  if (!one.commands) return []
  const { file, content } = one.commands
  return entriesOf(content).map(([key, declared]) => {
    const { title, of, takes = {}, required = [] } = declared as Declared
    const entity = of === undefined ? undefined : entities.get(`${one.name}/${of}`)
    if (of !== undefined && !entity && !one.unreadable.has(of))
      mistakes.push({
        file,
        pointer: `/${key}/of`,
        message: `${of} is not an entity of this plugin`,
        remedy: `use one of ${[...one.entities.keys()].join(', ')}`,
      })
    for (const [at, name] of required.entries())
      if (!(name in takes))
        mistakes.push({
          file,
          pointer: `/${key}/required/${at}`,
          message: `${name} is not taken`,
          remedy: `it takes ${Object.keys(takes).join(', ')}`,
        })
    const name = `${one.name}.${key}`
    return [name, { name, plugin: one.name, title, entity: entity?.key, takes, required: new Set(required) }]
  })
}

/** A plugin's commands.json. */
export function compileCommands(one: PluginDeclarations, known: ProcessPlace): Command[] {
  if (!one.commands) return []
  const { file, content } = one.commands
  const reactions = entriesOf(one.reactions?.content ?? {}).map(([name]) => name)
  return entriesOf(content).flatMap(([key, declared]) => {
    const signature = known.commands.get(`${one.name}.${key}`)!
    const { of, effects } = declared as Declared
    if (!effects) return [signature]
    const entity = signature.entity && known.entities.get(signature.entity)
    // Of an entity that could not be read nothing can be said further.
    if (of !== undefined && !entity) return [signature]
    const vocabulary = commandVocabulary(entity, signature.takes, known.rules)
    const place = { ...known, file, pointer: `/${key}/effects`, plugin: one.name, entity, vocabulary, reactions }
    return [{ ...signature, effects: compileEffects(effects, place) }]
  })
}

/** The record's fields, and what is asked. */
function commandVocabulary(entity: Entity | undefined, takes: Record<string, Json>, rules: RuleData): Vocabulary {
  const record = vocabularyOf((entity?.schema['properties'] as Record<string, Json> | undefined) ?? {}, rules)
  const { today: _, ...asked } = vocabularyOf(takes, rules).sample
  const integers = [...vocabularyOf(takes, rules).integers].map(name => `asked.${name}`)
  return {
    ...record,
    fields: new Set([...record.fields, 'asked']),
    integers: new Set([...record.integers, ...integers]),
    sample: { ...record.sample, asked },
  }
}
