import { BoundedCache } from '../bounded-cache.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import { plainValue } from './secret-values.ts'
import { type StoredRow, storedValue } from './stored.ts'

/** An age or a number of years comes again and again on every page: the same values give the same, so each is worked out once. */
const known = new WeakMap<Field, BoundedCache<{ value: unknown }>>()
const mostKnown = 5_000

/** The value of a field that is computed when it is read, of the row as it is and today. */
export function computedOnRead(entity: Entity, field: Field, row: StoredRow, secrets: TenantSecrets): unknown {
  const { expression } = field.computed!
  const values: Json = { today: todayInShanghai() }
  let secret = false
  for (const name of expression.names) {
    const spokenOf = entity.field.get(name)
    if (!spokenOf) continue
    values[name] = plainValue(spokenOf, storedValue(row, spokenOf), row.id, secrets)
    secret ||= spokenOf.secret === true
  }
  // What is secret stays in memory no longer than it is needed.
  if (secret) return expression.evaluate(values)
  const cache = known.get(field) ?? new BoundedCache(mostKnown)
  known.set(field, cache)
  return cache.of(JSON.stringify(values), () => ({ value: expression.evaluate(values) })).value
}
