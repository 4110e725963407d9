import type { TenantTransaction } from '../database/database.ts'
import { all, everyRow, type Sql, sql } from '../database/sql.ts'
import { quote, tableName } from '../database/table-definition.ts'
import type { Entity, Json } from '../declarations/model.ts'
import { tellOfRecords } from '../events/record-events.ts'
import { newId } from '../new-id.ts'
import { giveNumbers } from '../numbers/give-numbers.ts'
import { planNumbers } from '../numbers/plan-numbers.ts'
import { asksForOwn, withoutAsking } from '../own-fields/asking.ts'
import type { Caller } from '../permissions/access.ts'
import { decideWrite, denied } from '../permissions/decide.ts'
import type { Problem } from '../problem.ts'
import { openAccounts } from './accounts.ts'
import { attachFiles } from './attachments.ts'
import { checkStored, isSound } from './check-stored.ts'
import type { Draft, Engine, Postponed, Writing } from './engine.ts'
import { fillFromRelated } from './fill-from.ts'
import { sendRows } from './insert.ts'
import { acceptInput, prepare } from './prepare.ts'
import { conflict, invalid, notEditable } from './problems.ts'
import { rowOf, writtenColumns } from './stored.ts'
import { saveRows } from './sub-rows.ts'
import { leaveTrail, type TrailEntry } from './trail.ts'
import { toldAsProblem } from './uniqueness.ts'

/** Creates one record and gives its id. @throws invalid, conflict, denied */
export async function createRecord(
  engine: Engine,
  transaction: TenantTransaction,
  caller: Caller,
  entity: Entity,
  input: unknown,
): Promise<string> {
  const draft = draftOf(acceptInput(entity, input, { immutable: false }))
  await createDrafts({ engine, transaction, caller, entity }, [draft])
  throwIfWrong([draft])
  return draft.id
}

export function draftOf(values: Json, id: string = newId()): Draft {
  return { id, values, errors: [], warnings: [] }
}

export function throwIfWrong(drafts: Draft[]): void {
  const errors = drafts.flatMap(draft => draft.errors)
  if (errors.length === 0) return
  const sentence = errors.length === 1 ? errors[0]!.detail : undefined
  if (errors.some(error => error.code === 'not-editable')) throw notEditable(sentence, errors)
  throw errors.every(error => error.code.startsWith('duplicate')) ? conflict(sentence, errors) : invalid(sentence, errors)
}

/**
 * Writes every draft without mistakes, and notes the mistakes of the others: what single requests, imports and seeds have in common.
 * With `asked`, the database has been asked about them already. What is written is on its way when this ends: what fails of it, the next
 * statement or the end of the transaction tells.
 */
export async function createDrafts(writing: Writing, drafts: Draft[], options: { asked?: boolean } = {}): Promise<Draft[]> {
  await fillFromRelated(writing, drafts)
  return writeDrafts(writing, drafts, judgeDrafts(writing, drafts), options)
}

/** The first half: completes drafts and notes what is wrong with them by their declaration. Gives the rows that the caller may create. */
export function judgeDrafts({ engine, caller, entity }: Writing, drafts: Draft[]): Sql<boolean> {
  const given = new Set(drafts.flatMap(draft => Object.keys(draft.values).filter(name => draft.values[name] !== null)))
  const allowed = decideWrite(caller, entity, engine.model, 'create', given)
  const judged = asksForOwn(caller, 'create') ? entity : withoutAsking(entity)
  for (const draft of drafts) prepare(judged, draft)
  return allowed
}

/** The second half. */
export async function writeDrafts(
  writing: Writing,
  drafts: Draft[],
  allowed: Sql<boolean>,
  { asked = false }: { asked?: boolean } = {},
): Promise<Draft[]> {
  const { engine, transaction, caller, entity } = writing
  for (const behaviour of engine.behaviours.get(entity.key) ?? []) await behaviour.beforeCreate?.(writing, drafts.filter(isSound))
  const [holders] = asked ? [new Map()] : await Promise.all([checkStored(writing, drafts), carryOut(writing.postponed)])
  const numbers = await planNumbers(writing, drafts.filter(isSound))
  const good = drafts.filter(isSound)
  if (good.length === 0) return good
  const told = (error: unknown) => toldAsProblem(entity, error)
  try {
    await openAccounts(writing, good, holders)
    await breath(good)
    await giveNumbers(writing, numbers)
    // Before the rows: from them on the counts of their organizations are locked.
    await leaveTrail(writing, 'create', good.map(entryOf))
    await tellOfRecords(writing, 'created', good.map(entryOf))
    await breath(good)
    sendRows(
      transaction,
      entity.table,
      writtenColumns(entity),
      good.map(draft => rowOf(entity, draft.id, draft.values, caller.userId, transaction.secrets)),
      told,
    )
    saveRows(transaction, entity, good, told)
    await Promise.all([requireAllowed(writing, good, allowed), attachFiles(writing, good)])
  } catch (error) {
    throw told(error)
  }
  for (const behaviour of engine.behaviours.get(entity.key) ?? []) await behaviour.afterWrite?.(writing, { action: 'create', drafts: good })
  return good
}

/** Does what was put off, in its order. */
export async function carryOut(postponed: Postponed = []): Promise<void> {
  for (const act of postponed.splice(0)) {
    await new Promise(done => setImmediate(done))
    await act()
  }
}

/** Lets what was sent of a great many go out, and others be served, before more is worked out. */
async function breath(drafts: Draft[]): Promise<void> {
  if (drafts.length > 50) await new Promise(done => setImmediate(done))
}

function entryOf({ id, values }: Draft): TrailEntry {
  return { id, version: 1, after: values, changed: Object.keys(values).filter(name => values[name] !== null) }
}

/** The rows as they now are must be within what the caller may write; else nothing is written at all. */
export async function requireAllowed(
  { transaction, entity, caller }: Writing,
  drafts: Draft[],
  allowed: ReturnType<typeof decideWrite>,
  refused: () => Problem = denied,
): Promise<void> {
  if (caller.access.everything || allowed === everyRow) return
  const rows = await transaction.run(sql<{ count: number }>`
    select count(*) as count from ${sql.raw(tableName(entity.table))} t
    where ${all([sql`t.tenant_id = ${transaction.tenantId}`, sql`t.${sql.raw(quote('id'))} = any(${drafts.map(draft => draft.id)}::uuid[])`, allowed])}`)
  if (rows[0]!.count !== drafts.length) throw refused()
}
