import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'

/** The first character after every one that a path may hold. */
const afterAnyPath = '~'

/** Up to how many organizations a part of the tree is small enough to gather its records first and put them in order then. */
export const fewOrganizations = 200

/** A part of the tree: its top's path, and whether it has few organizations. */
export type Subtree = { path: string; few: boolean }

/**
 * Whether a column names an organization of that part of the tree: one range of the index on paths. PostgreSQL plans a statement without
 * its values, so the words tell it which way is short: the records of few organizations are fetched by these, while a large part's stand
 * so close together in the list's own order that walking along that meets them soon.
 */
export function isBelow(column: Sql, tenantId: string, { path, few }: Subtree): Sql<boolean> {
  const organizations = sql`select o.id from core.organization o where o.tenant_id = ${tenantId} and ${pathWithin('o', path)}`
  return few ? sql`${column} = any(array(${organizations}))` : sql`${column} in (${organizations})`
}

/** The range of paths of an organization and all below it. */
export function pathWithin(alias: string, path: string): Sql<boolean> {
  return sql`${sql.ref(`${alias}.path`)} >= ${path} and ${sql.ref(`${alias}.path`)} < ${path + afterAnyPath}`
}

/** Whether a column names an organization or one above it: as many as the tree is deep, each found by its path. */
export function isAtOrAbove(column: Sql, tenantId: string, path: string): Sql<boolean> {
  return sql`${column} in (select o.id from core.organization o where o.tenant_id = ${tenantId} and o.path = any(${[...pathsAbove(path), path]}::text[]))`
}

/** Seven characters of base 36, so that the paths of siblings are never one the beginning of another. */
export const partWidth = 7

/** The paths of all above a path, the highest first. */
export function pathsAbove(path: string): string[] {
  return Array.from({ length: Math.max(0, path.length / partWidth - 1) }, (_, at) => path.slice(0, (at + 1) * partWidth))
}

/** As a column of a query in which `alias` is an organization: whether it and all below it are few. */
export function fewBelow(alias: string): Sql<boolean> {
  return sql`(select count(*) from (select 1 from core.organization few where few.tenant_id = ${sql.ref(`${alias}.tenant_id`)}
    and few.path >= ${sql.ref(`${alias}.path`)} and few.path < ${sql.ref(`${alias}.path`)} || '~' limit ${fewOrganizations + 1}) counted) <= ${fewOrganizations}`
}

/** That organization and all below it; undefined when there is none of that id. */
export async function subtreeOf(connection: TenantSql, organizationId: string): Promise<Subtree | undefined> {
  const [subtree] = await connection.run(
    sql<Subtree>`select o.path, ${fewBelow('o')} as few from core.organization o where o.tenant_id = ${connection.tenantId} and o.id = ${organizationId}`,
  )
  return subtree
}
