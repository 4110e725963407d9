import { type Entity, type EntityKey, entityOf, type Json, type Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, may } from '../permissions/decide.ts'
import type { StoredRow } from './stored.ts'

const logKey: EntityKey = 'core/audit-entry'
const veiled = '***'

/** The operations log repeats what records hold: columns that decide what of it may be told. */
export function neededForLog(entity: Entity): string[] {
  return entity.key === logKey ? ['entity'] : []
}

/**
 * Veils what the log tells of fields that the reader does not see in full in every such record: the log is no way around a mask. Whose
 * record it was then is not asked, so that a field is veiled rather than told once too often.
 */
export function veilLogEntry(caller: Caller, model: Model, entity: Entity, row: StoredRow, reply: Json): void {
  if (entity.key !== logKey || caller.access.everything) return
  const about = model.entities.get(row['entity'] as EntityKey)
  if (!about) return
  const decision = may(caller, about, 'read', model) ? decideRead(caller, entityOf(model, about.key), model) : undefined
  const isOpen = (name: string) => {
    const field = about.field.get(name)
    return field === undefined || decision?.alwaysInFull(field) === true
  }
  const { changes, recordLabel } = reply
  if (typeof recordLabel === 'string' && !isOpen(about.label)) reply['recordLabel'] = veiled
  if (typeof changes === 'object' && changes !== null)
    reply['changes'] = Object.fromEntries(Object.entries(changes).map(([name, values]) => [name, isOpen(name) ? values : [veiled, veiled]]))
}
