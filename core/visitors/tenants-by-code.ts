import { BoundedCache } from '../bounded-cache.ts'
import type { TenantId } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import type { TenantState, TenantStates } from '../tenants/tenant-state.ts'

const wellFormed = /^[a-z][a-z0-9-]{1,39}$/

/** How long a code that no tenant has is not asked for again. */
const absentMs = 2_000

type Known = { id: Promise<TenantId | undefined>; absentUntil: number }

/** Finds the tenant that stands in an address. A code is given once and never changes; what else is known of the tenant does. */
export function tenantsByCode(tenants: TenantStates, signals: Signals): (code: string) => Promise<TenantState | undefined> {
  let known = new BoundedCache<Known>(20_000)
  signals.on('forget', () => {
    known = new BoundedCache(20_000)
  })
  return async code => {
    if (!wellFormed.test(code)) return undefined
    const id = await known.of(
      code,
      () => lookedUp(code),
      one => one.absentUntil > Date.now(),
    ).id
    return id && tenants.of(id)
  }

  function lookedUp(code: string): Known {
    const id = tenants.byCode(code)
    const one = { id, absentUntil: Date.now() + absentMs }
    id.then(
      found => {
        if (found) one.absentUntil = Number.POSITIVE_INFINITY
      },
      () => {
        one.absentUntil = 0
      },
    )
    return one
  }
}
