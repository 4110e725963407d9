import { all, any, everyRow, type Sql, sql } from '../database/sql.ts'
import { quote, tableName } from '../database/table-definition.ts'
import { type Entity, entityOf, type Model, type OwnPath, type Permission, type Scope } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Access, Caller, Grant } from './access.ts'
import { isAtOrAbove, isBelow, pathWithin } from './subtree.ts'
import { rowsWhere } from './where.ts'

/** A grant as it applies to one entity. */
export type EntityGrant = { grant: Grant; permission: Permission; rows: Sql<boolean> }

/**
 * The rows that a predicate speaks of: by what name the query calls them, and whether it is the predicate that has to find them, as in
 * a list. Otherwise they are found by their ids already, and each is only looked up in the tree. The same rows either way. As a
 * column it is asked of rows that are on the page already, each by itself: for `exists` PostgreSQL would gather the whole part of the tree.
 */
export type AskedRows = { alias?: string; finding?: boolean; column?: boolean }

/** They follow from what a person may do alone, and are asked for many times in every request: they last as long as that. */
const known = new WeakMap<Access, WeakMap<Entity, Map<string, readonly EntityGrant[]>>>()

/** The grants that let the caller do this with the entity, each with the rows it opens. */
export function grantsFor(caller: Caller, entity: Entity, action: string, model: Model, asked: AskedRows = {}): readonly EntityGrant[] {
  const { access, tenantId, userId } = caller
  const byEntity = known.get(access) ?? new WeakMap<Entity, Map<string, readonly EntityGrant[]>>()
  known.set(access, byEntity)
  const byQuestion = byEntity.get(entity) ?? new Map<string, readonly EntityGrant[]>()
  byEntity.set(entity, byQuestion)
  const question = `${tenantId} ${userId} ${action} ${asked.alias} ${asked.finding} ${asked.column}`
  const grants = byQuestion.get(question) ?? openedBy(caller, entity, action, model, asked)
  byQuestion.set(question, grants)
  return grants
}

function openedBy(caller: Caller, entity: Entity, action: string, model: Model, asked: AskedRows): EntityGrant[] {
  return caller.access.grants.flatMap(grant => {
    const permission = grant.permission(entity.key)
    if (!permission || !(permission.actions.includes('*') || permission.actions.includes(action))) return []
    const scope = permission.scope ?? grant.scope
    const own = rowsOf(caller, entity, grant, scope, model, asked)
    const shown = isReading(action) ? rowsSeenAt(caller, entity, grant, scope, asked) : []
    const placed = shown.length > 0 ? any([own, ...shown]) : own
    const rows = permission.where ? all([placed, rowsWhere(entity, permission.where, caller.tenantId, asked.alias)]) : placed
    return [{ grant, permission, rows }]
  })
}

/** What one may do with a record of another organization that it is shown to; all else stays with its own. */
const isReading = (action: string): boolean => action === 'read' || action === 'export'

/** The rows that are shown to organizations of this grant besides those that they belong to. */
function rowsSeenAt(caller: Caller, entity: Entity, grant: Grant, scope: Scope, asked: AskedRows): Sql<boolean>[] {
  if (scope === 'tenant' || scope === 'own' || scope === 'above') return []
  return entity.seenAt.map(field => rowsAt(caller, grant, scope, sql.ref(`${asked.alias ?? 't'}.${columnName(field)}`), asked))
}

/** The rows of one grant. Whatever has no place in the tree is outside every part of the tree. */
function rowsOf(caller: Caller, entity: Entity, grant: Grant, scope: Scope, model: Model, asked: AskedRows): Sql<boolean> {
  const { alias = 't' } = asked
  if (scope === 'tenant') return everyRow
  if (scope === 'own') return ownRows(caller, entity, model, alias)
  if (!entity.organizationField) return sql`false`
  if (scope === 'subtree' && entity.organizationField === 'id' && grant.path !== undefined) return sql`(${pathWithin(alias, grant.path)})`
  return rowsAt(caller, grant, scope, sql.ref(`${alias}.${columnName(entity.organizationField)}`), asked)
}

/** The rows in which a column names an organization of the grant. */
function rowsAt(caller: Caller, grant: Grant, scope: Scope, anchor: Sql, { finding = false, column = false }: AskedRows): Sql<boolean> {
  if (scope === 'organization') return sql`${anchor} = ${grant.organizationId}::uuid`
  if (scope === 'chosen') return sql`${anchor} = any(${grant.chosen}::uuid[])`
  if (grant.path === undefined) return sql`false`
  if (scope === 'above') return isAtOrAbove(anchor, caller.tenantId, grant.path)
  if (finding) return isBelow(anchor, caller.tenantId, { path: grant.path, few: grant.few })
  const place = sql`core.organization o where o.tenant_id = ${caller.tenantId} and o.id = ${anchor}`
  const within = pathWithin('o', grant.path)
  return column ? sql`coalesce((select ${within} from ${place}), false)` : sql`exists (select 1 from ${place} and ${within})`
}

/** The rows that are the caller's own. */
export function ownRows(caller: Caller, entity: Entity, model: Model, alias: string): Sql<boolean> {
  if (!caller.userId) return sql`false`
  if (entity.own.length === 0) return sql`${sql.ref(`${alias}.created_by`)} = ${caller.userId}::uuid`
  const paths = entity.own.map(own => {
    const column = sql.ref(`${alias}.${columnName(own.field)}`)
    if (own.back) return sql`${column} in (${relatedToMe(caller, own.back, model)})`
    if (!own.through) return sql`${column} = ${caller.userId}::uuid`
    const { table } = entityOf(model, own.through.entity)
    return sql`${column} in (select o.id from ${sql.raw(tableName(table))} o where o.tenant_id = ${caller.tenantId} and o.${sql.raw(quote(columnName(own.through.field)))} = ${caller.userId}::uuid)`
  })
  return sql`(${sql.join(paths, sql` or `)})`
}

/** What the caller's own records of another entity relate to; those in the bin relate to nothing. */
function relatedToMe({ tenantId, userId }: Caller, { entity: key, relation, user }: NonNullable<OwnPath['back']>, model: Model): Sql {
  const entity = entityOf(model, key)
  const living = entity.delete === 'soft' ? sql`and o.deleted_at is null` : sql``
  return sql`select o.${sql.raw(quote(columnName(relation)))} from ${sql.raw(tableName(entity.table))} o
    where o.tenant_id = ${tenantId} and o.${sql.raw(quote(columnName(user)))} = ${userId}::uuid ${living}`
}
