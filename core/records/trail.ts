import { canonicalText } from '../audit/entry-mac.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { textOfHtml } from '../html/plain-text.ts'
import { JsonText } from '../json-text.ts'
import { newId } from '../new-id.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'
import type { Writing } from './engine.ts'
import { insertion } from './insert.ts'
import { veiled } from './log-entry.ts'
import { sealedValue } from './secret-values.ts'

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
  const { schema } = writing.entity
  if (schema['x-partition'] || schema['x-append-only'] || entries.length === 0) return
  if (writing.postponed) writing.postponed.push(() => writeTrail(writing, action, entries))
  else await writeTrail(writing, action, entries)
}

async function writeTrail(writing: Writing, action: string, entries: TrailEntry[]): Promise<void> {
  const { transaction, caller, entity } = writing
  const at = entries.map(() => newId())
  const remembered = insertion(
    transaction.tenantId,
    { schema: 'core', name: 'record_history' },
    historyColumns,
    entries.map((entry, index) => ({
      id: at[index],
      entity: entity.key,
      record_id: entry.id,
      version: entry.version,
      action,
      changed: entry.changed,
      data: new JsonText(JSON.stringify(told(entity, entry.id, entry.after ?? entry.before ?? {}, transaction.secrets))),
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
        recordLabel: labelOf(entity, values),
        organizationId: entity.organizationField === 'id' ? entry.id : entity.organizationField ? values[entity.organizationField] : null,
        changes: new JsonText(canonicalText(changesOf(entity, entry))),
      }
    }),
    [remembered],
  )
}

/** What a record is called; a choice by its title, for the log is read by people. */
function labelOf(entity: Entity, values: Json): string {
  const value = values[entity.label]
  return entity.field.get(entity.label)?.choices?.find(choice => choice.code === value)?.title ?? String(value ?? '')
}

/** Fields that only the platform reads (password hashes) are in no history; secrets are sealed there too. */
function told(entity: Entity, recordId: string, values: Json, secrets: TenantSecrets): Json {
  const data: Json = {}
  for (const field of entity.fields) {
    const value = values[field.name]
    if (value !== undefined && !field.schema['x-internal']) data[field.name] = field.secret ? sealedValue(value, recordId, secrets) : value
  }
  return data
}

/** Of a secret only that it is there: the log is for ever, and a mask beside a birth date is the whole number. Of a text with a look what it says. */
function inLog(field: Field | undefined, value: unknown): unknown {
  if (value === null || field === undefined) return value
  if (field.secret) return veiled
  return field.kind === 'html' ? textOfHtml(String(value)) : value
}

/** Field -> [old, new]. */
function changesOf(entity: Entity, { before, after, changed }: TrailEntry): Json {
  const changes: Json = {}
  for (const name of changed) {
    const field = entity.field.get(name)
    if (field?.schema['x-internal']) continue
    changes[name] = [before?.[name] ?? null, after?.[name] ?? null].map(value => inLog(field, value))
  }
  return changes
}
