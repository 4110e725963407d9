import type { Database } from '../database/database.ts'
import { sql } from '../database/sql.ts'

/** Jobs of one kind that are at work or wait for it, of all tenants and servers, and the age in seconds of the oldest. */
export type OpenJobs = { kind: string; running: boolean; count: number; seconds: number }

export function openJobs(database: Database): Promise<OpenJobs[]> {
  return database.global(sql<OpenJobs>`
    select coalesce(kind, 'unknown') as kind, running, count(*) as count, extract(epoch from now() - min(created_at))::float8 as seconds
    from core.open_job group by 1, 2 order by 1, 2`)
}
