import type { Database } from '../database/database.ts'
import { sql } from '../database/sql.ts'

/** What is still to be done, of all tenants: by whether it is due, planned for later, failed and to be tried again, paused, or dead. */
export function pendingFigures(database: Database): Promise<{ state: string; count: number; seconds: number }[]> {
  return database.global(sql<{ state: string; count: number; seconds: number }>`
    select state, coalesce(count, 0) as count, coalesce(seconds, 0) as seconds
    from unnest(array['due', 'planned', 'failed', 'paused', 'dead']) as state left join (
    select case when dead then 'dead' when paused then 'paused' when due_at <= now() then 'due' when attempts > 0 then 'failed' else 'planned' end as state,
      count(*) as count, greatest(0, extract(epoch from now() - min(due_at)))::float8 as seconds
    from core.pending_reaction group by 1) found using (state)`)
}
