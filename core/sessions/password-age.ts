import { type Sql, sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'

/**
 * Whether the account `u` has to change its password: the first one, or one older than the rule `password.lifetime-days` (0: they never grow
 * old). Who signs in by SMS codes alone has none that could.
 */
export function mustChangePassword(model: Model): Sql<boolean> {
  const days = Number(model.rules.value('password.lifetime-days', todayInShanghai()))
  if (days === 0) return sql<boolean>`u.must_change_password`
  return sql<boolean>`(u.must_change_password
    or (u.password_hash is not null and coalesce(u.password_changed_at, u.created_at) < now() - make_interval(days => ${days}::int)))`
}
