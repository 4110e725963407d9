import { v5 as uuidFrom } from 'uuid'
import type { TenantSql } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Entity, Json, Model, Sample } from '../declarations/model.ts'

/** A sample as it is offered: `origin` tells whether it came with the plugin or is the tenant's own. */
export type OfferedSample = Omit<Sample, 'key'> & { id: string; origin: 'plugin' | 'tenant' }

/** Every installation gives a plugin's sample the same id. */
const namespace = '6d0f9a52-3c0e-4d0f-9a6b-5b0f4f1f6f10'

/** The samples of one kind of record: those of its plugin, then the tenant's own. */
export async function samplesOf(connection: TenantSql, model: Model, entity: Entity): Promise<OfferedSample[]> {
  const own = await connection.run(sql<{ id: string; title: string; group: string | null; values: Json }>`
    select id, title, "group", "values" from core.sample
    where tenant_id = ${connection.tenantId} and entity = ${entity.key} order by "group" nulls last, title, id`)
  const brought = (model.samples.get(entity.key) ?? []).map(({ key, ...sample }) => ({
    ...sample,
    id: uuidFrom(`${entity.key}/${key}`, namespace),
    origin: 'plugin' as const,
  }))
  return [...brought, ...own.map(({ group, ...sample }) => ({ ...sample, group: group ?? undefined, origin: 'tenant' as const }))]
}
