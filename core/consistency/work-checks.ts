import { sql } from '../database/sql.ts'
import type { Check } from './check.ts'

/** What is under way or has been answered: jobs and requests that may come again. */
export function workChecks(tenant: string): Check[] {
  return [
    {
      name: 'jobs.will-end',
      offenders: sql`
        select j.id::text, concat(j.state, ', and nothing will take it up') as detail
        from core.job j left join core.open_job o on o.tenant_id = j.tenant_id and o.job_id = j.id
        where j.tenant_id = ${tenant} and j.state in ('waiting', 'running') and o.job_id is null`,
    },
    {
      name: 'jobs.open-ones-are-open',
      offenders: sql`
        select o.job_id::text as id, concat('noted as open, and is ', coalesce(j.state, 'not there')) as detail
        from core.open_job o left join core.job j on j.tenant_id = o.tenant_id and j.id = o.job_id
        where o.tenant_id = ${tenant} and (j.id is null or j.state not in ('waiting', 'running'))`,
    },
    {
      name: 'jobs.have-ended',
      offenders: sql`
        select id::text, concat(state, case when ended_at is null then ', without an end' else ', without a result or a reason' end) as detail from core.job
        where tenant_id = ${tenant} and (
          (state in ('done', 'failed', 'cancelled') and ended_at is null) or (state = 'done' and result is null) or (state = 'failed' and error is null))`,
    },
    {
      name: 'idempotency.answered',
      offenders: sql`
        select k.user_id::text as id, case when u.id is null then 'a key of nobody' else 'a key without its answer' end as detail
        from core.idempotency_key k left join core."user" u on u.tenant_id = k.tenant_id and u.id = k.user_id
        where k.tenant_id = ${tenant} and (k.reply is null or u.id is null)`,
    },
  ]
}
