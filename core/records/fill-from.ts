import { columnSql } from '../database/column-sql.ts'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { entityOf, type Field, type Json } from '../declarations/model.ts'
import { decideRead, may } from '../permissions/decide.ts'
import type { Asking, Draft } from './engine.ts'
import { isUuid } from './relations.ts'

/**
 * Fills in what a new record takes from one that it relates to (x-from), where it was left empty: the organization of a pledge is its member's.
 * What the caller may not see of the other record is not taken from it, nor a secret.
 */
export async function fillFromRelated(asking: Asking, drafts: Draft[]): Promise<void> {
  const fields = asking.entity.fields.filter(field => field.from)
  if (fields.length === 0 || drafts.length === 0) return
  await Promise.all(fields.map(field => fill(asking, field, drafts)))
}

async function fill({ engine, transaction, caller, entity }: Asking, field: Field, drafts: Draft[]): Promise<void> {
  const { relation, field: name } = field.from!
  const target = entityOf(engine.model, entity.field.get(relation)!.relation!)
  const source = target.field.get(name)!
  const lacking = drafts.filter(({ values }) => (values[field.name] ?? null) === null && isUuid(values[relation]))
  if (lacking.length === 0 || source.secret || !may(caller, target, 'read', engine.model)) return
  const ids = [...new Set(lacking.map(({ values }) => String(values[relation])))]
  const rows = await transaction.run(sql<Json & { id: string }>`
    select t.id, ${columnSql(source)} as taken from ${sql.raw(tableName(target.table))} t
    where t.tenant_id = ${transaction.tenantId} and t.id = any(${ids}::uuid[])
      and ${decideRead(caller, target, engine.model).rowsShowing(source)}`)
  const taken = new Map(rows.map(row => [row.id, row['taken']]))
  for (const { values } of lacking) values[field.name] = taken.get(String(values[relation])) ?? null
}
