import { v7 as uuid } from 'uuid'
import { sql } from '../database/sql.ts'
import { type Entity, entityOf, type Json } from '../declarations/model.ts'
import type { Writing } from '../records/engine.ts'
import { insertRows } from '../records/insert.ts'
import { loadRecords } from '../records/load.ts'
import { invalid } from '../records/problems.ts'
import { rowOf, writtenColumns } from '../records/stored.ts'
import { leaveTrail } from '../records/trail.ts'
import { numberingsOf } from './numbering.ts'

/** What the register is told of a number, or of a run of them. */
export type Entry = {
  number: string
  numbering: string
  counterId: string
  organizationId: unknown
  sequence: number
  lastSequence?: number
  recordId?: string
  state: 'used' | 'outside'
  reason?: string
}

/** Enters numbers as given out, or as used elsewhere. Their own history begins when something becomes of them. */
export async function register({ engine, transaction, caller }: Writing, entries: Entry[]): Promise<void> {
  const entity = entityOf(engine.model, 'core/issued-number')
  const rows = entries.map(entry => rowOf(entity, uuid(), entry, caller.userId, transaction.secrets))
  await insertRows(transaction, entity.table, writtenColumns(entity), rows)
}

/** Whether deleting such records voids numbers: then it takes a reason. */
export function isNumbered(entity: Entity): boolean {
  return numberingsOf(entity).length > 0
}

/**
 * A record that goes leaves its number behind, void, never given again, and explained.
 * @throws invalid without a reason
 */
export async function voidNumbers(writing: Writing, records: { id: string; values: Json }[], reason: string | undefined): Promise<void> {
  const numbered = holding(writing, records)
  if (numbered.length === 0) return
  if (!reason)
    throw invalid('删除已编号的记录须说明原因，编号作废后不再使用', [{ pointer: '/reason', code: 'no-reason', detail: '请填写作废原因' }])
  await settle(writing, numbered, {
    state: 'void',
    reason,
    voidedAt: new Date().toISOString(),
    voidedById: writing.caller.userId ?? null,
  })
}

/** A restored record has its number back. */
export async function reviveNumbers(writing: Writing, records: { id: string; values: Json }[]): Promise<void> {
  await settle(writing, holding(writing, records), { state: 'used', reason: null, voidedAt: null, voidedById: null })
}

function holding({ entity }: Writing, records: { id: string; values: Json }[]): string[] {
  const fields = numberingsOf(entity).map(numbering => numbering.field.name)
  return records.filter(record => fields.some(field => (record.values[field] ?? null) !== null)).map(record => record.id)
}

async function settle({ engine, transaction, caller }: Writing, recordIds: string[], outcome: Json): Promise<void> {
  if (recordIds.length === 0) return
  const entity = entityOf(engine.model, 'core/issued-number')
  const entries = await loadRecords(transaction, entity, sql`t.record_id = any(${recordIds}::text[])`, { lock: true })
  if (entries.length === 0) return
  await transaction.run(sql`
    update core.issued_number set state = ${outcome['state']}, reason = ${outcome['reason']}, voided_at = ${outcome['voidedAt']}::timestamptz,
      voided_by_id = ${outcome['voidedById']}::uuid, version = version + 1, updated_at = now(), updated_by = ${caller.userId ?? null}::uuid
    where tenant_id = ${transaction.tenantId} and id = any(${entries.map(entry => entry.id)}::uuid[])`)
  await leaveTrail(
    { engine, transaction, caller, entity },
    outcome['state'] === 'void' ? 'void' : 'revive',
    entries.map(({ id, version, values }) => ({
      id,
      version: version + 1,
      before: values,
      after: { ...values, ...outcome },
      changed: Object.keys(outcome),
    })),
  )
}
