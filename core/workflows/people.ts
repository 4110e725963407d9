import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, entityOf, type Json, type Model, type OwnPath } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Who } from '../declarations/workflow.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { partWidth } from '../permissions/subtree.ts'
import { isUuid } from '../records/relations.ts'

/** A record as far as it says who takes part in its steps. */
export type Subject = { id: string; values: Json; createdBy?: string | null }

/** Record id -> the users whom `who` names; several organizations and people are asked for at once. Whose role merely permits it is not among them. */
export async function peopleFor(
  connection: TenantSql,
  model: Model,
  entity: Entity,
  subjects: Subject[],
  who: Who[],
): Promise<Map<string, string[]>> {
  const found = new Map(subjects.map(subject => [subject.id, new Set<string>()]))
  for (const one of who) {
    const named = await usersNamed(connection, model, entity, subjects, one)
    for (const subject of subjects) for (const user of named(subject)) found.get(subject.id)!.add(user)
  }
  const active = await activeAmong(connection, [...new Set([...found.values()].flatMap(users => [...users]))])
  const people = new Map([...found].map(([id, users]) => [id, [...users].filter(user => active.has(user))]))
  const asks = who.some(one => one.kind === 'role' || one.kind === 'post' || one.kind === 'field')
  if (asks && [...people.values()].some(users => users.length === 0)) {
    const admins = await holdersOf(connection, sql`coalesce(r.base, r.code) = 'tenant-admin'`)
    for (const [id, users] of people) if (users.length === 0) people.set(id, admins)
  }
  return people
}

type Naming = (subject: Subject) => string[]

function usersNamed(connection: TenantSql, model: Model, entity: Entity, subjects: Subject[], who: Who): Promise<Naming> | Naming {
  switch (who.kind) {
    case 'owner':
      return owners(connection, model, entity, subjects)
    case 'field':
      return usersAt(connection, model, subjects, who)
    case 'role':
      return atOrganization(connection, who.at ?? entity.organizationField, subjects, nearestWithRole(connection, who.role, who.above))
    case 'post':
      return atOrganization(connection, who.at ?? entity.organizationField, subjects, nearestWithPost(connection, who.post, who.above))
    case 'permission':
    case 'nobody':
      return () => []
  }
}

async function owners(connection: TenantSql, model: Model, entity: Entity, subjects: Subject[]): Promise<Naming> {
  if (entity.own.length === 0) return subject => (subject.createdBy ? [subject.createdBy] : [])
  const ways = await Promise.all(entity.own.map(path => usersAt(connection, model, subjects, path)))
  return subject => ways.flatMap(way => way(subject))
}

/** The users that a field names, directly or one relation away. */
async function usersAt(connection: TenantSql, model: Model, subjects: Subject[], path: OwnPath): Promise<Naming> {
  // Whom related records name may be a hundred thousand: they read the record, and take no part in its steps.
  if (path.back) return () => []
  const held = (subject: Subject) => (path.field === 'id' ? subject.id : subject.values[path.field])
  if (!path.through) return subject => [held(subject)].filter(isUuid)
  const { table } = entityOf(model, path.through.entity)
  const user = sql.ref(`t.${columnName(path.through.field)}`)
  const rows = await connection.run(sql<{ id: string; user_id: string }>`
    select t.id, ${user} as user_id from ${sql.raw(tableName(table))} t
    where t.tenant_id = ${connection.tenantId} and t.id = any(${[...new Set(subjects.map(held).filter(isUuid))]}::uuid[]) and ${user} is not null`)
  const userOf = new Map(rows.map(row => [row.id, row.user_id]))
  return subject => [userOf.get(String(held(subject)))].filter(isUuid)
}

async function atOrganization(
  connection: TenantSql,
  field: string | undefined,
  subjects: Subject[],
  nearest: (organizations: Sql) => Sql<{ organization_id: string; user_id: string }>,
): Promise<Naming> {
  const place = (subject: Subject) => (field === undefined ? null : field === 'id' ? subject.id : subject.values[field])
  const organizations = [...new Set(subjects.map(place).filter(isUuid))]
  if (organizations.length === 0) return () => []
  const rows = await connection.run(nearest(sql`${organizations}::uuid[]`))
  const users = Map.groupBy(rows, row => row.organization_id)
  return subject => (users.get(String(place(subject))) ?? []).map(row => row.user_id)
}

/** Each organization with those so many levels above it and higher, up to the top. */
function above(connection: TenantSql, organizations: Sql, levels: number): Sql {
  return sql`unnest(${organizations}) asked (id)
    join core.organization o on o.tenant_id = ${connection.tenantId} and o.id = asked.id
    cross join lateral generate_series(1, length(o.path) / ${sql.raw(String(partWidth))} - ${sql.raw(String(levels))}) n
    join core.organization a on a.tenant_id = ${connection.tenantId} and a.path = substr(o.path, 1, n * ${sql.raw(String(partWidth))})`
}

function nearestWithRole(connection: TenantSql, role: string, levels: number) {
  const today = todayInShanghai()
  return (organizations: Sql) => sql<{ organization_id: string; user_id: string }>`
    select distinct organization_id, user_id from (
      select o.id as organization_id, held.user_id, dense_rank() over (partition by o.id order by n desc) as near
      from ${above(connection, organizations, levels)}
      join core."grant" g on g.tenant_id = ${connection.tenantId} and g.organization_id = a.id and g.scope <> 'own' and ${inForce('g', today)}
      join core.role r on r.tenant_id = ${connection.tenantId} and r.id = g.role_id and coalesce(r.base, r.code) = ${role}
      cross join lateral (${usersOf('g', connection, today)}) held
      join core."user" u on u.tenant_id = ${connection.tenantId} and u.id = held.user_id and u.state <> 'disabled') found
    where near = 1`
}

function nearestWithPost(connection: TenantSql, post: string, levels: number) {
  const today = todayInShanghai()
  return (organizations: Sql) => sql<{ organization_id: string; user_id: string }>`
    select distinct organization_id, user_id from (
      select o.id as organization_id, h.user_id, dense_rank() over (partition by o.id order by n desc) as near
      from ${above(connection, organizations, levels)}
      join core.post p on p.tenant_id = ${connection.tenantId} and p.organization_id = a.id and p.name = ${post}
      join core.appointment h on h.tenant_id = ${connection.tenantId} and h.post_id = p.id and ${inForce('h', today)}
      join core."user" u on u.tenant_id = ${connection.tenantId} and u.id = h.user_id and u.state <> 'disabled') found
    where near = 1`
}

/** Everyone with such a role in the tenant. */
async function holdersOf(connection: TenantSql, role: Sql): Promise<string[]> {
  const today = todayInShanghai()
  const rows = await connection.run(sql<{ user_id: string }>`
    select distinct held.user_id from core."grant" g
    join core.role r on r.tenant_id = g.tenant_id and r.id = g.role_id and ${role}
    cross join lateral (${usersOf('g', connection, today)}) held
    join core."user" u on u.tenant_id = g.tenant_id and u.id = held.user_id and u.state <> 'disabled'
    where g.tenant_id = ${connection.tenantId} and ${inForce('g', today)}`)
  return rows.map(row => row.user_id)
}

/** Who has a grant: the user it names, or who holds its post. */
export function usersOf(grant: string, connection: TenantSql, today: string): Sql {
  return sql`select ${sql.ref(`${grant}.user_id`)} as user_id where ${sql.ref(`${grant}.user_id`)} is not null
    union select h.user_id from core.appointment h
    where h.tenant_id = ${connection.tenantId} and h.post_id = ${sql.ref(`${grant}.post_id`)} and ${inForce('h', today)}`
}

/** A period of days, either end open, in which that day is. */
export function inForce(alias: string, today: string): Sql<boolean> {
  const [start, end] = [sql.ref(`${alias}.start_on`), sql.ref(`${alias}.end_on`)]
  return sql`(${start} is null or ${start} <= ${today}::date) and (${end} is null or ${end} >= ${today}::date)`
}

async function activeAmong(connection: TenantSql, users: string[]): Promise<Set<string>> {
  if (users.length === 0) return new Set()
  const rows = await connection.run(sql<{ id: string }>`
    select id from core."user" where tenant_id = ${connection.tenantId} and id = any(${users}::uuid[]) and state <> 'disabled'`)
  return new Set(rows.map(row => row.id))
}
