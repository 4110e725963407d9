import { sql } from '../database/sql.ts'
import type { Entity, Model } from '../declarations/model.ts'
import { type Check, tableSql } from './check.ts'

/** What happened to records, and what they are now, tell the same. Of what never had a history, such as sessions, there is nothing to tell. */
export function trailChecks(tenant: string, model: Model): Check[] {
  const told = [...model.entities.values()].filter(entity => !entity.schema['x-partition'])
  return [...told.map(entity => historyCheck(tenant, entity)), auditCheck(tenant)]
}

/** The last version told is the record's; a record that is gone was deleted. So a write that was acknowledged and lost is seen. */
function historyCheck(tenant: string, entity: Entity): Check {
  return {
    name: `history ${entity.key}`,
    offenders: sql`
      select h.record_id::text as id, case when t.id is null then concat('is not there, and was not deleted: last told version ', h.version)
        else concat('is of version ', t.version, ', the last one told is ', h.version) end as detail
      from (
        select record_id, max(version) as version, bool_or(action in ('delete', 'erase')) as deleted
        from core.record_history where tenant_id = ${tenant} and entity = ${entity.key} group by record_id) h
      left join ${tableSql(entity.table)} t on t.tenant_id = ${tenant} and t.id = h.record_id
      where (t.id is null and not h.deleted) or t.version <> h.version`,
  }
}

/** The history may be kept for longer than the audit. */
function auditCheck(tenant: string): Check {
  return {
    name: 'history.in-audit',
    offenders: sql`
      select h.record_id::text as id, concat('version ', h.version, ' of ', h.entity, ' is not in the audit') as detail
      from core.record_history h left join core.audit_entry a on a.tenant_id = h.tenant_id and a.id = h.id
      where h.tenant_id = ${tenant} and a.id is null and h.id >= (select min(id::text)::uuid from core.audit_entry where tenant_id = ${tenant})`,
  }
}
