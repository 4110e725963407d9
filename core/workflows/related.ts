import type { TenantSql } from '../database/database.ts'
import { all, sql } from '../database/sql.ts'
import { type Entity, entityOf, type Json, type Model } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Related, Workflow } from '../declarations/workflow.ts'
import { type Loaded, loadRecords } from '../records/load.ts'
import { isUuid } from '../records/relations.ts'

/** Record id -> the lists of other records that its workflow speaks of, by their names: living ones, without what is secret. */
export async function relatedOf(
  connection: TenantSql,
  model: Model,
  workflowFor: (id: string) => Workflow,
  records: Loaded[],
): Promise<Map<string, Json>> {
  const found = new Map<string, Json>(records.map(record => [record.id, {}]))
  for (const [workflow, some] of Map.groupBy(records, record => workflowFor(record.id)))
    for (const related of workflow.related) {
      const entity = entityOf(model, related.entity)
      const others = Map.groupBy(await othersOf(connection, model, related, some), other => held(other, related.by))
      for (const record of some)
        found.get(record.id)![related.name] = (others.get(held(record, related.on)) ?? []).map(other => openValues(entity, other.values))
    }
  return found
}

/** The other records themselves. */
export function othersOf(
  connection: TenantSql,
  model: Model,
  related: Related,
  records: { id: string; values: Json }[],
): Promise<Loaded[]> {
  const entity = entityOf(model, related.entity)
  const wanted = [...new Set(records.map(record => held(record, related.on)).filter(isUuid))]
  const living = entity.delete === 'soft' ? [sql<boolean>`t.deleted_at is null`] : []
  const theirs = sql<boolean>`${sql.ref(`t.${columnName(related.by)}`)} = any(${wanted}::uuid[])`
  return wanted.length === 0 ? Promise.resolve([]) : loadRecords(connection, entity, all([theirs, ...living]))
}

function held({ id, values }: { id: string; values: Json }, field: string): string {
  return field === 'id' ? id : String(values[field] ?? '')
}

/** Every field that is not secret, empty ones as null: conditions ask whether something is missing. */
export function openValues({ fields }: Entity, values: Json): Json {
  return Object.fromEntries(fields.filter(field => !field.secret).map(field => [field.name, values[field.name] ?? null]))
}
