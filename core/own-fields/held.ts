import { any, sql } from '../database/sql.ts'
import { ownColumn, tableName } from '../database/table-definition.ts'
import type { EntityKey } from '../declarations/model.ts'
import type { Writing } from '../records/engine.ts'

/**
 * Whether records about to be deleted for good are what another record's own field points at, as a foreign key would say. Only the tables
 * in which the tenant has such a field are looked at; one that is switched off keeps its values, and counts.
 */
export async function isHeldByOwnFields({ transaction, entity, engine }: Writing, ids: string[]): Promise<boolean> {
  const { tenantId } = transaction
  const relations = await transaction.run(sql<{ entity: EntityKey; name: string }>`
    select entity, name from core.own_field where tenant_id = ${tenantId} and kind = 'relation' and target = ${entity.key}`)
  const holding = [...Map.groupBy(relations, relation => relation.entity)].flatMap(([key, fields]) => {
    const holder = engine.model.entities.get(key)
    if (!holder) return []
    const points = fields.map(({ name }) => sql<boolean>`t.${sql.ref(ownColumn)} @> jsonb_build_object(${name}::text, gone.id)`)
    const others = key === entity.key ? sql`and t.id <> all(${ids}::uuid[])` : sql``
    return [
      sql<boolean>`exists (select 1 from unnest(${ids}::text[]) as gone (id) join ${sql.raw(tableName(holder.table))} t
        on t.tenant_id = ${tenantId} and ${any(points)} ${others})`,
    ]
  })
  if (holding.length === 0) return false
  const [found] = await transaction.run(sql<{ held: boolean }>`select ${any(holding)} as held`)
  return found!.held
}
