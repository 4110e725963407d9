import { writeAudit } from '../audit/write-audit.ts'
import type { TenantId } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { platformCaller } from '../permissions/access.ts'
import type { Engine } from '../records/engine.ts'

/** How a lock ends: by an admin alone; by itself, later; or it has lasted its time. */
export type LockState = 'stays' | 'ends' | 'over'

/**
 * How the lock of the account `u` ends. Wrong passwords lock for as long as the rule `session.lock-minutes` says (0: until an admin unlocks); a
 * lock by an admin has no `locked_at` and never ends by itself.
 */
export function lockState(model: Model): Sql<LockState> {
  const minutes = Number(model.rules.value('session.lock-minutes', todayInShanghai()))
  if (minutes === 0) return sql<LockState>`'stays'`
  return sql<LockState>`case when u.state <> 'locked' or u.locked_at is null then 'stays'
    when u.locked_at + make_interval(mins => ${minutes}::int) <= now() then 'over' else 'ends' end`
}

/** Opens an account whose lock is over, which the log tells; one that was locked anew meanwhile stays locked. */
export async function endLock(engine: Engine, { tenantId, userId }: { tenantId: TenantId; userId: string }, name: string): Promise<void> {
  await engine.database.transaction(tenantId, async transaction => {
    const ended = await transaction.run(sql`
      update core."user" u set state = 'active', failed_attempts = 0, locked_at = null
      where u.tenant_id = ${tenantId} and u.id = ${userId} and ${lockState(engine.model)} = 'over' returning 1`)
    if (ended.length === 0) return
    await engine.signals.send(transaction, 'session', userId)
    await writeAudit({ engine, transaction, caller: platformCaller(tenantId) }, [
      { action: 'unlock', entity: 'core/user', recordId: userId, recordLabel: name },
    ])
  })
}
