import { BoundedCache } from '../bounded-cache.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import { plainValue } from './secret-values.ts'
import { type StoredRow, storedValue } from './stored.ts'

/** An age or a number of years comes again and again on every page: the same values give the same, so each is worked out once a day. */
type Computing = { of: Field[]; day: string; known?: BoundedCache<{ value: unknown }> }

/** The days on which a million people were born are fewer than half of it. */
const mostKnown = 64_000
const computing = new WeakMap<Field, Computing>()

/** The value of a field that is computed when it is read, of the row as it is and today. */
export function computedOnRead(entity: Entity, field: Field, row: StoredRow, secrets: TenantSecrets): unknown {
  const today = todayInShanghai()
  const { of, known } = computingOf(entity, field, today)
  const evaluate = () => {
    const values: Json = { today }
    for (const one of of) values[one.name] = plainValue(one, storedValue(row, one), row.id, secrets)
    return field.computed!.expression.evaluate(values)
  }
  return known ? known.of(keyOf(row, of), () => ({ value: evaluate() })).value : evaluate()
}

function computingOf(entity: Entity, field: Field, day: string): Computing {
  const known = computing.get(field)
  if (known?.day === day) return known
  const of = [...field.computed!.expression.names].flatMap(name => entity.field.get(name) ?? [])
  // What is secret stays in memory no longer than it is needed.
  const made = of.some(one => one.secret) ? { of, day } : { of, day, known: new BoundedCache<{ value: unknown }>(mostKnown) }
  computing.set(field, made)
  return made
}

/** Values are set apart by the one character that no stored text holds. A single text is its own key, and nothing else looks like one. */
function keyOf(row: StoredRow, fields: Field[]): string {
  const [first] = fields
  const only = fields.length === 1 && storedValue(row, first!)
  if (typeof only === 'string') return only
  let key = ''
  for (const field of fields) {
    const value = storedValue(row, field)
    key += typeof value === 'string' ? `\0text ${value}` : `\0${JSON.stringify(value)}`
  }
  return key
}
