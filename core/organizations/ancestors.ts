import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import { pathsAbove } from '../permissions/subtree.ts'
import { type Label, labelsOf } from '../records/relations.ts'

/** The organizations above one, the highest first, up to where the caller sees no further. */
export async function ancestorsOf(connection: TenantSql, caller: Caller, model: Model, id: string): Promise<Label[]> {
  const [place] = await connection.run(
    sql<{ path: string }>`select path from core.organization where tenant_id = ${connection.tenantId} and id = ${id}`,
  )
  const nearestFirst = await connection.run(sql<{ id: string }>`
    select id from core.organization where tenant_id = ${connection.tenantId} and path = any(${pathsAbove(place?.path ?? '')}::text[])
    order by depth desc`)
  const ids = nearestFirst.map(row => row.id)
  const labels = await labelsOf(connection, caller, model, 'core/organization', ids)
  const unseen = ids.findIndex(one => !labels.has(one))
  const seen = unseen < 0 ? ids : ids.slice(0, unseen)
  return seen.reverse().map(one => ({ id: one, label: labels.get(one)! }))
}
