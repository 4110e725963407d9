import { v7 as uuid } from 'uuid'
import type { Json } from '../declarations/model.ts'
import type { Writing } from '../records/engine.ts'
import { insertRows } from '../records/insert.ts'

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  ...['user_id', 'organization_id'].map(name => ({ name, type: 'uuid', notNull: false })),
  ...['user_name', 'action', 'entity', 'record_id', 'record_label', 'ip', 'request_id'].map(name => ({
    name,
    type: 'text',
    notNull: false,
  })),
  { name: 'changes', type: 'jsonb', notNull: false },
]

export type AuditEntry = {
  id?: string
  action: string
  entity?: string
  recordId?: string
  recordLabel?: string
  organizationId?: unknown
  changes?: Json
}

/** Adds to the operations log: who, what, when, from where, old and new values (S2.11). */
export async function writeAudit({ transaction, caller }: Pick<Writing, 'transaction' | 'caller'>, entries: AuditEntry[]): Promise<void> {
  await insertRows(
    transaction,
    { schema: 'core', name: 'audit_entry' },
    columns,
    entries.map(entry => ({
      id: entry.id ?? uuid(),
      user_id: caller.userId ?? null,
      user_name: caller.userName ?? '系统',
      action: entry.action,
      entity: entry.entity ?? null,
      record_id: entry.recordId ?? null,
      record_label: entry.recordLabel?.slice(0, 200) ?? null,
      organization_id: entry.organizationId ?? null,
      ip: caller.ip ?? null,
      request_id: caller.requestId ?? null,
      changes: entry.changes ?? null,
    })),
  )
}
