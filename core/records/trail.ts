import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import type { Entity, Json } from '../declarations/model.ts'
import type { Writing } from './engine.ts'
import { insertRows } from './insert.ts'

export type TrailEntry = { id: string; version: number; before?: Json; after?: Json; changed: string[] }

const historyColumns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'entity', type: 'text', notNull: true },
  { name: 'record_id', type: 'uuid', notNull: true },
  { name: 'version', type: 'integer', notNull: true },
  { name: 'action', type: 'text', notNull: true },
  { name: 'changed', type: 'text[]', notNull: true },
  { name: 'data', type: 'jsonb', notNull: true },
  { name: 'created_by', type: 'uuid', notNull: false },
]

/** Writes what happened to records into their history and the audit, in the same transaction as the change itself. */
export async function leaveTrail(writing: Writing, action: string, entries: TrailEntry[]): Promise<void> {
  const { transaction, caller, entity } = writing
  if (entity.schema['x-partition']) return
  const at = entries.map(() => uuid())
  await insertRows(
    transaction,
    { schema: 'core', name: 'record_history' },
    historyColumns,
    entries.map((entry, index) => ({
      id: at[index],
      entity: entity.key,
      record_id: entry.id,
      version: entry.version,
      action,
      changed: entry.changed,
      data: told(entity, entry.after ?? entry.before ?? {}),
      created_by: caller.userId ?? null,
    })),
  )
  await writeAudit(
    writing,
    entries.map((entry, index) => {
      const values = entry.after ?? entry.before ?? {}
      return {
        id: at[index]!,
        action,
        entity: entity.key,
        recordId: entry.id,
        recordLabel: String(values[entity.label] ?? ''),
        organizationId: entity.organizationField === 'id' ? entry.id : entity.organizationField ? values[entity.organizationField] : null,
        changes: changesOf(entity, entry),
      }
    }),
  )
}

/** Fields that only the platform reads (password hashes) are in no history. */
function told(entity: Entity, values: Json): Json {
  return Object.fromEntries(
    entity.fields
      .filter(field => !field.schema['x-internal'] && values[field.name] !== undefined)
      .map(field => [field.name, values[field.name]]),
  )
}

/** Field -> [old, new]. */
function changesOf(entity: Entity, { before, after, changed }: TrailEntry): Json {
  const shown = changed.filter(name => !entity.field.get(name)?.schema['x-internal'])
  return Object.fromEntries(shown.map(name => [name, [before?.[name] ?? null, after?.[name] ?? null]]))
}
