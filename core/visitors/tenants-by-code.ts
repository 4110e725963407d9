import { BoundedCache } from '../bounded-cache.ts'
import type { TenantId } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import type { TenantState, TenantStates } from '../tenants/tenant-state.ts'

const wellFormed = /^[a-z][a-z0-9-]{1,39}$/

/** How long a code that no tenant has is not asked for again. */
const absentMs = 2_000

type Known = { id: Promise<TenantId | undefined>; found?: TenantId; absentUntil: number }

export type TenantsByCode = {
  of(code: string): Promise<TenantState | undefined>
  /** The same where it is at hand; undefined is no answer. */
  atHand(code: string): TenantState | undefined
}

/** Finds the tenant that stands in an address. A code is given once and never changes; what else is known of the tenant does. */
export function tenantsByCode(tenants: TenantStates, signals: Signals): TenantsByCode {
  let known = new BoundedCache<Known>(20_000)
  signals.on('forget', () => {
    known = new BoundedCache(20_000)
  })
  return {
    async of(code) {
      if (!wellFormed.test(code)) return undefined
      const id = await known.of(
        code,
        () => lookedUp(code),
        one => one.absentUntil > Date.now(),
      ).id
      return id && tenants.of(id)
    },
    atHand(code) {
      const id = known.get(code)?.found
      return id && tenants.atHand(id)
    },
  }

  function lookedUp(code: string): Known {
    const id = tenants.byCode(code)
    const one: Known = { id, absentUntil: Date.now() + absentMs }
    id.then(
      found => {
        one.found = found
        if (found) one.absentUntil = Number.POSITIVE_INFINITY
      },
      () => {
        one.absentUntil = 0
      },
    )
    return one
  }
}
