import { columnSql } from '../database/column-sql.ts'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { entityOf, type Field, type Json } from '../declarations/model.ts'
import { decideRead, may } from '../permissions/decide.ts'
import { partWidth } from '../permissions/subtree.ts'
import type { Asking, Change, Draft } from './engine.ts'
import { isUuid } from './relations.ts'

/**
 * Fills in what a new record takes from one that it relates to (x-from), where it was left empty: the organization of a pledge is its member's.
 * What the caller may not see of the other record is not taken from it, nor a secret. Then finds the organizations above (x-above).
 */
export async function fillFromRelated(asking: Asking, drafts: Draft[]): Promise<void> {
  if (drafts.length === 0) return
  const { fields } = asking.entity
  await Promise.all(
    fields
      .filter(field => field.from)
      .map(field =>
        take(
          asking,
          field,
          drafts.filter(draft => isEmpty(draft.values[field.name])),
        ),
      ),
  )
  await Promise.all(fields.filter(field => field.above).map(field => findAbove(asking, field, drafts)))
}

/** What follows another field by itself (x-above, and x-from where nobody fills it in) is found again where that one has changed. */
export async function followRelated(asking: Asking, changes: Change[]): Promise<void> {
  const { fields } = asking.entity
  for (const field of fields.filter(one => one.from && one.readOnly))
    await take(
      asking,
      field,
      changes.filter(change => differsIn(change, field.from!.relation)),
    )
  for (const field of fields.filter(one => one.above))
    await findAbove(
      asking,
      field,
      changes.filter(change => differsIn(change, field.above!.of)),
    )
}

const isEmpty = (value: unknown): boolean => (value ?? null) === null

function differsIn({ before, values }: Change, name: string): boolean {
  return (before[name] ?? null) !== (values[name] ?? null)
}

async function take({ engine, transaction, caller, entity }: Asking, field: Field, drafts: Draft[]): Promise<void> {
  const { relation, field: name } = field.from!
  const target = entityOf(engine.model, entity.field.get(relation)!.relation!)
  const source = target.field.get(name)!
  if (field.readOnly) for (const { values } of drafts) values[field.name] = null
  const asking = drafts.filter(({ values }) => isUuid(values[relation]))
  if (asking.length === 0 || source.secret || !may(caller, target, 'read', engine.model)) return
  const ids = [...new Set(asking.map(({ values }) => String(values[relation])))]
  const rows = await transaction.run(sql<Json & { id: string }>`
    select t.id, ${columnSql(source)} as taken from ${sql.raw(tableName(target.table))} t
    where t.tenant_id = ${transaction.tenantId} and t.id = any(${ids}::uuid[])
      and ${decideRead(caller, target, engine.model).rowsShowing(source)}`)
  const taken = new Map(rows.map(row => [row.id, row['taken']]))
  for (const { values } of asking) values[field.name] = taken.get(String(values[relation])) ?? null
}

async function findAbove({ transaction }: Asking, field: Field, drafts: Draft[]): Promise<void> {
  const { of, category } = field.above!
  const ids = [...new Set(drafts.map(({ values }) => values[of]).filter(isUuid))]
  const width = sql.raw(String(partWidth))
  const rows =
    ids.length === 0
      ? []
      : await transaction.run(sql<{ id: string; nearest: string }>`
          select distinct on (o.id) o.id, a.id as nearest
          from core.organization o
          cross join lateral generate_series(1, length(o.path) / ${width}) n
          join core.organization a on a.tenant_id = o.tenant_id and a.path = substr(o.path, 1, n * ${width})
          where o.tenant_id = ${transaction.tenantId} and o.id = any(${ids}::uuid[]) and a.category = any(${category}::text[])
          order by o.id, n desc`)
  const nearest = new Map(rows.map(row => [row.id, row.nearest]))
  for (const { values } of drafts) values[field.name] = nearest.get(String(values[of])) ?? null
}
