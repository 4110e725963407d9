import { sql } from '../database/sql.ts'
import { entityOf, type Model } from '../declarations/model.ts'
import { type Check, tableSql } from './check.ts'

/** A record and its process tell of the same state, and nobody is asked for what is over. */
export function workflowChecks(tenant: string, model: Model): Check[] {
  const states = [...model.workflows.values()].map(({ entity: key, stateField }): Check => {
    const entity = entityOf(model, key)
    const state = sql.ref(`t.${entity.field.get(stateField)!.column}`)
    return {
      name: `workflow ${key}`,
      offenders: sql`
        select p.record_id as id, case when t.id is null then 'a process without its record'
          else concat('is in the state ', ${state}, ', and its process in ', p.state) end as detail
        from core.process p left join ${tableSql(entity.table)} t on t.tenant_id = p.tenant_id and t.id = p.record_id::uuid
        where p.tenant_id = ${tenant} and p.entity = ${key} and (t.id is null or ${state} is distinct from p.state)`,
    }
  })
  return [
    ...states,
    {
      name: 'tasks.of-present-step',
      offenders: sql`
        select t.id::text, concat('is open for ', t.step, ' of round ', t.round, ', and its process is in ', p.state, ' of round ', p.round) as detail
        from core.task t join core.process p on p.tenant_id = t.tenant_id and p.id = t.process_id
        where t.tenant_id = ${tenant} and t.state = 'open' and (t.step <> p.state or t.round <> p.round or p.ended_at is not null)`,
    },
  ]
}
