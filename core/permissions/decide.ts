import { isDeepStrictEqual } from 'node:util'
import { any, everyRow, type Sql, sql } from '../database/sql.ts'
import type { Entity, Field, FieldAccess, Model } from '../declarations/model.ts'
import { defineProblem, type Problem } from '../problem.ts'
import type { Access, Caller } from './access.ts'
import { accessTo } from './field-access.ts'
import { type AskedRows, type EntityGrant, grantsFor } from './rows.ts'
import { fewOrganizations } from './subtree.ts'

export const denied = defineProblem('permission.denied', 403, '您没有进行此操作的权限')
export const fieldHidden = defineProblem('permission.field-hidden', 403, '您没有查看该字段的权限，不能用它筛选或排序')
export const fieldReadOnly = defineProblem('permission.field-read-only', 403, '您没有修改该字段的权限')

/** How a field is shown; undefined is in full. */
export type Shown = Exclude<FieldAccess, 'read-only'> | undefined

/**
 * What a caller may see of an entity, decided once and used by every door.
 * A row's fields are decided by the grants that open that row, never by those of another.
 */
export type ReadDecision = {
  where: Sql<boolean>
  /** To be selected with the row when grants differ in fields; names are `grant_0`, `grant_1` … */
  columns: Sql[]
  /** How each field of that selected row is shown. */
  shownIn(row: Record<string, unknown>): (field: Field) => Shown
  /** Rows in which all these fields are shown in full; undefined when there are none such. */
  rowsInFull(fields: Field[]): Sql<boolean> | undefined
  /** The rows that `rowsInFull` speaks of, of each grant by itself. */
  waysInFull(fields: Field[]): Sql<boolean>[]
  /** The rows in which this field is shown in full; none is false. */
  rowsShowing(field: Field): Sql<boolean>
  /** Whether the field is shown in full in every row that the caller sees. */
  alwaysInFull(field: Field): boolean
  /** Whether the rows are those of few organizations or the caller's own: fewer than what is asked of them finds in the whole tenant. */
  few: boolean
}

const inFull = (): Shown => undefined

const unlimited: ReadDecision = {
  where: everyRow,
  columns: [],
  shownIn: () => inFull,
  rowsInFull: () => everyRow,
  waysInFull: () => [everyRow],
  rowsShowing: () => everyRow,
  alwaysInFull: () => true,
  few: false,
}

/** Decisions follow from what a person may do alone, and are asked for several times in every request: they last as long as that. */
const decided = new WeakMap<Access, WeakMap<Entity, Map<string, ReadDecision>>>()

/** @throws denied when no grant lets the caller do it at all */
export function decideRead(caller: Caller, entity: Entity, model: Model, action = 'read', asked: AskedRows = {}): ReadDecision {
  const { access, tenantId, userId } = caller
  if (access.everything) return unlimited
  const byEntity = decided.get(access) ?? new WeakMap<Entity, Map<string, ReadDecision>>()
  decided.set(access, byEntity)
  const byQuestion = byEntity.get(entity) ?? new Map<string, ReadDecision>()
  byEntity.set(entity, byQuestion)
  const question = [tenantId, userId, action, asked.alias, asked.finding].join()
  const decision = byQuestion.get(question) ?? decide(caller, entity, model, action, asked)
  byQuestion.set(question, decision)
  return decision
}

function decide(caller: Caller, entity: Entity, model: Model, action: string, asked: AskedRows): ReadDecision {
  const grants = grantsFor(caller, entity, action, model, asked)
  if (grants.length === 0) throw denied()
  const differ = new Set(grants.map(grant => JSON.stringify(grant.permission.fields ?? {}))).size > 1
  // The row is found by then: each grant only looks it up.
  const opening = differ ? grantsFor(caller, entity, action, model, { alias: asked.alias, column: true }) : []
  const byGrants = new Map<string, (field: Field) => Shown>()
  const names = opening.map((_, at) => `grant_${at}`)
  const shownBy = (applying: readonly EntityGrant[]) => rememberedByField(field => mostOpen(applying, field))
  const everywhere = shownBy(grants)
  const showing = (fields: Field[]) => grants.filter(grant => fields.every(field => mostOpen([grant], field) === undefined))
  return {
    where: any(grants.map(grant => grant.rows)),
    columns: opening.map((grant, at) => sql`${grant.rows} as ${sql.ref(names[at]!)}`),
    shownIn(row) {
      if (!differ) return everywhere
      let which = ''
      for (const name of names) which += row[name] ? '1' : '0'
      const known = byGrants.get(which) ?? shownBy(grants.filter((_, at) => which[at] === '1'))
      byGrants.set(which, known)
      return known
    },
    rowsInFull(fields) {
      const full = showing(fields)
      // Everyone sees himself in full. That is no answer to a question about others: it would look as if there were none.
      const asks = grants.some(isWide) ? full.some(isWide) : full.length > 0
      if (!asks) return undefined
      return full.length === grants.length ? everyRow : any(full.map(grant => grant.rows))
    },
    waysInFull(fields) {
      const ways = showing(fields).map(grant => grant.rows)
      return ways.includes(everyRow) ? [everyRow] : ways
    },
    rowsShowing: field => any(showing([field]).map(grant => grant.rows)),
    alwaysInFull(field) {
      const full = showing([field])
      return grants.every(grant => full.includes(grant) || full.some(one => opensAllOf(one, grant)))
    },
    few: grants.every(isFew),
  }
}

function rememberedByField(decide: (field: Field) => Shown): (field: Field) => Shown {
  const known = new Map<Field, Shown>()
  return field => {
    if (!known.has(field)) known.set(field, decide(field))
    return known.get(field)
  }
}

/** A softly deleted record exists only for who may restore it; for an entity without a trash this is no condition. */
export function livingOrRestorable(caller: Caller, entity: Entity, model: Model): Sql<boolean> {
  if (entity.delete !== 'soft' || caller.access.everything) return sql`true`
  return any([sql<boolean>`t.deleted_at is null`, restorableRows(caller, entity, model)])
}

/** The rows that the caller may bring back; none when he may not restore at all. */
export function restorableRows(caller: Caller, entity: Entity, model: Model, asked: AskedRows = {}): Sql<boolean> {
  if (caller.access.everything) return everyRow
  return any(grantsFor(caller, entity, 'restore', model, asked).map(grant => grant.rows))
}

/** Rows that may be filtered and sorted by these fields. @throws fieldHidden when the caller sees none of them in full */
export function filterableRows(decision: ReadDecision, fields: Field[]): Sql<boolean> {
  const rows = decision.rowsInFull(fields)
  if (rows) return rows
  const hidden = fields.find(field => decision.rowsInFull([field]) === undefined) ?? fields[0]!
  throw fieldHidden(`您没有查看“${hidden.title}”的权限，不能用它筛选或排序`)
}

/** Whether every row that one grant opens is opened by the other too. */
function opensAllOf(wider: EntityGrant, narrower: EntityGrant): boolean {
  if (wider.permission.where && !isDeepStrictEqual(wider.permission.where, narrower.permission.where)) return false
  const [scope, inner] = [wider, narrower].map(({ grant, permission }) => permission.scope ?? grant.scope)
  if (scope === 'tenant') return true
  const [above, below] = [wider.grant.path, narrower.grant.path]
  return scope === 'subtree' && ['subtree', 'organization'].includes(inner!) && above !== undefined && below?.startsWith(above) === true
}

function isWide({ grant, permission }: EntityGrant): boolean {
  return (permission.scope ?? grant.scope) !== 'own'
}

function isFew({ grant, permission }: EntityGrant): boolean {
  const scope = permission.scope ?? grant.scope
  if (scope === 'chosen') return grant.chosen.length <= fewOrganizations
  return scope === 'subtree' ? grant.few : scope !== 'tenant'
}

function mostOpen(grants: readonly EntityGrant[], field: Field): Shown {
  const accesses = grants.map(grant => accessTo(grant.permission, field.name))
  if (accesses.length === 0) return 'hidden'
  if (accesses.some(access => access === undefined || access === 'read-only')) return undefined
  return accesses.includes('masked') ? 'masked' : 'hidden'
}

/**
 * The rows in which the caller may do this to these fields. The same predicate holds for the row as it was and as it becomes.
 * @throws denied, or fieldReadOnly naming the field
 */
export function decideWrite(caller: Caller, entity: Entity, model: Model, action: string, fields: Iterable<string> = []): Sql<boolean> {
  if (caller.access.everything) return everyRow
  const grants = grantsFor(caller, entity, action, model)
  if (grants.length === 0) throw denied()
  const names = [...fields]
  const writing = grants.filter(grant => names.every(name => !accessTo(grant.permission, name)))
  if (writing.length === 0) throw refusal(caller, entity, model, action, names)
  return any(writing.map(grant => grant.rows))
}

/** Why a write of these fields was refused: the field that one may not change, or else the record. */
export function refusal(caller: Caller, entity: Entity, model: Model, action: string, fields: Iterable<string>): Problem {
  const grants = grantsFor(caller, entity, action, model)
  const refused = [...fields].find(name => grants.some(grant => accessTo(grant.permission, name)))
  if (refused === undefined) return denied()
  return fieldReadOnly(`您没有修改“${entity.field.get(refused)?.title ?? refused}”的权限`, [
    { pointer: `/${refused}`, code: 'read-only', detail: '您没有修改该字段的权限' },
  ])
}

/** Of these fields, those that some grant does not show in full: naming them in a write must not tell what they hold. */
export function notAlwaysSeen(caller: Caller, entity: Entity, model: Model, fields: string[]): string[] {
  if (caller.access.everything) return []
  const grants = grantsFor(caller, entity, 'update', model)
  return fields.filter(name => grants.some(({ permission }) => ['hidden', 'masked'].includes(accessTo(permission, name) ?? '')))
}

/** Of these fields, those that some grant to change the record hides. */
export function sometimesHidden(caller: Caller, entity: Entity, model: Model, fields: string[]): string[] {
  if (caller.access.everything) return []
  const grants = grantsFor(caller, entity, 'update', model)
  return fields.filter(name => grants.some(({ permission }) => accessTo(permission, name) === 'hidden'))
}

/** How the caller sees this field of an entity at best, in whatever row. */
export function shownAtBest(caller: Caller, entity: Entity, model: Model, field: Field, action = 'read'): Shown {
  if (caller.access.everything) return undefined
  return mostOpen(grantsFor(caller, entity, action, model), field)
}

/** Whether any grant lets the caller do this to this field, on whatever rows. */
export function mayWrite(caller: Caller, entity: Entity, model: Model, action: string, field: Field): boolean {
  if (caller.access.everything) return true
  return grantsFor(caller, entity, action, model).some(({ permission }) => !accessTo(permission, field.name))
}

/** Whether the caller may do it in the whole tenant: for what concerns everyone, such as switching a plugin off. */
export function mayEverywhere(caller: Caller, entity: Entity, action: string, model: Model): boolean {
  if (caller.access.everything) return true
  return grantsFor(caller, entity, action, model).some(
    ({ grant, permission }) => !permission.where && (permission.scope ?? grant.scope) === 'tenant',
  )
}

/** Whether any grant lets the caller do it, on whatever rows. */
export function may(caller: Caller, entity: Entity, action: string, model: Model): boolean {
  return caller.access.everything || grantsFor(caller, entity, action, model).length > 0
}
