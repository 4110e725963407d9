import type { Json } from '../../core/declarations/model.ts'
import type { Operation } from '../../core/http/operation.ts'

/** A value of a schema, with `id` wherever an id is asked for. */
export function example(schema: Json, id: string): unknown {
  if (schema['const'] !== undefined) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  if (schema['format'] === 'uuid') return id
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type']
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] as Record<string, Json> | undefined) ?? {}).map(([name, one]) => [name, example(one, id)]),
      )
    case 'array':
      return schema['items'] && asksForId(schema['items'] as Json) ? [example(schema['items'] as Json, id)] : []
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1
    case 'boolean':
      return true
    case 'string':
      return schema['format'] === 'date' ? '2024-01-01' : 'x'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)))
    default:
      return {}
  }
}

/** Whether an id can be put somewhere into a value of this schema. */
export function asksForId(schema: Json): boolean {
  if (schema['format'] === 'uuid') return true
  const inner = [schema['items'], ...Object.values((schema['properties'] as Json | undefined) ?? {})]
  return inner.some(one => typeof one === 'object' && one !== null && asksForId(one as Json))
}

/** The query that an operation needs, or that takes an id. */
export function exampleQuery(operation: Operation, id: string): string {
  const parameters = (operation.query ?? []).flatMap(parameter => {
    const schema = parameter['schema'] as Json
    return parameter['required'] || asksForId(schema) ? [`${parameter['name']}=${example(schema, id)}`] : []
  })
  return parameters.length === 0 ? '' : `?${parameters.join('&')}`
}
