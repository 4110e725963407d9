import type { TenantSql } from '../../database/database.ts'
import { all, any, type Sql, sql } from '../../database/sql.ts'
import { tableName } from '../../database/table-definition.ts'
import type { Entity, Model, Permission, Scope } from '../../declarations/model.ts'
import { todayInShanghai } from '../../identity/dates.ts'
import type { Caller, Grant } from '../access.ts'
import { grantsFor } from '../rows.ts'
import { fewBelow } from '../subtree.ts'

/** A number up to 10,000, or that it is more: `10000+`. */
export type Count = number | `${number}+`

const most = 10_000
/** Places at which a role is held that are counted one by one; beyond them a count says what it is at least. */
const mostPlaces = 50

/** A place at which a role is held, and how far below it that reaches; or that everyone has it, of himself. */
export type Place = {
  everyone?: true
  scope: Scope
  organization_id: string
  path: string | null
  few: boolean
  organization_ids: string[] | null
}

const inForce = (today: string) =>
  sql`(g.start_on is null or g.start_on <= ${today}::date) and (g.end_on is null or g.end_on >= ${today}::date)`

/** How many people hold the role now: by a grant of their own, or by a post. Everybody is a member. */
export async function holdersOf(connection: TenantSql, role: { id: string; code: string }): Promise<Count> {
  const { tenantId } = connection
  const today = todayInShanghai()
  const holders =
    role.code === 'member'
      ? sql`select id from core."user" where tenant_id = ${tenantId} and state = 'active'`
      : sql`select g.user_id from core."grant" g where g.tenant_id = ${tenantId} and g.role_id = ${role.id} and g.user_id is not null and ${inForce(today)}
          union select a.user_id from core."grant" g join core.appointment a on a.tenant_id = g.tenant_id and a.post_id = g.post_id
          where g.tenant_id = ${tenantId} and g.role_id = ${role.id} and ${inForce(today)}
            and a.start_on <= ${today}::date and (a.end_on is null or a.end_on >= ${today}::date)`
  return counted(connection, holders)
}

/** Where the role is held now; one more than are counted, at most. */
export async function placesOf(connection: TenantSql, role: { id: string; code: string }): Promise<Place[]> {
  if (role.code === 'member')
    return [{ everyone: true, scope: 'own', organization_id: role.id, path: null, few: true, organization_ids: null }]
  return connection.run(sql<Place>`
    select distinct on (g.scope, g.organization_id, g.organization_ids) g.scope, g.organization_id, o.path, ${fewBelow('o')} as few, g.organization_ids
    from core."grant" g join core.organization o on o.tenant_id = g.tenant_id and o.id = g.organization_id
    where g.tenant_id = ${connection.tenantId} and g.role_id = ${role.id} and ${inForce(todayInShanghai())} limit ${mostPlaces + 1}`)
}

/** How many records such a permission reaches from these places. What is open to each as his own is counted for nobody: undefined. */
export async function rowsReached(
  connection: TenantSql,
  model: Model,
  entity: Entity,
  permission: Permission | undefined,
  places: Place[],
): Promise<Count | undefined> {
  if (!permission || permission.actions.length === 0) return 0
  const isCounted = ({ everyone, scope }: Place) => (everyone ? permission.scope === 'tenant' : (permission.scope ?? scope) !== 'own')
  const wide = places.slice(0, mostPlaces).filter(isCounted)
  if (wide.length === 0) return places.length === 0 ? 0 : undefined
  const caller: Caller = {
    tenantId: connection.tenantId,
    access: { everything: false, grants: wide.map(place => held(place, permission)) },
  }
  const action = permission.actions[0] === '*' ? 'read' : permission.actions[0]!
  const rows = grantsFor(caller, entity, action, model, { finding: true }).map(grant => grant.rows)
  const living = entity.delete === 'soft' ? sql<boolean>`t.deleted_at is null` : sql<boolean>`true`
  const count = await counted(
    connection,
    sql`select 1 from ${sql.raw(tableName(entity.table))} t where ${all([sql<boolean>`t.tenant_id = ${connection.tenantId}`, living, any(rows)])}`,
  )
  return places.length > mostPlaces && typeof count === 'number' ? `${count}+` : count
}

function held(place: Place, permission: Permission): Grant {
  return {
    id: place.organization_id,
    role: '',
    scope: place.scope,
    organizationId: place.organization_id,
    path: place.path ?? undefined,
    few: place.few,
    chosen: place.organization_ids ?? [],
    permission: () => permission,
  }
}

async function counted(connection: TenantSql, rows: Sql): Promise<Count> {
  const [row] = await connection.run(sql<{ count: number }>`select count(*)::int as count from (${rows} limit ${most + 1}) counted`)
  const count = row?.count ?? 0
  return count > most ? `${most}+` : count
}
