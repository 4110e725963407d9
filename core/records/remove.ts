import { type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { tellOfRecords } from '../events/record-events.ts'
import { reviveNumbers, voidNumbers } from '../numbers/register.ts'
import { isHeldByOwnFields } from '../own-fields/held.ts'
import { decideWrite } from '../permissions/decide.ts'
import { closeAccounts } from './accounts.ts'
import { throwIfWrong } from './create.ts'
import type { Writing } from './engine.ts'
import { goAlong } from './go-along.ts'
import { type Loaded, loadRecords } from './load.ts'
import { checkOpenOrganization } from './open-organization.ts'
import { closed, inUse, notFound } from './problems.ts'
import { leaveTrail } from './trail.ts'
import { checkUnique, toldAsProblem } from './uniqueness.ts'

/** Deletes records: softly where the entity says so; with a reason where that voids numbers. All of them, or none. @throws notFound, invalid, inUse, closed */
export async function deleteRecords(writing: Writing, ids: string[], reason?: string): Promise<void> {
  const { entity, engine } = writing
  if (entity.delete === 'never') throw closed()
  const records = await loadAllowed(writing, 'delete', ids, entity.delete === 'soft' ? sql`t.deleted_at is null` : sql`true`)
  for (const behaviour of engine.behaviours.get(entity.key) ?? []) await behaviour.beforeDelete?.(writing, records)
  await voidNumbers(writing, records, reason)
  if (entity.delete === 'soft') {
    await setDeleted(writing, ids, sql`now()`)
    await closeAccounts(
      writing,
      records.map(record => record.values),
      'disabled',
    )
  } else await removeForGood(writing, ids)
  await trail(writing, 'delete', records)
  await afterWrite(writing, 'delete', records)
}

/** Brings softly deleted records back whole (O2.5). @throws notFound, conflict when another took their key meanwhile */
export async function restoreRecords(writing: Writing, ids: string[]): Promise<void> {
  if (writing.entity.delete !== 'soft') throw closed()
  const records = await loadAllowed(writing, 'restore', ids, sql`t.deleted_at is not null`)
  const drafts = records.map(record => ({ id: record.id, values: record.values, errors: [], warnings: [] }))
  for (const note of await Promise.all([checkOpenOrganization(writing, drafts), checkUnique(writing, drafts)])) note()
  throwIfWrong(drafts)
  await setDeleted(writing, ids, sql`null`)
  await reviveNumbers(writing, records)
  await closeAccounts(
    writing,
    records.map(record => record.values),
    'active',
  )
  await trail(writing, 'restore', records)
  await afterWrite(writing, 'restore', records)
}

/** Deletes softly deleted records for good; what they were stays in the log (O2.5), and their numbers in the register. */
export async function eraseRecords(writing: Writing, ids: string[], reason?: string): Promise<void> {
  if (writing.entity.delete !== 'soft') throw closed()
  const records = await loadAllowed(writing, 'erase', ids, sql`t.deleted_at is not null`)
  await voidNumbers(writing, records, reason)
  await removeForGood(writing, ids)
  await trail(writing, 'erase', records)
  await afterWrite(writing, 'erase', records)
}

async function loadAllowed(writing: Writing, action: string, ids: string[], state: Sql): Promise<Loaded[]> {
  const { engine, transaction, caller, entity } = writing
  const allowed = decideWrite(caller, entity, engine.model, action)
  const records = await loadRecords(transaction, entity, sql`t.id = any(${ids}::uuid[]) and ${state} and ${allowed}`, { lock: true })
  if (records.length !== new Set(ids).size) throw notFound(ids.length > 1 ? '其中有记录不存在，或您没有相应的权限' : undefined)
  return records
}

async function setDeleted({ transaction, entity, caller }: Writing, ids: string[], at: Sql): Promise<void> {
  await transaction.run(sql`update ${sql.raw(tableName(entity.table))} set deleted_at = ${at}, version = version + 1, updated_at = now(), updated_by = ${caller.userId ?? null}::uuid
    where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[])`)
}

async function removeForGood(writing: Writing, ids: string[]): Promise<void> {
  const { transaction, entity } = writing
  const stillUsed = () => inUse(`该${entity.title}仍被其他记录引用，不能删除`)
  if (entity.extendable && (await isHeldByOwnFields(writing, ids))) throw stillUsed()
  try {
    await goAlong(writing, ids)
    await transaction.run(
      sql`delete from ${sql.raw(tableName(entity.table))} where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[])`,
    )
  } catch (error) {
    const told = toldAsProblem(entity, error)
    throw told === error ? error : stillUsed()
  }
}

async function trail(writing: Writing, action: 'delete' | 'restore' | 'erase', records: Loaded[]): Promise<void> {
  // What is gone for good was all that its log still tells of it (S2.11); what lies in the bin has not changed.
  const gone = action === 'erase' || (action === 'delete' && writing.entity.delete === 'hard')
  const entries = records.map(({ id, version, values }) => ({
    id,
    version: version + 1,
    before: values,
    ...(gone ? { changed: Object.keys(values).filter(name => (values[name] ?? null) !== null) } : { after: values, changed: [] }),
  }))
  await leaveTrail(writing, action, entries)
  // What is erased was deleted before.
  if (action !== 'erase') await tellOfRecords(writing, action === 'restore' ? 'restored' : 'deleted', entries)
}

async function afterWrite(writing: Writing, action: string, records: Loaded[]): Promise<void> {
  const drafts = records.map(record => ({ id: record.id, values: record.values, errors: [], warnings: [] }))
  for (const behaviour of writing.engine.behaviours.get(writing.entity.key) ?? []) await behaviour.afterWrite?.(writing, { action, drafts })
}
