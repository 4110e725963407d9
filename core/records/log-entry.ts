import { type Sql, sql } from '../database/sql.ts'
import type { Entity, EntityKey, Field, Json, Model } from '../declarations/model.ts'
import { isOwnName } from '../declarations/names.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, may } from '../permissions/decide.ts'
import type { StoredRow } from './stored.ts'

const logKey: EntityKey = 'core/audit-entry'
export const veiled = '***'

/** The operations log repeats what records hold: columns that decide what of it may be told. */
export function neededForLog(entity: Entity): string[] {
  return entity.key === logKey ? ['entity'] : []
}

/** The entries whose label is not veiled, where a label is asked for: what is veiled is not found by asking, nor by an order. */
export function rowsOfOpenLabels(caller: Caller, model: Model, entity: Entity, asked: Field[]): Sql<boolean>[] {
  if (entity.key !== logKey || caller.access.everything || !asked.some(field => field.name === 'recordLabel')) return []
  const veiled = [...model.entities.values()].filter(about => !openFields(caller, model, about)(about.label)).map(about => about.key)
  return [sql`coalesce(t.entity <> all(${veiled}::text[]), true)`]
}

/**
 * Veils what the log tells of fields that the reader does not see in full in every such record: the log is no way around a mask. Whose
 * record it was then is not asked, so that a field is veiled rather than told once too often.
 */
export function veilLogEntry(caller: Caller, model: Model, entity: Entity, row: StoredRow, reply: Json): void {
  if (entity.key !== logKey || caller.access.everything) return
  const about = model.entities.get(row['entity'] as EntityKey)
  if (!about) return
  const isOpen = openFields(caller, model, about)
  const { changes, recordLabel } = reply
  if (typeof recordLabel === 'string' && !isOpen(about.label)) reply['recordLabel'] = veiled
  if (typeof changes === 'object' && changes !== null)
    reply['changes'] = Object.fromEntries(Object.entries(changes).map(([name, values]) => [name, isOpen(name) ? values : [veiled, veiled]]))
}

/** Which fields of an entity the caller sees in full in every such record. */
function openFields(caller: Caller, model: Model, about: Entity): (name: string) => boolean {
  const decision = may(caller, about, 'read', model) ? decideRead(caller, about, model) : undefined
  return name => {
    const field = about.field.get(name)
    // One of the tenant's own fields that is switched off: nothing says any more who may see it.
    if (field === undefined) return !isOwnName(name)
    return decision?.alwaysInFull(field) === true
  }
}
