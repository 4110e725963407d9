import type { TenantId } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { tenantOfToken } from './token.ts'

const keepMs = 15_000
const mostKept = 50_000

/** What tokens open. */
export type KeptByToken<T> = {
  find(token: string): Promise<T | undefined>
  /** How many are kept in memory. */
  size(): number
}

type Opened = { expiresAt: number }

/** Finds what a token opens; those asked for often are kept in memory for a moment, until a session or a user that it goes by changes. */
export function keptByToken<T extends Opened>(
  signals: Signals,
  goesBy: (opened: T, idOrUser: string) => boolean,
  load: (tenant: TenantId, token: string) => Promise<T | undefined>,
): KeptByToken<T> {
  const kept = new Map<string, { opened: T | undefined; until: number }>()
  // What was read before a change and arrives after it must not be kept.
  let changes = 0
  signals.on('session', idOrUser => {
    changes++
    for (const [token, { opened }] of kept) if (!opened || goesBy(opened, idOrUser)) kept.delete(token)
  })
  signals.on('forget', () => {
    changes++
    kept.clear()
  })
  return {
    async find(token) {
      const cached = kept.get(token)
      if (cached && cached.until > Date.now() && signals.current()) return stillValid(cached.opened)
      const tenant = tenantOfToken(token)
      if (!tenant) return undefined
      const before = changes
      const opened = await load(tenant, token)
      if (kept.size > mostKept) kept.clear()
      if (changes === before) kept.set(token, { opened, until: Date.now() + keepMs })
      return stillValid(opened)
    },
    size: () => kept.size,
  }
}

function stillValid<T extends Opened>(opened: T | undefined): T | undefined {
  return opened && opened.expiresAt > Date.now() ? opened : undefined
}
