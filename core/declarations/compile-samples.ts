import type { Mistake } from './declaration-error.ts'
import type { Declared } from './declared-file.ts'
import type { Entity, EntityKey, Field, FieldKind, Sample } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

type Written = { key: string; title: string; group?: string; values: Record<string, unknown> }

/** What a sample may fill in: a relation or a file would be somebody's own. */
const fillable: ReadonlySet<FieldKind> = new Set(['text', 'integer', 'number', 'boolean', 'date', 'choice', 'dictionary', 'texts'])

/** The samples that a plugin brings for its entities, by the entity. */
export function compileSamples(
  one: PluginDeclarations,
  entities: ReadonlyMap<EntityKey, Entity>,
  mistakes: Mistake[],
): [EntityKey, Sample[]][] {
  return [...one.samples].flatMap(([name, declared]): [EntityKey, Sample[]][] => {
    const entity = entities.get(`${one.name}/${name}`)
    if (entity) return [[entity.key, samplesOf(entity, declared, mistakes)]]
    if (!one.unreadable.has(name))
      mistakes.push({
        file: declared.file,
        pointer: '',
        message: `${name} is not an entity of this plugin`,
        remedy: `name the file after one of ${[...one.entities.keys()].join(', ')}`,
      })
    return []
  })
}

function samplesOf(entity: Entity, { file, content }: Declared, mistakes: Mistake[]): Sample[] {
  const keys = new Set<string>()
  const fields = fillableFields(entity)
  return (content['samples'] as Written[]).map(({ key, title, group, values }, at) => {
    const refuse = (pointer: string, message: string, remedy: string) =>
      mistakes.push({ file, pointer: `/samples/${at}${pointer}`, message, remedy })
    if (keys.has(key)) refuse('/key', `the key ${key} is here twice`, 'give each sample a key of its own')
    keys.add(key)
    for (const [name, value] of Object.entries(values)) {
      const field = fields.find(one => one.name === name)
      if (!field)
        refuse(`/values/${name}`, `${name} is no field that a sample can fill in`, `use one of ${fields.map(one => one.name).join(', ')}`)
      else if (!suits(field, value)) refuse(`/values/${name}`, `this is no value for ${name}`, suiting(field))
    }
    return { key, title, group, values }
  })
}

/** The fields that a sample of this entity may fill in. */
export function fillableFields(entity: Entity): Field[] {
  return entity.fields.filter(field => !field.readOnly && !field.secret && !field.schema['x-internal'] && fillable.has(field.kind))
}

function suits(field: Field, value: unknown): boolean {
  if (field.choices) return field.choices.some(choice => choice.code === value)
  if (field.kind === 'boolean') return typeof value === 'boolean'
  if (field.kind === 'integer') return Number.isInteger(value)
  if (field.kind === 'number') return typeof value === 'number'
  if (field.kind === 'texts') return Array.isArray(value) && value.every(item => typeof item === 'string')
  return typeof value === 'string' && value.length <= Number(field.schema['maxLength'] ?? Number.POSITIVE_INFINITY)
}

function suiting(field: Field): string {
  if (field.choices) return `use one of ${field.choices.map(choice => choice.code).join(', ')}`
  const longest = field.schema['maxLength']
  return `give a value of the kind ${field.kind}${longest === undefined ? '' : `, ${longest} characters at most`}`
}
