import { columnSql } from '../database/column-sql.ts'
import { sql } from '../database/sql.ts'
import { isStored } from '../database/table-definition.ts'
import { type Entity, entityOf, type Field, type Model } from '../declarations/model.ts'
import { type Check, tableSql } from './check.ts'

/** Whatever is declared to point somewhere does: sub-tables to their record, relations to records, fields to files that are this record's. */
export function recordChecks(tenant: string, model: Model, entity: Entity): Check[] {
  return [
    ...entity.fields.filter(field => field.rows).map(field => rowsCheck(tenant, entity, field)),
    ...entity.fields
      .filter(isStored)
      .flatMap(field => [...relationChecks(tenant, model, entity, field), ...fileChecks(tenant, model, entity, field)]),
  ]
}

function rowsCheck(tenant: string, entity: Entity, field: Field): Check {
  return {
    name: `rows ${entity.key} ${field.name}`,
    offenders: sql`
      select r.id::text, concat('parent ', r.parent_id, case when p.id is null then ' is not there' else ' has two rows at one place' end) as detail
      from (
        select *, count(*) over (partition by parent_id, position) as together
        from ${tableSql({ schema: entity.table.schema, name: field.rows!.table })} where tenant_id = ${tenant}) r
      left join ${tableSql(entity.table)} p on p.tenant_id = r.tenant_id and p.id = r.parent_id
      where p.id is null or r.together > 1`,
  }
}

/**
 * Records of the platform's own entities are in its tenant: what others say of them is no relation that the database could hold. Neither is
 * what a log by months says: it tells of records after they were deleted.
 */
function relationChecks(tenant: string, model: Model, entity: Entity, field: Field): Check[] {
  if (!field.relation || entity.schema['x-partition']) return []
  const target = entityOf(model, field.relation)
  if (target.platform !== entity.platform) return []
  return [
    {
      name: `relation ${entity.key} ${field.name}`,
      offenders: sql`
        select t.id::text, concat(${`${target.key} `}::text, ${columnSql(field)}, ' is not there') as detail
        from ${tableSql(entity.table)} t left join ${tableSql(target.table)} r on r.tenant_id = t.tenant_id and r.id = ${columnSql(field)}
        where t.tenant_id = ${tenant} and ${columnSql(field)} is not null and r.id is null`,
    },
  ]
}

function fileChecks(tenant: string, model: Model, entity: Entity, field: Field): Check[] {
  if (field.kind !== 'file' && field.kind !== 'files') return []
  const held = field.kind === 'file' ? sql`array[${columnSql(field)}]` : columnSql(field)
  return [
    {
      name: `files ${entity.key} ${field.name}`,
      offenders: sql`
        select t.id::text, concat('file ', h.id, case when f.id is null then ' is not there' else ' belongs to another record' end) as detail
        from ${tableSql(entity.table)} t cross join lateral unnest(${held}) as h(id)
        left join ${tableSql(entityOf(model, 'core/file').table)} f on f.tenant_id = t.tenant_id and f.id = h.id
        where t.tenant_id = ${tenant} and h.id is not null and (f.id is null or f.entity is distinct from ${entity.key} or f.record_id is distinct from t.id::text)`,
    },
  ]
}
