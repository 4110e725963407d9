import type { Json } from '../../declarations/model.ts'
import { badQuery } from '../../records/problems.ts'
import type { QueryTree } from '../../records/query-string.ts'
import { validatorFor } from '../../records/validate.ts'

/**
 * Checks a query against the parameters that an operation declares, as they stand in the document: none is silently ignored, and whoever reads
 * them afterwards finds what they say.
 * @throws badQuery
 */
export function declaredQuery(parameters: Json[]): (query: QueryTree) => void {
  const byName = new Map(parameters.map(one => [String(one['name']), one['schema'] as Json]))
  return query => {
    for (const [name, value] of Object.entries(query)) {
      const schema = byName.get(name)
      if (!schema) throw badQuery(`不认识的查询参数“${name}”，可用：${[...byName.keys()].join('、') || '无'}`)
      if (!validatorFor(schema)(meant(value, schema))) throw badQuery(`查询参数“${name}”不符合要求`)
    }
  }
}

/** What stands in a query as text, as the schema means it. */
function meant(value: string | QueryTree, schema: Json): unknown {
  if (typeof value !== 'string') {
    const properties = (schema['properties'] ?? {}) as Record<string, Json>
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, meant(inner, properties[name] ?? {})]))
  }
  if (schema['type'] === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value)
  if (schema['type'] === 'boolean' && /^(true|false)$/.test(value)) return value === 'true'
  return value
}
