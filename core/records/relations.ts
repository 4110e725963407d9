import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, type EntityKey, entityOf, type Field, type Json, type Model } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, may } from '../permissions/decide.ts'
import type { Draft, Writing } from './engine.ts'

export type Label = { id: string; label: string | null }

/** The name of a relation in a reply: `organizationId` is told as `organization`. */
export function relationName(field: Field): string {
  return field.name.endsWith('Id') ? field.name.slice(0, -2) : field.name
}

/** Labels of related records that the caller may see, one query for each entity. */
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
    select ${sql.join([sql.ref('t.id'), sql`${sql.ref(`t.${label.column}`)}::text as label`, ...decision.columns])}
    from ${sql.raw(tableName(entity.table))} t
    where t.tenant_id = ${connection.tenantId} and t.id = any(${wanted}::uuid[]) and ${decision.where}`)
  return new Map(rows.filter(row => decision.shown(label, row) === undefined).map(row => [row.id, String(row['label'] ?? '')]))
}

/** A relation that a draft holds: in the field itself, or in a row of one of its sub-tables. */
type Held = { draft: Draft; id: string; pointer: string }

/** Notes relations to records that do not exist or that the caller may not see: to him that is the same. */
export async function checkRelations(writing: Writing, drafts: Draft[], changed?: (draft: Draft) => ReadonlySet<string>): Promise<void> {
  for (const field of writing.entity.fields) {
    if (field.schema['x-internal'] || field.readOnly) continue
    const concerned = drafts.filter(draft => changed === undefined || changed(draft).has(field.name))
    if (field.relation)
      await checkHeld(
        writing,
        field,
        drafts,
        concerned.flatMap(draft => heldBy(draft, field, draft.values, '')),
      )
    for (const column of field.rows?.fields ?? [])
      if (column.relation && !column.readOnly)
        await checkHeld(
          writing,
          column,
          drafts,
          concerned.flatMap(draft =>
            rowsIn(draft.values[field.name]).flatMap((row, at) => heldBy(draft, column, row, `/${field.name}/${at}`)),
          ),
        )
  }
}

function rowsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((row): row is Json => typeof row === 'object' && row !== null) : []
}

function heldBy(draft: Draft, field: Field, values: Json, above: string): Held[] {
  const id = values[field.name]
  return typeof id === 'string' ? [{ draft, id, pointer: `${above}/${field.name}` }] : []
}

async function checkHeld(writing: Writing, field: Field, drafts: Draft[], held: Held[]): Promise<void> {
  if (held.length === 0) return
  const { entity, engine } = writing
  const target = entityOf(engine.model, field.relation!)
  const own = new Set(drafts.map(draft => draft.id))
  // A record may point at another one of the same batch: a spreadsheet of organizations brings parents with children.
  const asked = held.filter(one => target !== entity || !own.has(one.id))
  const known = await existing(
    writing,
    target,
    asked.map(one => one.id),
  )
  for (const { draft, id, pointer } of asked)
    if (!known.has(id))
      draft.errors.push({
        pointer,
        code: `unknown-${columnName(relationName(field)).replaceAll('_', '-')}`,
        detail: `${field.title}不存在，或您没有查看它的权限`,
      })
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
