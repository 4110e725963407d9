import type { TenantSql } from '../database/database.ts'
import { type Sql, sql } from '../database/sql.ts'
import { entityOf, type Json, type Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead, decideWrite, may } from '../permissions/decide.ts'
import { pathsAbove, pathWithin } from '../permissions/subtree.ts'
import { loadRecords } from '../records/load.ts'
import { notFound } from '../records/problems.ts'
import { countsOf } from './counts.ts'
import { requireMergeable } from './merge.ts'
import { requireMovable, requireOpen } from './move.ts'
import type { Impact, Reshaping } from './reshaping.ts'

type Asking = { connection: TenantSql; caller: Caller; model: Model }

/** Tells beforehand what a change of the tree takes along. @throws whatever the change itself would be refused with */
export async function impactOf(asking: Asking, id: string, event: Reshaping, targetId?: string): Promise<Impact> {
  const { connection, caller, model } = asking
  const entity = entityOf(model, 'core/organization')
  const allowed = decideWrite(caller, entity, model, event)
  const wanted = targetId === undefined || event === 'dissolve' ? [id] : [id, targetId]
  const found = await loadRecords(connection, entity, sql`t.id = any(${wanted}::uuid[]) and ${allowed}`)
  const [one, target] = wanted.map(each => found.find(record => record.id === each))
  if (!one || (wanted.length > 1 && !target)) throw notFound('党组织不存在，或您没有相应的权限')
  requireOpen(one, ...(target ? [target] : []))
  if (target && event === 'move') requireMovable(one, target)
  if (target && event === 'merge') requireMergeable(one, target)
  const path = String(one.values['path'])
  return {
    organizations: await countRows(connection, sql`core.organization t`, pathWithin('t', path)),
    records: await recordsOf(asking, id),
    users: await countSeen(asking, 'core/user', below(connection, path)),
    grants: await countSeen(asking, 'core/grant', below(connection, path)),
    ...(target ? await changedReach(asking, path, String(target.values['path'])) : {}),
  }
}

async function recordsOf({ connection, caller, model }: Asking, id: string): Promise<Impact['records']> {
  const counts = (await countsOf(connection, caller, model, [id])).get(id)?.['counts'] as Json | undefined
  return Object.entries(counts ?? {}).map(([key, numbers]) => {
    const entity = entityOf(model, key as `${string}/${string}`)
    return { entity: key, title: entity.title, ...(numbers as { own: number; below: number }) }
  })
}

function below({ tenantId }: TenantSql, path: string): Sql<boolean> {
  return sql`t.organization_id in (select o.id from core.organization o where o.tenant_id = ${tenantId} and ${pathWithin('o', path)})`
}

/** Rights over all below an organization end where it is no longer above, and begin where it comes to be. */
async function changedReach(asking: Asking, from: string, to: string): Promise<Pick<Impact, 'losing' | 'gaining'>> {
  const { tenantId } = asking.connection
  const before = pathsAbove(from)
  const after = [...pathsAbove(to), to]
  const anchoredAt = (paths: string[]) => sql<boolean>`t.scope = 'subtree' and t.organization_id in (
    select o.id from core.organization o where o.tenant_id = ${tenantId} and o.path = any(${paths}::text[]))`
  const reaching = (paths: string[], others: string[]) =>
    countSeen(asking, 'core/grant', anchoredAt(paths.filter(path => !others.includes(path))))
  return { losing: await reaching(before, after), gaining: await reaching(after, before) }
}

/** How many of them the caller sees; undefined where he may see none at all. */
async function countSeen({ connection, caller, model }: Asking, key: 'core/user' | 'core/grant', where: Sql<boolean>) {
  const entity = entityOf(model, key)
  if (!may(caller, entity, 'read', model)) return undefined
  const seen = decideRead(caller, entity, model).where
  return countRows(connection, key === 'core/user' ? sql`core."user" t` : sql`core."grant" t`, sql`${where} and ${seen}`)
}

async function countRows(connection: TenantSql, table: Sql, where: Sql<boolean>): Promise<number> {
  const [row] = await connection.run(
    sql<{ rows: number }>`select count(*) as rows from ${table} where t.tenant_id = ${connection.tenantId} and ${where}`,
  )
  return Number(row!.rows)
}
