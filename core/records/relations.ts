import { columnSql } from '../database/column-sql.ts'
import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, type EntityKey, entityOf, type Field, type Json, type Model } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, may } from '../permissions/decide.ts'
import type { Change, Draft, Verdict, Writing } from './engine.ts'

export type Label = { id: string; label: string | null }

/** The name of a relation in a reply: `organizationId` is told as `organization`. */
export function relationName(field: Field): string {
  return field.name.endsWith('Id') && !field.own ? field.name.slice(0, -2) : field.name
}

/** How the label of a column's record is called in a selected row. */
export const labelName = (column: string): string => `label_${column}`

/** The label, under that name, of the record that `id` points at; empty where the caller may not see it: read along with the row itself. */
export function labelColumn(caller: Caller, model: Model, key: EntityKey, id: Sql, name: string): Sql {
  const entity = entityOf(model, key)
  if (!may(caller, entity, 'read', model)) return sql`null::text as ${sql.ref(name)}`
  const label = entity.field.get(entity.label)!
  const seen = decideRead(caller, entity, model, 'read', { alias: 'r' }).rowsShowing(label)
  return sql`(select ${columnSql(label, 'r')}::text from ${sql.raw(tableName(entity.table))} r
    where r.tenant_id = ${caller.tenantId} and r.id = ${id} and ${seen}) as ${sql.ref(name)}`
}

/** Labels of related records that the caller may see, for ids that come from elsewhere than a row. */
export async function labelsOf(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  key: EntityKey,
  ids: string[],
): Promise<Map<string, string>> {
  const entity = entityOf(model, key)
  const wanted = [...new Set(ids)]
  if (wanted.length === 0 || !may(caller, entity, 'read', model)) return new Map()
  const label = entity.field.get(entity.label)!
  const decision = decideRead(caller, entity, model)
  const rows = await connection.run(sql<Json & { id: string }>`
    select ${sql.join([sql.ref('t.id'), sql`${columnSql(label)}::text as label`, ...decision.columns])}
    from ${sql.raw(tableName(entity.table))} t
    where t.tenant_id = ${connection.tenantId} and t.id = any(${wanted}::uuid[]) and ${decision.where}`)
  return new Map(rows.filter(row => decision.shownIn(row)(label) === undefined).map(row => [row.id, String(row['label'] ?? '')]))
}

/**
 * Notes relations to records that do not exist or that the caller may not see: to him that is the same. Rows of sub-tables relate to
 * nothing: a declaration in which they do is refused.
 */
export async function checkRelations(writing: Writing, drafts: Draft[]): Promise<Verdict> {
  const { entity, engine } = writing
  const own = new Set(drafts.map(draft => draft.id))
  const verdicts = await Promise.all(entity.fields.filter(isChecked).map(verdictOn))
  return () => {
    for (const note of verdicts) note()
  }

  async function verdictOn(field: Field): Promise<Verdict> {
    const held = drafts.filter(
      (draft: Draft | Change) => typeof draft.values[field.name] === 'string' && (!('changed' in draft) || draft.changed.has(field.name)),
    )
    const target = entityOf(engine.model, field.relation!)
    // A record may point at another one of the same batch: a spreadsheet of organizations brings parents with children.
    const asked = held.filter(draft => target.key !== entity.key || !own.has(String(draft.values[field.name])))
    const known = await existing(
      writing,
      target,
      asked.map(draft => String(draft.values[field.name])),
    )
    const unknown = asked.filter(draft => !known.has(String(draft.values[field.name])))
    return () => {
      for (const draft of unknown)
        draft.errors.push({
          pointer: `/${field.name}`,
          code: `unknown-${columnName(relationName(field)).replaceAll('_', '-')}`,
          detail: `${field.title}不存在，或您没有查看它的权限`,
        })
    }
  }
}

function isChecked(field: Field): boolean {
  return field.relation !== undefined && !field.schema['x-internal'] && !field.readOnly
}

async function existing({ engine, caller, transaction }: Writing, target: Entity, ids: string[]): Promise<Set<string>> {
  const wanted = [...new Set(ids)].filter(isUuid)
  if (wanted.length === 0 || !may(caller, target, 'read', engine.model)) return new Set()
  const living = target.delete === 'soft' ? sql`and t.deleted_at is null` : sql``
  const rows = await transaction.run(sql<{ id: string }>`
    select t.id from ${sql.raw(tableName(target.table))} t
    where t.tenant_id = ${transaction.tenantId} and t.id = any(${wanted}::uuid[]) and ${decideRead(caller, target, engine.model).where} ${living}
    for key share`)
  return new Set(rows.map(row => row.id))
}

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
}
