import type { Entity, Json } from '../declarations/model.ts'
import { veiled } from '../records/log-entry.ts'
import type { QueryTree } from '../records/query-string.ts'
import { secretFields } from '../records/secret-values.ts'

/** What an export asked for, as the operations log may keep it for ever: the values of secrets by which it was filtered are left out. */
export function toldQuery(entity: Entity, tree: QueryTree): Json {
  const secrets = new Set(secretFields(entity).map(field => field.name))
  const veil = (name: string, value: string | QueryTree): unknown => {
    // A number may be looked for as well as a name.
    if (typeof value === 'string') return name === 'q' && secrets.size > 0 && /\d/.test(value) ? veiled : value
    const entries = Object.entries(value)
    return Object.fromEntries(
      entries.map(([inner, one]) => [inner, secrets.has(name) && typeof one === 'string' ? veiled : veil(inner, one)]),
    )
  }
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, veil(name, value)]))
}
