import type { Entity, Json } from '../declarations/model.ts'
import type { Writing } from '../records/engine.ts'
import type { TrailEntry } from '../records/trail.ts'
import { emit } from './emit.ts'
import type { RecordEvent } from './happening.ts'

/**
 * Tells of changes of records, where somebody listens: the record as it is from then on (or was, when it is deleted), the fields that have
 * changed, and what those held before. Never what is secret or for the platform alone.
 */
export async function tellOfRecords(writing: Writing, event: RecordEvent, entries: TrailEntry[]): Promise<void> {
  const { engine, transaction, entity } = writing
  const name = `${entity.key}.${event}`
  const fields = event === 'updated' ? [...new Set(entries.flatMap(entry => entry.changed))] : undefined
  if (entries.length === 0 || (await engine.reactions.heardBy(transaction.tenantId, name, fields)).length === 0) return
  await emit(
    writing,
    entries.map(({ id, before, after, changed }) => {
      const values = after ?? before ?? {}
      return {
        name,
        entity: entity.key,
        recordId: id,
        organizationId: organizationOf(entity, id, values),
        data: {
          record: tellable(entity, values),
          changed: changed.filter(field => isTellable(entity, field)),
          before: tellable(entity, event === 'updated' ? pick(before ?? {}, changed) : {}),
        },
      }
    }),
  )
}

export function organizationOf(entity: Entity, id: string, values: Json): string | null {
  if (entity.organizationField === undefined) return null
  return entity.organizationField === 'id' ? id : ((values[entity.organizationField] as string | null | undefined) ?? null)
}

export function tellable(entity: Entity, values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== null && isTellable(entity, name)))
}

function isTellable(entity: Entity, name: string): boolean {
  const field = entity.field.get(name)
  return field !== undefined && !field.secret && !field.schema['x-internal']
}

function pick(values: Json, names: string[]): Json {
  return Object.fromEntries(names.map(name => [name, values[name] ?? null]))
}
