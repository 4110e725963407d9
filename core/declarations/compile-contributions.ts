import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ProcessPlace } from './compile-reactions.ts'
import { type ContributionPlace, meantBy } from './contributed-words.ts'
import type { Mistake } from './declaration-error.ts'
import { schemaMistakes } from './declaration-schemas.ts'
import type { Contribution, Json } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

type Point = { file: string; schema: Json; validate: ValidateFunction }

/** What plugins give to each other, checked by the schema of whom it is given to. What is meant for a plugin that is not installed is set aside. */
export function compileContributions(
  plugins: { one: PluginDeclarations; known: ProcessPlace }[],
  mistakes: Mistake[],
): Map<string, Contribution[]> {
  const points = new Map(plugins.flatMap(({ one }) => pointsOf(one, mistakes)))
  const installed = new Set(plugins.map(({ one }) => one.name))
  const given = new Map<string, Contribution[]>([...points.keys()].map(name => [name, []]))
  for (const { one, known } of plugins)
    for (const [name, { file, content }] of one.contributions) {
      const point = points.get(name)
      if (point) {
        const { $schema: _editor, ...declared } = content
        if (!point.validate(declared)) mistakes.push(...schemaMistakes(file, point.file, point.validate.errors as ErrorObject[]))
        else given.get(name)!.push({ plugin: one.name, content: compiled(declared, point, { ...known, file, plugin: one.name }) })
      } else if (installed.has(name.split('.')[0]!))
        mistakes.push({
          file,
          pointer: '',
          message: `there is no extension point ${name}`,
          remedy: `name the file after one of ${[...points.keys()].join(', ') || 'the files in its extension-points/'}`,
        })
    }
  return given
}

function pointsOf(one: PluginDeclarations, mistakes: Mistake[]): [string, Point][] {
  return [...one.extensionPoints].flatMap(([name, { file, content }]): [string, Point][] => {
    const ajv = addFormats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }))
    // What these mean is looked up when all that is declared is known.
    for (const format of ['event', 'entity', 'field', 'expression']) ajv.addFormat(format, true)
    const schema = content['schema'] as Json
    try {
      return [[`${one.name}.${name}`, { file, schema, validate: ajv.compile(schema) }]]
    } catch (error) {
      mistakes.push({
        file,
        pointer: '/schema',
        message: `this is no JSON Schema: ${(error as Error).message}`,
        remedy: 'correct it by https://json-schema.org/draft/2020-12',
      })
      return []
    }
  })
}

/** The content with what its formats mean, looked up along the schema: properties, items and references within the schema. */
function compiled(content: Json, { schema }: Point, place: ContributionPlace): unknown {
  return walk(content, schema, '', [])

  function walk(value: unknown, declared: Json | undefined, pointer: string, around: { value: Json; schema: Json }[]): unknown {
    const known = resolved(declared, schema)
    if (!known) return value
    if (typeof value === 'string') return meantBy(value, known['format'], { ...place, pointer, around })
    if (Array.isArray(value)) return value.map((item, at) => walk(item, known['items'] as Json | undefined, `${pointer}/${at}`, around))
    if (typeof value !== 'object' || value === null) return value
    const here = [...around, { value: value as Json, schema: known }]
    const properties = (known['properties'] ?? {}) as Record<string, Json>
    const others = known['additionalProperties'] as Json | undefined
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, walk(inner, properties[name] ?? others, `${pointer}/${name}`, here)]),
    )
  }
}

function resolved(declared: unknown, root: Json): Json | undefined {
  if (typeof declared !== 'object' || declared === null) return undefined
  const reference = (declared as Json)['$ref']
  if (typeof reference !== 'string') return declared as Json
  const found = reference
    .split('/')
    .slice(1)
    .reduce<unknown>((inside, name) => (inside as Json | undefined)?.[name], root)
  return found as Json | undefined
}
