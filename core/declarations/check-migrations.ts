import type { Mistake } from './declaration-error.ts'
import { entityAfter, type Migration, type MigrationStep, type Named, nameAfter } from './migration.ts'
import type { Dictionary, Entity, EntityKey, Field } from './model.ts'

export type Declarations = { entities: ReadonlyMap<EntityKey, Entity>; dictionaries: ReadonlyMap<string, Dictionary> }

/**
 * What a migration arrives at must be what the plugin now declares, by whatever later steps do to it. What it starts from is in
 * the database alone. Where a later file is SQL, nobody knows what became of a name.
 */
export function checkMigrations(plugin: string, migrations: readonly Migration[], declared: Declarations, mistakes: Mistake[]): void {
  const lastSql = migrations.findLastIndex(one => one.sql !== undefined)
  const all = migrations.slice(lastSql + 1).flatMap(one => (one.steps ?? []).map((step, at) => ({ step, at, file: one.file })))
  for (const [index, { step, at, file }] of all.entries()) {
    const later = all.slice(index + 1).map(one => one.step)
    const note = (word: string, message: string, remedy: string) =>
      mistakes.push({ file, pointer: `/steps/${at}/${word}`, message, remedy })
    const names = [...declared.entities.values()].filter(entity => entity.plugin === plugin).map(entity => entity.name)
    if (step.step === 'rename-field' && step.from.split('.').slice(0, -1).join() !== step.to.split('.').slice(0, -1).join())
      note('to', `${step.to} is in another table than ${step.from}`, 'name both within the same sub-table, or neither')
    const arrival = arrivalOf(step)
    if (arrival?.field === undefined) {
      const entity = arrival && entityAfter(later, arrival.entity)
      if (arrival && entity !== undefined && !declared.entities.has(`${plugin}/${entity}`))
        note(arrival.word, `${entity} is not an entity of this plugin`, `entities are ${names.join(', ')}`)
    } else {
      const named = nameAfter(later, { entity: arrival.entity, field: arrival.field })
      const entity = named && declared.entities.get(`${plugin}/${named.entity}`)
      if (named && !entity) note('entity', `${named.entity} is not an entity of this plugin`, `entities are ${names.join(', ')}`)
      else if (named && entity) {
        const field = fieldAt(entity, named)
        if (!field)
          note(arrival.word, `${named.field} is not a field of ${entity.name}`, `fields are ${[...entity.field.keys()].join(', ')}`)
        else if (step.step === 'set-value') refuseWrongValue(step, field, later, note)
        else if (step.step === 'rename-code') refuseWrongCode(step.to, field.choices ?? [], later, note)
      }
    }
    if (step.step === 'rename-code' && step.dictionary !== undefined) {
      const dictionary = declared.dictionaries.get(step.dictionary)
      if (!dictionary)
        note('dictionary', `there is no dictionary ${step.dictionary}`, `use one of ${[...declared.dictionaries.keys()].join(', ')}`)
      else refuseWrongCode(step.to, dictionary.items, later, note)
    }
  }
}

/** The declared field of that name, in a sub-table too. */
export function fieldAt(entity: Entity, { field }: Pick<Named, 'field'>): Field | undefined {
  const [name = '', column] = field.split('.')
  const found = entity.field.get(name)
  return column === undefined ? found : found?.rows?.fields.find(one => one.name === column)
}

type Note = (word: string, message: string, remedy: string) => void

/** The name that must be there in the end. */
function arrivalOf(step: MigrationStep): { entity: string; field?: string; word: string } | undefined {
  switch (step.step) {
    case 'rename-field':
      return { entity: step.entity, field: step.to, word: 'to' }
    case 'rename-entity':
      return { entity: step.to, word: 'to' }
    case 'convert-field':
    case 'set-value':
      return { entity: step.entity, field: step.field, word: 'field' }
    case 'rename-code':
      return step.entity === undefined ? undefined : { entity: step.entity, field: step.field!, word: 'field' }
    case 'empty-trash':
      return { entity: step.entity, word: 'entity' }
    default:
      return undefined
  }
}

const jsonTypes: Partial<Record<Field['kind'], string>> = { integer: 'number', number: 'number', boolean: 'boolean' }

function refuseWrongValue(step: MigrationStep & { step: 'set-value' }, field: Field, later: MigrationStep[], note: Note): void {
  const expected = jsonTypes[field.kind] ?? 'string'
  if (['rows', 'files', 'texts', 'document'].includes(field.kind) || field.computed)
    note('field', `${field.name} has no single value to set`, 'use a migration in SQL')
  else if (typeof step.value !== expected || (field.kind === 'integer' && !Number.isInteger(step.value)))
    note('value', `${JSON.stringify(step.value)} is no value of ${field.name}`, `give one of kind ${field.kind}`)
  else if (field.choices) refuseWrongCode(String(step.value), field.choices, later, note, 'value')
}

function refuseWrongCode(code: string, choices: { code: string }[], later: MigrationStep[], note: Note, word = 'to'): void {
  const codes = choices.map(choice => choice.code)
  const renamed = later.some(step => step.step === 'rename-code' && step.from === code)
  if (!codes.includes(code) && !renamed) note(word, `${code} is not one of the codes`, `use one of ${codes.join(', ')}`)
}
