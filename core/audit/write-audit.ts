import type { TenantId, TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { JsonText } from '../json-text.ts'
import { newId } from '../new-id.ts'
import type { Engine, Writing } from '../records/engine.ts'
import { inOneStatement, insertion, insertRows } from '../records/insert.ts'
import { type AuditKeys, canonicalText, entryMac } from './entry-mac.ts'

const columns = [
  { name: 'id', type: 'uuid', notNull: true },
  ...['user_id', 'organization_id'].map(name => ({ name, type: 'uuid', notNull: false })),
  ...['user_name', 'action', 'entity', 'record_id', 'record_label', 'ip', 'request_id'].map(name => ({
    name,
    type: 'text',
    notNull: false,
  })),
  { name: 'changes', type: 'jsonb', notNull: false },
  { name: 'version', type: 'integer', notNull: true },
  ...['created_at', 'updated_at'].map(name => ({ name, type: 'timestamptz', notNull: true })),
]

const pendingTable = { schema: 'core', name: 'audit_pending' }

const pendingColumns = [
  { name: 'id', type: 'uuid', notNull: true },
  { name: 'kind', type: 'text', notNull: true },
  { name: 'entries', type: 'uuid[]', notNull: true },
  { name: 'macs', type: 'bytea', notNull: true },
]

export type AuditEntry = {
  id?: string
  action: string
  entity?: string
  recordId?: string
  recordLabel?: string
  organizationId?: unknown
  /** As JSON it must be `canonicalText`. */
  changes?: Json | JsonText
}

/**
 * Adds to the operations log: who, what, when, from where, old and new values (S2.11); every entry is noted to be sealed. `along` is
 * inserted by the same statement.
 */
export async function writeAudit(
  { engine, transaction, caller }: Pick<Writing, 'transaction' | 'caller'> & { engine: Pick<Engine, 'keyRing' | 'sealer'> },
  entries: AuditEntry[],
  along: Sql[] = [],
): Promise<void> {
  if (entries.length === 0) return
  const at = new Date().toISOString()
  // Whoever looks on as another person does what he does under his own name.
  const who = caller.viewer ?? caller
  const rows = entries.map(entry => ({
    id: entry.id ?? newId(),
    user_id: who.userId ?? null,
    user_name: who.userName ?? '系统',
    action: entry.action,
    entity: entry.entity ?? null,
    record_id: entry.recordId ?? null,
    // Cut between the halves of a character, it would be no text to the database.
    record_label: entry.recordLabel?.slice(0, 200).toWellFormed() ?? null,
    organization_id: typeof entry.organizationId === 'string' ? entry.organizationId.toLowerCase() : null,
    ip: caller.ip ?? null,
    request_id: caller.requestId ?? null,
    changes: entry.changes === undefined ? null : asText(entry.changes),
    version: 1,
    created_at: at,
    updated_at: at,
  }))
  const { tenantId } = transaction
  const logged = insertion(tenantId, { schema: 'core', name: 'audit_entry' }, columns, rows)
  const pending = insertion(tenantId, pendingTable, pendingColumns, [pendingRow(tenantId, engine.keyRing, 'entries', rows)])
  transaction.send(inOneStatement([...along, logged, pending]))
  transaction.afterCommit(() => engine.sealer.wrote())
}

function asText(changes: Json | JsonText): JsonText {
  return changes instanceof JsonText ? changes : new JsonText(canonicalText(changes))
}

/**
 * Takes in entries that were written elsewhere: rows of the operations log by their columns, as `to_jsonb` gives them. They become this
 * tenant's and are sealed as they now stand, in seals of their own kind. Who calls it writes an entry that says whence they came.
 */
export async function bringInAudit(
  { engine, transaction }: { engine: Pick<Engine, 'keyRing' | 'sealer'>; transaction: TenantTransaction },
  rows: Json[],
): Promise<void> {
  if (rows.length === 0) return
  const own = rows.map(row => ({ ...row, tenant_id: transaction.tenantId }))
  const stored = await transaction.run(sql<{ entry: Json }>`
    insert into core.audit_entry select * from jsonb_populate_recordset(null::core.audit_entry, ${JSON.stringify(own)}::jsonb)
    returning to_jsonb(audit_entry) as entry`)
  await noteForSealing(
    transaction,
    engine.keyRing,
    'brought-in',
    stored.map(row => row.entry),
  )
  transaction.afterCommit(() => engine.sealer.wrote())
}

/** Notes in the transaction that writes them which entries there are, with their keyed hashes: what is to be sealed is exactly that. */
export async function noteForSealing(
  transaction: Pick<TenantTransaction, 'tenantId' | 'run'>,
  keys: AuditKeys,
  kind: 'entries' | 'brought-in' | 'earlier',
  rows: Json[],
): Promise<void> {
  await insertRows(transaction, pendingTable, pendingColumns, [pendingRow(transaction.tenantId, keys, kind, rows)])
}

function pendingRow(tenantId: TenantId, keys: AuditKeys, kind: 'entries' | 'brought-in' | 'earlier', rows: Json[]): Json {
  const macs = Buffer.concat(rows.map(row => entryMac(keys, tenantId, row)))
  return { id: newId(), kind, entries: rows.map(row => row['id']), macs: `\\x${macs.toString('hex')}` }
}
