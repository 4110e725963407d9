import { isDeepStrictEqual } from 'node:util'
import type { TenantTransaction } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { columnsOf, isStored, ownColumn, quote, tableName } from '../database/table-definition.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { tellOfRecords } from '../events/record-events.ts'
import { cleanHtmlFields } from '../html/clean.ts'
import { giveNumbers } from '../numbers/give-numbers.ts'
import { planNumbers } from '../numbers/plan-numbers.ts'
import { asksForOwn, withoutAsking } from '../own-fields/asking.ts'
import type { Caller } from '../permissions/access.ts'
import { decideWrite, notAlwaysSeen, refusal, sometimesHidden } from '../permissions/decide.ts'
import { keepAccounts } from './accounts.ts'
import { attachFiles } from './attachments.ts'
import { checkStored, isSound } from './check-stored.ts'
import { requireAllowed, throwIfWrong } from './create.ts'
import type { Change, Engine, Writing } from './engine.ts'
import { followRelated } from './fill-from.ts'
import { type Loaded, loadRecords } from './load.ts'
import { acceptInput, prepare } from './prepare.ts'
import { notFound, stale } from './problems.ts'
import { isMaskOf } from './secret-values.ts'
import { ownFields, searchValues, storedColumns } from './stored.ts'
import { saveRows } from './sub-rows.ts'
import { leaveTrail } from './trail.ts'
import { toldAsProblem } from './uniqueness.ts'

/**
 * Changes one record. `version` is what the caller last saw: a later change of the same field by another is not overwritten.
 * @throws notFound, invalid, conflict, stale, denied
 */
export async function updateRecord(
  engine: Engine,
  transaction: TenantTransaction,
  caller: Caller,
  entity: Entity,
  id: string,
  input: unknown,
  version?: number,
): Promise<void> {
  const values = acceptInput(entity, input, { immutable: !caller.access.everything })
  await changeRecord({ engine, transaction, caller, entity }, id, values, { version, guessed: true })
}

/** The same for values that are already tidy. `guessed` ones come from a person, who may not learn by trying what a masked field holds. */
export async function changeRecord(
  writing: Writing,
  id: string,
  values: Json,
  options: { version?: number; guessed?: boolean } = {},
): Promise<void> {
  const current = await loadToChange(writing, id)
  const given = options.guessed ? withoutOwnMasks(writing, current.values, values) : values
  const change = mergeChange(writing.entity, current, given)
  if (options.guessed) await refuseGuesses(writing, [change], Object.keys(given))
  if (options.version !== undefined) await refuseLostUpdate(writing, change, options.version)
  await writeChanges(writing, [change])
  throwIfWrong([change])
}

/** A right guess changes nothing, and would pass where a wrong one is refused. */
export async function refuseGuesses(writing: Writing, changes: Change[], names: string[]): Promise<void> {
  const { caller, entity, engine } = writing
  const unseen = notAlwaysSeen(caller, entity, engine.model, names)
  if (unseen.length === 0) return
  const refused = () => refusal(caller, entity, engine.model, 'update', unseen)
  await requireAllowed(writing, changes, decideWrite(caller, entity, engine.model, 'update', unseen), refused)
}

/** @throws notFound, denied */
export async function requireUpdatable(writing: Writing, id: string): Promise<void> {
  await loadToChange(writing, id)
}

/**
 * Sets fields that requests may not set: what the platform's own actions do, under the action's own permission.
 * @throws notFound, denied, invalid
 */
export async function applyAction(writing: Writing, action: string, id: string, values: Json): Promise<Json> {
  const allowed = decideWrite(writing.caller, writing.entity, writing.engine.model, action)
  const [current] = await loadRecords(writing.transaction, writing.entity, sql`t.id = ${id} and ${allowed}`, { lock: true, id })
  if (!current) throw notFound()
  const change = mergeChange(writing.entity, current, values)
  await writeChanges(writing, [change], { action })
  throwIfWrong([change])
  return current.values
}

async function loadToChange(writing: Writing, id: string): Promise<Loaded> {
  const { engine, transaction, caller, entity } = writing
  const readable = decideWrite(caller, entity, engine.model, 'update')
  const living = entity.delete === 'soft' ? sql` and t.deleted_at is null` : sql``
  const [current] = await loadRecords(transaction, entity, sql`t.id = ${id} and ${readable}${living}`, { lock: true, id })
  if (!current) throw notFound()
  return current
}

/** Who sends back the masks that he read changes nothing by that. Of a field that he may not see at all, he does not know the mask either. */
function withoutOwnMasks({ caller, entity, engine }: Writing, current: Json, values: Json): Json {
  const unknown = sometimesHidden(caller, entity, engine.model, Object.keys(values))
  const isOwnMask = ([name, value]: [string, unknown]) => !unknown.includes(name) && isMaskOf(entity.field.get(name), current[name], value)
  return Object.fromEntries(Object.entries(values).filter(entry => !isOwnMask(entry)))
}

/** The record as it will be, and which fields that changes. */
export function mergeChange(entity: Entity, current: Loaded, values: Json): Change {
  const given = { ...values }
  // What cannot be cleaned is told when the record is prepared.
  cleanHtmlFields(entity, given, new Set(Object.keys(values)))
  const merged = { ...current.values, ...given }
  return {
    id: current.id,
    version: current.version,
    values: merged,
    before: current.values,
    changed: new Set(Object.keys(given).filter(name => differs(entity.field.get(name)!, current.values[name], merged[name]))),
    errors: [],
    warnings: [],
  }
}

function differs(field: Field, before: unknown, after: unknown): boolean {
  if (field.kind === 'date-time' && typeof before === 'string' && typeof after === 'string') return Date.parse(before) !== Date.parse(after)
  if (field.kind === 'rows') return !isDeepStrictEqual(plainRows(field, before), plainRows(field, after))
  return !isDeepStrictEqual(before ?? null, after ?? null)
}

function plainRows(field: Field, rows: unknown): unknown {
  const list = Array.isArray(rows) ? rows : []
  return list.map((row: Json) => field.rows!.fields.map(column => row?.[column.name] ?? null))
}

async function refuseLostUpdate({ transaction, entity }: Writing, change: Change, version: number): Promise<void> {
  if (change.version === version) return
  const rows = await transaction.run(sql<{ changed: string[] }>`
    select changed from core.record_history
    where tenant_id = ${transaction.tenantId} and entity = ${entity.key} and record_id = ${change.id} and version > ${version}`)
  const since = new Set(rows.flatMap(row => row.changed))
  const both = [...change.changed].filter(name => since.has(name))
  if (version > change.version || both.length > 0)
    throw stale(
      undefined,
      both.map(name => ({ pointer: `/${name}`, code: 'stale', detail: `${entity.field.get(name)?.title ?? name}已被他人修改` })),
    )
}

/** Writes the changes without mistakes and notes the mistakes of the others; records that stay as they are are left alone. */
export async function writeChanges(writing: Writing, changes: Change[], options: { action?: string } = {}): Promise<Change[]> {
  const { engine, transaction, caller, entity } = writing
  const asked = changes.filter(change => change.changed.size > 0)
  if (asked.length === 0) return []
  await followRelated(writing, asked)
  const action = options.action ?? 'update'
  const given = new Set(asked.flatMap(change => [...change.changed]))
  const allowed = decideWrite(caller, entity, engine.model, action, given)
  const judged = asksForOwn(caller, action) ? entity : withoutAsking(entity)
  for (const change of asked) {
    prepare(judged, change, change.changed, change.before)
    for (const field of entity.fields)
      if (differs(field, change.before[field.name], change.values[field.name])) change.changed.add(field.name)
      else change.changed.delete(field.name)
  }
  // What does not count beside the other fields, or is the same once it is tidied, changes nothing.
  const changing = asked.filter(change => change.changed.size > 0 || !isSound(change))
  for (const behaviour of engine.behaviours.get(entity.key) ?? []) await behaviour.beforeUpdate?.(writing, changing.filter(isSound))
  await checkStored(writing, changing)
  const numbers = await planNumbers(writing, changing.filter(isSound))
  const good = changing.filter(isSound)
  if (good.length === 0) return good
  const told = (error: unknown) => toldAsProblem(entity, error)
  try {
    await requireAllowed(writing, good, allowed, () => refusal(caller, entity, engine.model, action, given))
    await keepAccounts(writing, good)
    await giveNumbers(writing, numbers)
    for (const change of good) sendChange(writing, change, told)
    saveRows(transaction, entity, good, told)
    const entries = good.map(change => ({
      id: change.id,
      version: change.version + 1,
      before: change.before,
      after: change.values,
      changed: [...change.changed],
    }))
    await leaveTrail(writing, action, entries)
    await tellOfRecords(writing, 'updated', entries)
    await Promise.all([requireAllowed(writing, good, allowed), attachFiles(writing, good)])
  } catch (error) {
    throw told(error)
  }
  for (const behaviour of engine.behaviours.get(entity.key) ?? []) await behaviour.afterWrite?.(writing, { action, drafts: good })
  return good
}

/** One row's new values, in its next version: it has been locked since it was read. */
function sendChange({ transaction, entity, caller }: Writing, change: Change, told: (error: unknown) => unknown): void {
  const stored = entity.fields.filter(field => isStored(field) && change.changed.has(field.name))
  const columns = stored.flatMap(columnsOf).map(column => column.name)
  const row = storedColumns(stored, change.id, change.values, transaction.secrets)
  const searched = searchValues(entity, change.values, change.changed)
  columns.push(...Object.keys(searched))
  Object.assign(row, searched)
  const own = ownFields(entity).filter(field => change.changed.has(field.name))
  const table = sql.raw(tableName(entity.table))
  const sets: Sql[] = columns.map(column => sql`${sql.raw(quote(column))} = n.${sql.raw(quote(column))}`)
  if (own.length > 0) {
    // Only what has changed: another may have set another of the tenant's own fields meanwhile.
    const values = JSON.stringify(Object.fromEntries(own.map(field => [field.name, change.values[field.name] ?? null])))
    const merged = sql`jsonb_strip_nulls(coalesce(t.${sql.ref(ownColumn)}, '{}') || ${values}::jsonb)`
    sets.push(sql`${sql.ref(ownColumn)} = nullif(${merged}, '{}')`)
  }
  transaction.send(
    sql`update ${table} t set ${sql.join([...sets, sql`version = t.version + 1`, sql`updated_at = now()`, sql`updated_by = ${caller.userId ?? null}::uuid`])}
    from jsonb_populate_record(null::${table}, ${JSON.stringify(row)}::jsonb) n
    where t.tenant_id = ${transaction.tenantId} and t.id = ${change.id}`,
    told,
  )
}
