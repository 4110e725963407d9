import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json, Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { type Label, labelsOf } from '../records/relations.ts'

/** What an organization was on a day. */
export type PlaceThen = {
  name?: string
  shortName?: string
  parentId?: string | null
  state: 'not-yet' | 'active' | 'merged' | 'dissolved'
}

const closing: Record<string, PlaceThen['state']> = { merged: 'merged', dissolved: 'dissolved' }

/**
 * Tells the past from the tree's dated changes, each of which says only what it changed. Founding comes first even where a later
 * entry was given an earlier date.
 */
export async function placeAt(connection: TenantSql, id: string, date: string): Promise<PlaceThen> {
  const changes = await connection.run(sql<{ kind: string; after: Json | null }>`
    select kind, after from core.organization_change
    where tenant_id = ${connection.tenantId} and organization_id = ${id} and effective_on <= ${date}::date
    order by kind = 'created' desc, effective_on, id`)
  const place: PlaceThen = { state: 'not-yet' }
  for (const { kind, after } of changes) Object.assign(place, after, { state: closing[kind] ?? 'active' })
  return place
}

/** The organization above, by the name that it had then, as far as the caller may see it. */
export async function parentAt(
  connection: TenantSql,
  caller: Caller,
  model: Model,
  parentId: string | null | undefined,
  date: string,
): Promise<Label | null> {
  if (!parentId) return null
  const seen = await labelsOf(connection, caller, model, 'core/organization', [parentId])
  if (!seen.has(parentId)) return { id: parentId, label: null }
  return { id: parentId, label: (await placeAt(connection, parentId, date)).name ?? seen.get(parentId) ?? null }
}
